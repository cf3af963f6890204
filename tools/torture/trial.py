"""What trials need: a small guide to build, the site it makes, and what is left of that afterwards."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from guide.site import digests
from worlds import ENVIRONMENT, REPOSITORY, copy_small_world

BUILD = REPOSITORY / "tools" / "build_site.py"

ADDRESSES = ("https://one.example/", "https://another.example/")
"""A site built for one differs from one built for the other in every page."""


class CannotTry(Exception):
    """Something that a trial needs is not there; the message says what."""


def world(folder: Path) -> Path:
    """Make a small guide under a folder; return where it is."""
    return copy_small_world(folder / "guide")


def environment(number: int = 0, **changes: str) -> dict[str, str]:
    """Return what a build is told; takes which of two sites it makes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GUIDE_", "SOURCE_DATE"))}
    said = {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "", "GUIDE_SITE": ADDRESSES[number % 2]}
    return {**kept, **ENVIRONMENT, **said, **changes}


def command(site: Path | str = "site", python: str = sys.executable) -> list[str]:
    """Return the command that builds a site."""
    return [python, str(BUILD), str(site)]


def built(root: Path, number: int = 0, site: Path | str = "site", **changes: str) -> subprocess.CompletedProcess[str]:
    """Build a site of the guide under a root; return what was said and how it ended."""
    return subprocess.run(  # noqa: S603 - our own
        command(site), cwd=root, env=environment(number, **changes), check=False, capture_output=True, text=True
    )


def is_whole(site: Path) -> bool:
    """Return whether a site holds every file that it lists, as it lists it, and no other."""
    try:
        listed = digests.read((site / "sha256sums.txt").read_bytes())
    except (OSError, digests.NoList):
        return False
    return list(digests.differences(site, listed)) == []


def snapshot(site: Path) -> Mapping[str, bytes]:
    """Return every file of a site."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def ends_well(done: subprocess.CompletedProcess[str]) -> bool:
    """Return whether a build made a site, or said in a sentence why not."""
    if done.returncode == 0:
        return True
    said = done.stderr.strip().splitlines()
    return "Traceback" not in done.stderr and bool(said) and said[-1].startswith("nothing was built: ")


def program(name: str, package: str = "") -> str:
    """Return where a program is; raise CannotTry if it is not there."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if not found:
        raise CannotTry(f"{name} is not there; on Debian: apt-get install {package or name}")
    return found


def as_day(day: dt.date) -> str:
    """Return a day as a build takes it."""
    return str(int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()))
