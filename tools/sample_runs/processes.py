"""Processes of a sample: each in a session of its own, ended as a whole, and looked for afterwards."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

PATIENCE = 15.0
"""Seconds in which what is asked to end must end."""

_MARK = "SAMPLE_RUN"
_NOT_OURS = ("GUIDE_", "MAKE", "MFLAGS", "PYTEST_", "PYTHON", "VIRTUAL_ENV", "NO_MKDOCS")


class Failed(Exception):
    """A sample does not do what it must; the message says what, for people."""


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def is_open(port: int) -> bool:
    """Return whether somebody listens on a port."""
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


@dataclass(kw_only=True)
class Processes:
    """Shell lines run in one folder, with one environment and a log for each."""

    folder: Path
    logs: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    _mark: str = field(default_factory=lambda: uuid4().hex)
    _started: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _sessions: set[int] = field(default_factory=set)

    def run(self, name: str, line: str, within: float, **more: str) -> str:
        """Run a shell line to its end; return what it wrote. Raise Failed where it fails or takes too long."""
        process = self._start(name, line, more)
        try:
            code = process.wait(within)
        except subprocess.TimeoutExpired:
            self._kill()
            process.wait()
            raise Failed(f"`{line}` was not through after {within:.0f} s; see {self._log(name)}") from None
        said = self._log(name).read_text(encoding="utf-8", errors="replace")
        if code:
            last = next((line for line in reversed(said.splitlines()) if line.strip()), "nothing was said")
            raise Failed(f"`{line}` ended with {code}: {last.strip()}; see {self._log(name)}")
        return said

    def start(self, name: str, line: str) -> None:
        """Start a shell line that is to run until `stop`."""
        self._started[line] = self._start(name, line, {})

    def ended(self) -> str | None:
        """Say which of the started processes has ended by itself, if one has."""
        for line, process in self._started.items():
            if process.poll() is not None:
                return f"`{line}` ended by itself with {process.returncode}; see {self.logs}"
        return None

    def stop(self) -> list[str]:
        """Ask all to end that are in a session of ours; end what is left then, and return its command lines."""
        for number, is_in_session in self._left():
            if is_in_session:
                _send(signal.SIGTERM, number)
        end = time.monotonic() + PATIENCE
        while any(self._left()) and time.monotonic() < end:
            time.sleep(0.05)
        commands = self._kill()
        for process in self._started.values():
            process.wait()
        self._started.clear()
        return commands

    def _start(self, name: str, line: str, more: Mapping[str, str]) -> subprocess.Popen[bytes]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
        environment = {**inherited, **self.environment, **more, _MARK: self._mark}
        with self._log(name).open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - our own, out of the manifest
                ["/bin/sh", "-c", line],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._sessions.add(process.pid)
        return process

    def _log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def _kill(self) -> list[str]:
        left = [(number, _command(number)) for number, _ in self._left()]
        for number, _ in left:
            _send(signal.SIGKILL, number)
        return [command for _, command in left]

    def _left(self) -> Iterator[tuple[int, bool]]:
        """Yield what still runs, and whether it is in a session of ours; where it left that, its environment tells."""
        for process in self._started.values():
            process.poll()
        mark = f"{_MARK}={self._mark}".encode()
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                state, _, _, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
                is_in_session = int(session) in self._sessions
                if state != "Z" and (is_in_session or mark in (entry / "environ").read_bytes()):
                    yield int(entry.name), is_in_session
            except OSError:
                continue  # ended meanwhile, or somebody else's


def _send(number: signal.Signals, process: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return f"process {process}"
