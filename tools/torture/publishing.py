"""Publishing whole or not at all: stops, two builds at once, disks that are full or cannot be written."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from torture.trial import (
    BUILD,
    CannotTry,
    built,
    command,
    ends_well,
    environment,
    is_whole,
    program,
    world,
)

KILLS, AIMED, PAIRS, DISKS = 200, 50, 20, 10

_AIMED = """
import sys, shutil
from pathlib import Path
import build_site
put = build_site._put_in_place
def said(*places):
    print("now", flush=True)
    put(*places)
build_site._put_in_place = said
build_site.publish(Path("site"), lambda folder: shutil.copytree(sys.argv[1], folder, dirs_exist_ok=True))
"""
"""Publishes a site that is built already, and says when the moment has come."""

_TWO_MILLISECONDS = 0.002


def random_kills(folder: Path) -> Iterator[bool]:
    """A build that is killed leaves a whole site, and the next build clears up after it.

    Killed with all it started, at random moments; every file against the list of digests.
    """
    root, chance = world(folder), random.Random(1)  # noqa: S311 - no secret
    takes, tried = min(_seconds(root) for _ in range(3)), 0
    while tried < KILLS:
        with _building(root, tried) as build:
            time.sleep(chance.uniform(0, takes))
            came_too_late = build.poll() is not None
            _kill(build)
        if came_too_late:
            takes *= 0.95
        else:
            tried += 1
            yield is_whole(root / "site")
    yield built(root).returncode == 0 and is_whole(root / "site") and _leftovers(root) == set()


def aimed_kills(folder: Path) -> Iterator[bool]:
    """One site takes the place of the other in one step.

    Killed within two milliseconds of the moment.
    """
    root, chance = world(folder), random.Random(2)  # noqa: S311 - no secret
    sites = [folder / "one", folder / "other"]
    for number, site in enumerate((*sites, root / "site")):
        built(root, number, site)
    paths = os.pathsep.join(str(BUILD.parent / name) for name in ("", "../hooks"))
    for number in range(AIMED):
        with subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-c", _AIMED, str(sites[number % 2])],
            cwd=root,
            env=environment(PYTHONPATH=paths),
            stdout=subprocess.PIPE,
            start_new_session=True,
        ) as build:
            if build.stdout:
                build.stdout.readline()
            time.sleep(chance.uniform(0, _TWO_MILLISECONDS))
            _kill(build)
        yield is_whole(root / "site")


def pairs(folder: Path) -> Iterator[bool]:
    """Of two builds at once, one makes the site and the other waits its turn or says so.

    Both started in the same moment, for different addresses.
    """
    root = world(folder)
    for number in range(PAIRS):
        with _building(root, number) as first, _building(root, number + 1) as second:
            ended = [
                subprocess.CompletedProcess(build.args, build.wait(), "", build.stderr.read() if build.stderr else "")
                for build in (first, second)
            ]
        one = any(done.returncode == 0 for done in ended)
        yield one and all(map(ends_well, ended)) and is_whole(root / "site")


def full_disks(folder: Path) -> Iterator[bool]:
    """On a full disk the old site stays, and a sentence says why.

    Disks with room for more and more of the new site.
    """
    root = world(folder)
    built(root, 0)
    for number in range(DISKS):
        with _disk(folder / "disk", "size=100m") as disk:
            shutil.copytree(root / "site", disk / "site")
            there = os.statvfs(disk)
            used = (there.f_blocks - there.f_bfree) * there.f_frsize
            _mount("-o", f"remount,size={used + used * number // (DISKS + 1)}", str(disk))
            done = built(root, 1, disk / "site")
            yield done.returncode == 1 and ends_well(done) and is_whole(disk / "site")


def unwritable(folder: Path) -> Iterator[bool]:
    """Where nothing can be written the old site stays, and a sentence says why.

    A disk that may only be read.
    """
    root = world(folder)
    built(root, 0)
    with _disk(folder / "disk", "size=100m") as disk:
        shutil.copytree(root / "site", disk / "site")
        _mount("-o", "remount,ro", str(disk))
        done = built(root, 1, disk / "site")
        yield done.returncode == 1 and ends_well(done) and is_whole(disk / "site")


def _seconds(root: Path) -> float:
    """Return how long a build takes."""
    started = time.monotonic()
    if built(root).returncode:
        raise CannotTry("the guide cannot be built")
    return time.monotonic() - started


@contextmanager
def _building(root: Path, number: int) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(  # noqa: S603 - our own
        command(),
        cwd=root,
        env=environment(number),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as build:
        yield build


def _kill(build: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Kill a build with all that it started."""
    with suppress(ProcessLookupError):  # It may have ended.
        os.killpg(build.pid, signal.SIGKILL)
    build.wait()


def _leftovers(root: Path) -> set[str]:
    return {file.name for file in root.glob(".site.*")} - {".site.lock"}


@contextmanager
def _disk(place: Path, options: str) -> Iterator[Path]:
    """Put a disk of its own at a place until the block ends."""
    place.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", options, "torture", str(place))
    try:
        yield place
    finally:
        subprocess.run([program("umount"), str(place)], check=True)  # noqa: S603 - found above


def _mount(*arguments: str) -> None:
    done = subprocess.run([program("mount"), *arguments], check=False, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise CannotTry("a disk of its own needs the right to mount one; run it as root")
