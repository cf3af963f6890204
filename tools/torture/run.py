"""Tries what is promised of builds and of serving, and writes `docs/promises.md`: `make torture`."""

from __future__ import annotations

import datetime as dt
import inspect
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from torture import publishing, serving, surroundings
from torture.trial import CannotTry
from worlds import REPOSITORY

PAGE = REPOSITORY / "docs" / "promises.md"

_HEAD = """\
# Promises, and how they are tried

Written by `make torture`; change `tools/torture/` and not this page. `make torture ONLY=kills,load` tries some and
keeps the last figures of the others. Builds are of the small guide in `tests/worlds/`, by the code of this one.

| trial | promise | how it is tried | kept | day |
|---|---|---|---|---|
"""


def _served(folder: Path) -> Iterator[bool]:
    """No request is lost while a new site takes the place of the old one.

    Nginx by docs/nginx.conf under wrk, while two sites are exchanged all the time.
    """
    for asked, lost in serving.exchanges(folder):
        yield from (True for _ in range(asked - lost))
        yield from (False for _ in range(lost))


Trial = Callable[[Path], Iterator[bool]]
"""Takes a folder of its own; yields of each try whether the promise was kept. Its docstring is the promise, and then
how it is tried.
"""

TRIALS: Mapping[str, Trial] = {
    "kills": publishing.random_kills,
    "exchange": publishing.aimed_kills,
    "pairs": publishing.pairs,
    "disk": publishing.full_disks,
    "readonly": publishing.unwritable,
    "clock": surroundings.clocks,
    "settings": surroundings.settings,
    "places": surroundings.places,
    "pythons": surroundings.pythons,
    "load": _served,
}


@dataclass(kw_only=True)
class Figure:
    """How often a promise was kept."""

    kept: int = 0
    tried: int = 0

    def __str__(self) -> str:
        return f"{self.kept:,} of {self.tried:,}"


@click.command()
@click.option("--only", default="", help="The trials to make, parted by commas; all by default.")
def main(only: str) -> None:
    """Make the trials and write down what came of them; exit with 1 if a promise was not kept."""
    chosen = set(only.split(",")) - {""} or TRIALS.keys()
    if unknown := chosen - TRIALS.keys():
        raise click.UsageError(f"there is no trial {', '.join(sorted(unknown))}")
    broken = False
    for name in (name for name in TRIALS if name in chosen):
        try:
            figure = _tried(name)
        except CannotTry as reason:
            click.echo(f"{name}: not tried, {reason}")
            continue
        broken |= figure.kept < figure.tried
        write(name, str(figure), dt.datetime.now(dt.UTC).date())
    sys.exit(broken)


def _tried(name: str) -> Figure:
    figure = Figure()
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        for kept in TRIALS[name](Path(folder)):
            figure.tried += 1
            figure.kept += kept
            if not kept:
                click.echo(f"\r{name}: try {figure.tried} failed")
            if sys.stderr.isatty():
                click.echo(f"\r{name}: {figure}", nl=False, err=True)
    click.echo(f"\r{name}: {figure}")
    return figure


def _promise(trial: Trial) -> str:
    """Return what a trial promises and how it is tried, as two cells."""
    promise, way = " ".join((inspect.getdoc(trial) or "").split()).removesuffix(".").split(". ")
    return f"{promise} | {way[0].lower()}{way[1:]}"


def write(name: str, figure: str, day: dt.date) -> None:
    """Put a figure on the page; those of other trials stay."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    known = dict(re.findall(r"^\| (\w+) \|.*\| ([^|]+ \| [^|]+) \|$", text, re.MULTILINE))
    known[name] = f"{figure} | {day}"
    rows = (f"| {trial} | {_promise(TRIALS[trial])} | {known.get(trial, 'not tried | –')} |\n" for trial in TRIALS)
    PAGE.write_text(_HEAD + "".join(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
