"""Tries what is promised of builds and of serving, and writes `docs/promises.md`: `make torture`."""

from __future__ import annotations

import datetime as dt
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from torture import publishing, serving, surroundings
from torture.trial import CannotTry, Trial
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
    """Yield once for each request whether it was answered."""
    for asked, lost in serving.exchanges(folder):
        yield from (True for _ in range(asked - lost))
        yield from (False for _ in range(lost))


TRIALS = (
    Trial(
        name="kills",
        promise="A build that is killed leaves a whole site, and the next build clears up after it",
        way="killed with all it started, at random moments; every file against the list of digests",
        run=publishing.random_kills,
    ),
    Trial(
        name="exchange",
        promise="One site takes the place of the other in one step",
        way="killed within two milliseconds of the moment",
        run=publishing.aimed_kills,
    ),
    Trial(
        name="pairs",
        promise="Of two builds at once, one makes the site and the other waits its turn or says so",
        way="both started in the same moment, for different addresses",
        run=publishing.pairs,
    ),
    Trial(
        name="disk",
        promise="On a full disk the old site stays, and a sentence says why",
        way="disks with room for more and more of the new site",
        run=publishing.full_disks,
    ),
    Trial(
        name="readonly",
        promise="Where nothing can be written the old site stays, and a sentence says why",
        way="a disk that may only be read",
        run=publishing.unwritable,
    ),
    Trial(
        name="clock",
        promise="The guide still builds when time has passed, and marks what is past its date",
        way="1, 10 and 75 years on, this guide checked as well; the day of a keep-by date and the day after",
        run=surroundings.clocks,
    ),
    Trial(
        name="settings",
        promise="Same files, same bytes, whatever the settings",
        way="hash seeds, time zones, locales, no cache",
        run=surroundings.settings,
    ),
    Trial(
        name="places",
        promise="Same files, same bytes, wherever they are, and everybody may read them",
        way="another path, a strict umask, other line endings, no network",
        run=surroundings.places,
    ),
    Trial(
        name="pythons",
        promise="Same files, same bytes, whichever Python",
        way="each newer one that is installed, with the same pinned libraries",
        run=surroundings.pythons,
    ),
    Trial(
        name="load",
        promise="No request is lost while a new site takes the place of the old one",
        way="nginx by docs/nginx.conf under wrk, while two sites are exchanged all the time",
        run=_served,
    ),
)


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
    chosen = set(only.split(",")) - {""} or {trial.name for trial in TRIALS}
    if unknown := chosen - {trial.name for trial in TRIALS}:
        raise click.UsageError(f"there is no trial {', '.join(sorted(unknown))}")
    broken = False
    for trial in (trial for trial in TRIALS if trial.name in chosen):
        try:
            figure = _tried(trial)
        except CannotTry as reason:
            click.echo(f"{trial.name}: not tried, {reason}")
            continue
        broken |= figure.kept < figure.tried
        write(trial.name, str(figure), dt.datetime.now(dt.UTC).date())
    sys.exit(broken)


def _tried(trial: Trial) -> Figure:
    figure = Figure()
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        for kept in trial.run(Path(folder)):
            figure.tried += 1
            figure.kept += kept
            if not kept:
                click.echo(f"\r{trial.name}: try {figure.tried} failed")
            if sys.stderr.isatty():
                click.echo(f"\r{trial.name}: {figure}", nl=False, err=True)
    click.echo(f"\r{trial.name}: {figure}")
    return figure


def write(name: str, figure: str, day: dt.date) -> None:
    """Put a figure on the page; those of other trials stay."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    known = dict(re.findall(r"^\| (\w+) \|.*\| ([^|]+ \| [^|]+) \|$", text, re.MULTILINE))
    known[name] = f"{figure} | {day}"
    rows = (
        f"| {trial.name} | {trial.promise} | {trial.way} | {known.get(trial.name, 'not tried | –')} |\n"
        for trial in TRIALS
    )
    PAGE.write_text(_HEAD + "".join(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
