"""The same bytes wherever, whenever and by whatever Python a site is built."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from torture.trial import (
    BUILD,
    CannotTry,
    as_day,
    built,
    command,
    environment,
    is_whole,
    program,
    snapshot,
    world,
)
from worlds import REPOSITORY, TODAY, read, write

_YEAR = 365.25
_LATER = (1, 10, 75)

_READABLE = 0o044
"""The mode of what others may read."""

_SETTINGS: tuple[dict[str, str], ...] = (
    {"PYTHONHASHSEED": "1"},
    {"PYTHONHASHSEED": "4294967295"},
    {"TZ": "Pacific/Kiritimati"},
    {"TZ": "America/Adak"},
    {"LC_ALL": "C"},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"GUIDE_NO_CACHE": "1"},
    {"PYTHONUTF8": "0", "LC_ALL": "POSIX"},
)


def settings(folder: Path) -> Iterator[bool]:
    """Same files, same bytes, whatever the settings.

    Hash seeds, time zones, locales, no cache.
    """
    root = world(folder)
    built(root)
    wanted = snapshot(root / "site")
    for number, changes in enumerate(_SETTINGS):
        shutil.rmtree(root / ".build", ignore_errors=True)
        done = built(root, 0, folder / str(number), **changes)
        yield done.returncode == 0 and snapshot(folder / str(number)) == wanted


def places(folder: Path) -> Iterator[bool]:
    """Same files, same bytes, wherever they are, and everybody may read them.

    Another path, a strict umask, other line endings, no network.
    """
    root = world(folder)
    built(root)
    wanted = snapshot(root / "site")
    other = shutil.copytree(root, folder / "another guide é (1) #x", ignore=shutil.ignore_patterns("site", ".*"))
    yield built(other).returncode == 0 and snapshot(other / "site") == wanted
    umask = os.umask(0o077)
    try:
        done = built(root, 0, folder / "strict")
    finally:
        os.umask(umask)
    readable = all(file.stat().st_mode & _READABLE == _READABLE for file in (folder / "strict").rglob("*"))
    yield done.returncode == 0 and readable and snapshot(folder / "strict") == wanted
    for file in (path for path in (*other.rglob("*.yml"), *other.rglob("*.md")) if path.is_file()):
        if "site" not in file.relative_to(other).parts:
            write(other, str(file.relative_to(other)), read(other, str(file.relative_to(other))).replace("\n", "\r\n"))
    yield built(other, 0, folder / "endings").returncode == 0 and snapshot(folder / "endings") == wanted
    alone = [program("unshare", "util-linux"), "--net", *command(folder / "alone")]
    done = subprocess.run(alone, cwd=root, env=environment(), check=False, capture_output=True, text=True)  # noqa: S603
    if "Operation not permitted" in done.stderr:
        raise CannotTry("a build without a network needs the right to take it away; run it as root")
    yield done.returncode == 0 and snapshot(folder / "alone") == wanted


def pythons(folder: Path) -> Iterator[bool]:
    """Same files, same bytes, whichever Python.

    Each newer one that is installed, with the same pinned libraries.
    """
    root = world(folder)
    built(root)
    wanted = snapshot(root / "site")
    for version, python in _pythons():
        own = _set_up(python, REPOSITORY / ".build" / "torture" / version)
        paths = os.pathsep.join(map(str, (BUILD.parent, REPOSITORY / "hooks", REPOSITORY / "tests" / "support")))
        done = subprocess.run(  # noqa: S603 - ours
            command(folder / version, str(own)),
            cwd=root,
            env=environment(PYTHONPATH=paths),
            check=False,
            capture_output=True,
            text=True,
        )
        yield done.returncode == 0 and snapshot(folder / version) == wanted


def _pythons() -> Iterator[tuple[str, str]]:
    """Yield the version and the place of each Python from 3.11 on that is not the one that runs."""
    roots = [Path(place) for place in os.environ.get("PATH", "").split(os.pathsep)]
    roots += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    found: dict[str, str] = {}
    for place in (file for folder in roots for file in folder.glob("python3.*")):
        match = re.fullmatch(r"python3\.(\d+)", place.name)
        if match and int(match[1]) >= 11 and int(match[1]) != sys.version_info.minor and "shims" not in place.parts:  # noqa: PLR2004
            found.setdefault(f"3.{match[1]}", str(place))
    if not found:
        raise CannotTry("there is no other Python than the one that runs")
    yield from sorted(found.items())


def _set_up(python: str, folder: Path) -> Path:
    """Install the pinned requirements for a Python; return its own program."""
    own = folder / "bin" / "python"
    if not (folder / "done").exists():
        requirements = REPOSITORY / "requirements" / "build.txt"
        install = [str(own), "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(requirements)]
        for step in ([python, "-m", "venv", str(folder)], install):
            if subprocess.run(step, check=False, capture_output=True).returncode:  # noqa: S603 - ours
                raise CannotTry(f"the libraries could not be installed for {python}")
        (folder / "done").touch()
    return own


def clocks(folder: Path) -> Iterator[bool]:
    """The guide still builds when time has passed, and marks what is past its date.

    1, 10 and 75 years on, this guide checked as well; the day of a keep-by date and the day after.
    """
    root = world(folder)
    for years in _LATER:
        day = TODAY + dt.timedelta(days=round(_YEAR * years))
        done = built(root, 0, folder / str(years), SOURCE_DATE_EPOCH=as_day(day))
        yield done.returncode == 0 and is_whole(folder / str(years))
    own = dt.datetime.now(dt.UTC).date()
    for years in _LATER:
        yield _checks(REPOSITORY, own + dt.timedelta(days=round(_YEAR * years)))
    text = (folder / str(_LATER[0]) / "api/v1/facts.json").read_text(encoding="utf-8")
    keep_by = min(day for day in re.findall(r'"keep_by": "(\d{4}-\d\d-\d\d)"', text) if day > str(TODAY))
    last = dt.date.fromisoformat(keep_by)
    sites = [folder / "last", folder / "after"]
    for site, day in zip(sites, (last, last + dt.timedelta(days=1)), strict=True):
        built(root, 0, site, SOURCE_DATE_EPOCH=as_day(day))
    kept, passed = (_stale(site) for site in sites)
    yield kept < passed


def _checks(root: Path, day: dt.date) -> bool:
    guide = [str(Path(sys.executable).parent / "guide"), "check"]
    settings = environment(SOURCE_DATE_EPOCH=as_day(day), GUIDE_NO_CACHE="1")
    settings.pop("GUIDE_SITE")
    return subprocess.run(guide, cwd=root, env=settings, check=False, capture_output=True).returncode == 0  # noqa: S603


def _stale(site: Path) -> int:
    """Return how often pages say of a fact that its date has passed."""
    return sum(page.read_text(encoding="utf-8").count('class="stale"') for page in site.rglob("index.html"))
