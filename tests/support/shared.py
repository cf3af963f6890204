"""Sites that a test run builds once, whichever of its workers asks first."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from built import Site


def built_once(folder: Path, build: Callable[[Path], Site]) -> Site:
    """Return the site in a folder that all workers share; build it there if none has yet.

    It is for reading only: whoever changes it changes it for all tests.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    record = folder.parent / f"{folder.name}.json"
    with _alone(folder.parent / f"{folder.name}.lock"):
        if not record.exists():
            site = build(folder)
            known = {"address": site.address, "current": site.current, "day": site.day.isoformat()}
            record.write_text(json.dumps(known), encoding="utf-8")
    known = json.loads(record.read_text(encoding="utf-8"))
    return Site(folder=folder, **{**known, "day": dt.date.fromisoformat(known["day"])})


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other worker holds a lock, and hold it."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
