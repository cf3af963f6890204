"""Past editions: reads what was frozen, and says where it is no longer what it was."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from guide.derive.guide import Guide, Past
from guide.model.fields import PAST
from guide.model.history import Erratum, Frozen
from guide.model.problems import InvalidGuide, Problem, meant
from guide.site.load import load_past
from guide.source.annotations import marked
from guide.source.library import Library, Located, read_record
from guide.source.references import REFERENCE, BadReference, find

FOLDER = "editions"
"""Where the frozen editions stand, each in a folder named by its year."""

FOLDERS_OF_A_GUIDE = ("data", "content", FOLDER)
"""Everything that a guide is read from; the last is not there before an edition was frozen."""

RECORD, ERRATA, ADDRESSES = "frozen.yml", "errata.yml", "addresses.txt"
"""What stands in such a folder beside the frozen `data` and `content`."""

_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, kw_only=True)
class FrozenEdition:
    """A frozen edition as it stands on disk, sound as far as can be said without the guide that came after it."""

    year: int
    folder: str
    """From the root of the guide."""
    record: Frozen
    errata: Located[tuple[Erratum, ...]]


def place(year: int, file: str = "") -> str:
    """Return where a file of a frozen edition, or its folder, stands from the root of the guide."""
    return "/".join(part for part in (FOLDER, str(year), file) if part)


def read_editions(root: Path, today: dt.date) -> tuple[tuple[FrozenEdition, ...], list[Problem]]:
    """Return the frozen editions under `root`, the newest first, and what is wrong with them; the broken are left out.

    What was frozen must be there, byte by byte, and nothing else but the errata.
    """
    editions, problems = list[FrozenEdition](), list(_strangers(root))
    for year in _years(root):
        edition, wrong = _read(root, year, today)
        problems += wrong
        if edition and not wrong:
            editions.append(edition)
    return tuple(editions), problems


def with_past_editions(guide: Guide, root: Path, editions: tuple[FrozenEdition, ...]) -> Guide:
    """Return a guide that knows the editions before it, and each of those the ones before itself.

    Raises InvalidGuide if one cannot be read any longer or has an erratum that fits nothing.
    """
    earlier: tuple[Guide, ...] = ()
    problems: list[Problem] = []
    for edition in reversed([edition for edition in editions if edition.year < guide.edition.year]):
        try:
            past = _load(guide, root, edition)
        except InvalidGuide as error:
            problems += (replace(one, path=f"{edition.folder}/{one.path}") for one in error.problems)
            continue
        problems += _misfits(edition, past)
        earlier = (replace(past, predecessors=earlier), *earlier)
    if problems:
        raise InvalidGuide(problems)
    return replace(guide, predecessors=earlier)


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file under a folder by its path; hidden files do not count, nor do line ends."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
    return {file.relative_to(folder).as_posix(): digest(file.read_bytes()) for file in files}


def digest(content: bytes) -> str:
    """Return the digest of a file's content, the same whichever line ends a checkout gave it."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _years(root: Path) -> list[int]:
    folders = (path.name for path in (root / FOLDER).glob("*") if path.is_dir() and _YEAR.fullmatch(path.name))
    return sorted(map(int, folders), reverse=True)


def _strangers(root: Path) -> Iterator[Problem]:
    """Report what stands beside the folders of the editions."""
    for path in sorted((root / FOLDER).glob("*")):
        if not (path.is_dir() and _YEAR.fullmatch(path.name)) and not path.name.startswith("."):
            message = "nothing reads this; an edition stands in a folder named by its year, such as editions/2026"
            yield Problem(path=f"{FOLDER}/{path.name}", message=message)


def _read(root: Path, year: int, today: dt.date) -> tuple[FrozenEdition | None, list[Problem]]:
    library = Library()
    record = read_record(library, root, place(year, RECORD), Frozen)
    errata = read_record(library, root, place(year, ERRATA), tuple[Erratum, ...])
    if record is None or errata is None:
        return None, library.problems
    edition = FrozenEdition(year=year, folder=place(year), record=record.record, errata=errata)
    wrong = [*library.problems, *_changed(root, edition), *_days(edition, record, today)]
    return edition, wrong


def _changed(root: Path, edition: FrozenEdition) -> Iterator[Problem]:
    was, now = edition.record.digests, digests(root / edition.folder)
    for path in sorted(was.keys() | now.keys() - {RECORD, ERRATA}):
        where = f"{edition.folder}/{path}"
        if path not in now:
            yield Problem(path=where, message="the file is missing; it is frozen, put it back")
        elif path not in was:
            message = f"nothing reads this file; it is no part of what was frozen, corrections go into {ERRATA}"
            yield Problem(path=where, message=message)
        elif was[path] != now[path]:
            message = f"the file is frozen and was changed; put it back, a correction belongs in {ERRATA}"
            yield Problem(path=where, message=message)


def _days(edition: FrozenEdition, record: Located[Frozen], today: dt.date) -> Iterator[Problem]:
    """Report days that cannot be: in the future, or before the edition was frozen."""
    for located in (record, edition.errata):
        for location, day in marked(located.record, PAST, located.kind):
            if day.first_day > today:
                message = f"{day} is in the future; today is {today.isoformat()}, write the day on which it was done"
                yield located.problem(location, message)
    frozen = edition.record.date
    for number, erratum in enumerate(edition.errata.record):
        if erratum.date.last_day < frozen.first_day:
            message = f"{erratum.date} is before {frozen}, when the edition was frozen; write when it was corrected"
            yield edition.errata.problem((number, "date"), message)


def _load(guide: Guide, root: Path, edition: FrozenEdition) -> Guide:
    errata_file = f"{edition.folder}/{ERRATA}"
    past = Past(frozen=edition.record.date, errata=edition.errata.record, errata_file=errata_file, current=guide)
    return load_past(root / edition.folder, past)


def _misfits(edition: FrozenEdition, past: Guide) -> Iterator[Problem]:
    """Report what does not fit together: the year, and errata to pages or with names that there are not."""
    if past.edition.year != edition.year:
        message = f"this is the edition of {past.edition.year}; rename the folder to {place(past.edition.year)}"
        yield Problem(path=f"{edition.folder}/data/edition.yml", message=message)
    pages = past.page_addresses
    for number, erratum in enumerate(edition.errata.record):
        if erratum.page not in pages:
            message = f"'{erratum.page}' is not a page of that edition; {meant(erratum.page, pages)}"
            yield edition.errata.problem((number, "page"), message)
        for key, text in (("wrong", erratum.wrong), ("right", erratum.right)):
            for message in _unknown(past, text):
                yield edition.errata.problem((number, key), message)


def _unknown(past: Guide, text: str) -> Iterator[str]:
    """Yield, as sentences, what is wrong with the references in a text."""
    for name in REFERENCE.findall(text):
        try:
            find(past.figures, name)
        except BadReference as error:
            yield str(error)
