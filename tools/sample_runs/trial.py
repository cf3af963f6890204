"""One sample from its set-up to the moment when nothing of it is left."""

from __future__ import annotations

import platform
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from guide.model.fields import Version
from guide.model.samples import Manifest
from guide.source.records.validation import pattern_of
from sample_runs import contract
from sample_runs.folders import Folders, manifest
from sample_runs.processes import Failed, Processes, free_port, is_open

SET_UP, TESTED, HEALTHY = 1800.0, 600.0, 90.0
"""Seconds: for a line of the set-up, for the migration or the sample's own test, until the service answers."""


@dataclass(frozen=True, kw_only=True)
class Passed:
    """What is written down of a pass."""

    version: str
    where: str
    passed: int


def passes(folders: Folders, *, again: bool = False) -> Passed:
    """Run a sample, its own test and the contract; raise Failed with the first thing that is wrong."""
    how = manifest(folders)
    folders.prepare(again=again)
    if not again:
        set_up(folders, how)
    lines = Processes(folder=folders.copy, logs=folders.logs)
    version = plain_version(lines.run("version", how.version, TESTED))
    runtime = lines.run("runtime", how.runtime, TESTED).strip() if how.runtime else None
    own_test(folders, how)
    outcome = held(folders, how)
    if unexpected := outcome.unexpected(how.known_issues):
        few = ", ".join(unexpected[:5]) + (", …" if len(unexpected) > 5 else "")  # noqa: PLR2004 - enough to begin with
        count = f"{len(unexpected)} of {len(outcome.passed | outcome.failed)}"
        raise Failed(f"{count} tests of the contract fail: {few}; see {folders.logs / 'contract.log'}")
    if overcome := outcome.overcome(how.known_issues):
        raise Failed(f"{', '.join(overcome)} no longer fails; take it out of its known_issues")
    where = ", ".join(filter(None, (platform.system(), runtime)))
    return Passed(version=version, where=where, passed=len(outcome.passed))


def plain_version(printed: str) -> str:
    """Return the version in a text; raise Failed where it is none that the record of runs could hold."""
    version = printed.strip()
    if not re.fullmatch(pattern_of(Version), version):
        raise Failed(f"{version[:80]!r} is no version; let the sample print one such as 7.10.2, without a 'v' or words")
    return version


def set_up(folders: Folders, how: Manifest) -> None:
    """Make the copy ready; raise Failed where that cannot be done, with what the sample needs."""
    lines = Processes(folder=folders.copy, logs=folders.logs)
    try:
        for line in how.setup:
            lines.run("setup", line, SET_UP)
    except Failed as failed:
        raise Failed(f"the set-up failed; it needs {how.needs}: {failed}") from None
    finally:
        _assure_none_left(lines)


def own_test(folders: Folders, how: Manifest) -> None:
    """Run the sample's own test, with a database of its own; raise Failed where it fails."""
    lines = Processes(folder=folders.copy, logs=folders.logs, environment=_environment(folders, free_port(), "test"))
    try:
        lines.run("test", how.test, TESTED, DATABASE=str(folders.temporary / "test.sqlite3"))
    finally:
        _assure_none_left(lines)


def held(folders: Folders, how: Manifest) -> contract.Outcome:
    """Return what the contract says of a running sample that leaves nothing behind; raise Failed otherwise."""
    before = folders.strays()
    with running(folders, how) as sample:
        suite = folders.root / "samples" / "contract"
        outcome = contract.hold(suite, base=sample.base, token=sample.token, logs=folders.logs, restart=sample.restart)
    if told := [
        log.name for log in folders.logs.glob("process-*.log") if sample.token in log.read_text(errors="replace")
    ]:
        raise Failed(f"it writes its secret into what it logs: {', '.join(sorted(told))}; see {folders.logs}")
    after = folders.strays()
    strays = sorted(str(path) for path in after if after[path] != before.get(path))
    if strays:
        raise Failed(f"it writes outside its folder and its database: {', '.join(strays)}")
    return outcome


@dataclass(frozen=True, kw_only=True)
class Running:
    """A sample that runs: where, with which secret, and how all of its processes are ended and started again."""

    base: str
    token: str
    restart: Callable[[], None]


@contextmanager
def running(folders: Folders, how: Manifest) -> Iterator[Running]:
    """Run a sample on a fresh database.

    Raise Failed where it does not come up, where a process of it ends by itself, and where one does not end when asked.
    """
    for file in folders.database.parent.iterdir():
        file.unlink()
    port, token = free_port(), secrets.token_urlsafe()
    processes = Processes(folder=folders.copy, logs=folders.logs, environment=_environment(folders, port, token))
    base = f"http://127.0.0.1:{port}"

    def start() -> None:
        for number, line in enumerate(how.start, start=1):
            processes.start(f"process-{number}", line)
        _wait(base, processes)

    def restart() -> None:
        if ended := processes.ended():
            raise Failed(ended)
        _assure_none_left(processes)
        start()

    try:
        if how.migrate:
            processes.run("migrate", how.migrate, TESTED)
        start()
        yield Running(base=base, token=token, restart=restart)
        if ended := processes.ended():
            raise Failed(ended)
    finally:
        _assure_none_left(processes)
    if is_open(port):
        raise Failed(f"port {port} is still open after everything was ended")


def _environment(folders: Folders, port: int, token: str) -> dict[str, str]:
    named = {"PORT": str(port), "DATABASE": str(folders.database), "ORDERS_TOKEN": token}
    return {**named, "TMPDIR": str(folders.temporary)}


def _assure_none_left(processes: Processes) -> None:
    if left := processes.stop():
        raise Failed(f"it leaves processes that do not end when asked: {'; '.join(left)}")


def _wait(base: str, processes: Processes) -> None:
    end = time.monotonic() + HEALTHY
    with httpx.Client(base_url=base, timeout=5, trust_env=False) as http:
        while time.monotonic() < end:
            if ended := processes.ended():
                raise Failed(ended)
            try:
                if http.get("/health").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
    raise Failed(f"/health does not answer 200 after {HEALTHY:.0f} s; see {processes.logs}")
