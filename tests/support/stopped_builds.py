"""Stops builds of a site at every step that changes a file, one after the other, and says what each leaves.

Run as `python stopped_builds.py FOLDER exchange`, or with `renames` as on a system that cannot exchange folders. Each
line is what is there after the stop, after the next build if that fails, and after one that does not.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import build_site

FILES = ("404.html", "_redirects", "index.html", "compare/index.html")

_CHANGES = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "ctypes.dlopen", "ctypes.dlsym")


class Broken(Exception):
    """The guide has problems."""


def write_site(folder: Path, text: str) -> None:
    """Write a site, each file of which holds the same text."""
    for name in FILES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)


def state(site: Path) -> str:
    """Return the text that every file of a site holds; `none` without a site, `half` if it is no whole one."""
    if not site.exists():
        return "none"
    texts = {(site / name).read_text() if (site / name).is_file() else "" for name in FILES}
    return texts.pop() if len(texts) == 1 else "half"


def _stopped(site: Path, step: int) -> bool:
    """Build in a process that ends without a word at a step; return whether it came so far."""
    child = os.fork()
    if child == 0:
        left = step

        def stop(event: str, _: object) -> None:
            nonlocal left
            if event in _CHANGES:
                left -= 1
                if left < 0:
                    os._exit(9)

        sys.addaudithook(stop)
        build_site.publish(site, lambda folder: write_site(folder, "new"))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def _broken(folder: Path) -> None:
    (folder / "index.html").write_text("broken")
    raise Broken


def left_by_stops(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what there is after a stop at each step, after a build that fails, and after one that does not."""
    for step in range(1000):
        site = folder / str(step) / "site"
        site.mkdir(parents=True)
        write_site(site, "old")
        if not _stopped(site, step):
            return
        stopped = state(site)
        try:
            build_site.publish(site, _broken)
        except Broken:
            failed = state(site)
        build_site.publish(site, lambda folder: write_site(folder, "newer"))
        leftovers = {file.name for file in site.parent.iterdir()} - {"site", ".site.lock"}
        yield stopped, failed, "leftovers" if leftovers else state(site)


def main() -> None:
    """Print what the stops leave."""
    if sys.argv[2] == "renames":
        build_site._exchange = lambda *_: False  # noqa: SLF001 - as on a system without
    for states in left_by_stops(Path(sys.argv[1])):
        print(*states)  # noqa: T201


if __name__ == "__main__":
    main()
