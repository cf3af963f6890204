"""Measures what a command costs, its children included, and how long a saved file takes to show."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_UNIT = 1024 if sys.platform == "darwin" else 1
_KIB_PER_MIB = 1024
_PATIENCE = 900.0
"""For how many seconds a page is waited for."""


class CommandFailed(Exception):
    """A command that did not do what it was meant to; says what it wrote."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds, user and system, of the command and of everything it started and waited for."""
    wall: float
    """Seconds on the clock."""
    memory: float
    """MiB, of the largest process among them at its largest."""


def cost(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder; return what it cost. Raises CommandFailed if it exits with anything but 0."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            text = output.read().decode(errors="replace")
            raise CommandFailed(f"{' '.join(command)} failed:\n{text[-2000:]}")
    memory = usage.ru_maxrss / _UNIT / _KIB_PER_MIB
    return Cost(cpu=usage.ru_utime + usage.ru_stime, wall=wall, memory=memory)


def saved_to_shown(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, file: Path, page: str, runs: int
) -> list[float]:
    """Return how many seconds it takes until a server for a look shows what was saved, several times.

    Takes the command without its address, a file of prose, and the path of the page that shows it.
    """
    port = _free_port()
    with _serving([*command, "--dev-addr", f"127.0.0.1:{port}"], folder, environment):
        _wait_for(port, page, "</html>")
        seconds = []
        for number in range(runs):
            mark = f"Mark of {chr(ord('a') + number % 26)}{chr(ord('a') + number // 26)}"
            file.write_text(f"{file.read_text(encoding='utf-8')}\n{mark}\n", encoding="utf-8")
            start = time.monotonic()
            _wait_for(port, page, mark)
            seconds.append(time.monotonic() - start)
    return seconds


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[None]:
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)  # noqa: S603
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int, page: str, text: str) -> None:
    """Ask for a page until a text stands in it; raise CommandFailed if it never does."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if text in _answer(port, page):
            return
        time.sleep(0.02)
    raise CommandFailed(f"{page} does not show '{text}'")


def _answer(port: int, page: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", page)
        return connection.getresponse().read().decode()
    except OSError:
        return ""
    finally:
        connection.close()
