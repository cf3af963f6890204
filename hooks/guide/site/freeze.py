"""Freezes the current edition: copies what it is made of, and writes down what it consists of."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from guide.model.problems import InvalidGuide, Problem
from guide.site import editions
from guide.site.build import Publication, publish
from guide.source.library import read_library

_FROZEN = ("data", "content")
"""The folders that an edition is made of."""

_RECORD_HEAD = "# Written by 'guide freeze'; nothing here is changed by hand. Corrections stand in errata.yml.\n"

_ERRATA_HEAD = """\
# Corrections to this edition, oldest first. Its pages stay as they were; an erratum stands at the top of its page.
# - date: the day of the correction
#   page: /method/
#   wrong: What the page says, as a sentence.
#   right: What it should have said.
#   source: {kind: official, title: Where it was read, address: 'https://...'} (may be left out)
"""


@dataclass(frozen=True, kw_only=True)
class Freezing:
    """What was frozen."""

    folder: str
    """From the root of the guide."""
    files: int
    addresses: int


def freeze(root: Path, year: int, today: dt.date, environment: Mapping[str, str] = os.environ) -> Freezing:
    """Freeze the current edition of the guide under `root`, whole or not at all.

    Raises InvalidGuide if anything is wrong with the guide, if the year is not its own, or if it is frozen already.
    """
    publication = publish(root, today, environment)
    _refuse(root, publication, year)
    answering = tuple(_answering(publication))
    (root / editions.FOLDER).mkdir(exist_ok=True)
    with TemporaryDirectory(dir=root / editions.FOLDER, prefix=".") as unfinished:
        folder = Path(unfinished) / str(year)
        _copy(root, folder)
        (folder / editions.ADDRESSES).write_text("".join(f"{one}\n" for one in answering), encoding="utf-8", newline="")
        digests = editions.digests(folder)
        _write_records(folder, today, digests)
        folder.rename(root / editions.place(year))
    return Freezing(folder=editions.place(year), files=len(digests), addresses=len(answering))


def _refuse(root: Path, publication: Publication, year: int) -> None:
    current = publication.guide.edition.year
    if year != current:
        message = f"this is the edition of {current}, not of {year}; run 'guide freeze {current}', or change the year"
        raise InvalidGuide([read_library(root).located("edition").problem(("year",), message)])
    if (root / editions.place(year)).exists():
        message = f"the {year} edition is frozen already; a correction to it belongs in {editions.ERRATA}"
        raise InvalidGuide([Problem(path=editions.place(year, editions.RECORD), message=message)])


def _answering(publication: Publication) -> Iterator[str]:
    """Yield every address of the current edition: pages, anchors on them, and former addresses."""
    for page in publication.pages:
        if not page.folder and page.kind != "404":
            yield page.address
            there = publication.contents[page.on_site]
            yield from (f"{page.address}#{id}" for id in sorted(there.anchors | there.former))
    yield from publication.guide.former_addresses()


def _copy(root: Path, to: Path) -> None:
    for name in _FROZEN:
        for path in editions.digests(root / name):
            copy = to / name / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((root / name / path).read_bytes())


def _write_records(folder: Path, today: dt.date, digests: Mapping[str, str]) -> None:
    lines = "".join(f"  {path}: '{digest}'\n" for path, digest in digests.items())
    record = f"{_RECORD_HEAD}date: {today.isoformat()}\ndigests:\n{lines}"
    (folder / editions.RECORD).write_text(record, encoding="utf-8", newline="")
    (folder / editions.ERRATA).write_text(f"{_ERRATA_HEAD}[]\n", encoding="utf-8", newline="")
