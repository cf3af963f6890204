"""Holds the record against what machines know, and proposes edits.

A machine must never replace what a person has considered, so it edits only where the record's own source is of the
same kind as what it read, and says everything else to a person:

- A fact follows a machine if its source is a page that the machine speaks for: the repository's releases or tags, the
  repository itself for its licence and stars, endoflife.date. A release that was read out of a package follows too, if
  the repository lists that very release: then both count alike. The day of that release stays the package's. A fact
  with any other source is only compared: a list, for example, may have been chosen so that all counts in it are of one
  day.
- A value is not changed under a note or a second source, for both speak of the value that stands there; a note beside
  stars speaks of the repository. It is not changed to a release with another first number, nor to a release older than
  the one in the record. A licence is never changed: that is news. A release of a single number, such as 13, stands for
  all that begin with it; a longer one stands for itself.
- The release, its day and the end of its support belong together: all of them follow a new release, or none.
- A value that a machine confirms, with no second source beside it, gets a new date only when it nears its keep-by
  date. It is current until then, and otherwise each week would change every date. For the same reason stars are
  renewed only then.
- An edit changes the value, the date on which it was read, and the source, where that named the old release or was no
  page of the machine's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, cast

from guide.authoring.yaml_edit import Scalar, Value
from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model.dates import CalendarDate
from guide.model.facts import Fact, FactSheet, Package, Page, Source
from guide.model.fields import MachineAnswer
from guide.model.formats import folded
from guide.model.freshness import keep_by
from guide.model.problems import Location
from guide.model.vocabulary import FactType
from guide.refresh.http import Unanswered
from guide.refresh.upstream import (
    GITHUB,
    LIFECYCLES,
    Answers,
    Line,
    Release,
    Repository,
    is_version,
    is_within,
    lifecycle_address,
    parts,
    repository_name,
)

LINKED: tuple[MachineAnswer, ...] = ("release", "release_date", "support_end")
"""What belongs together: it is about one release."""

NO_NOTE = "its note speaks of the present value"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a machine says on one kind of fact."""

    value: Scalar | None
    """None where the machine knows the thing, and no day for it."""
    page: Page
    """Where people can read the same."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What came of holding one fact against a machine."""

    outcome: Literal["changed", "confirmed", "agrees", "disagrees"]
    """Changed: a new value is proposed. Confirmed: a new date is. Agrees: nothing is to be done. Disagrees: a person
    must decide.
    """
    slug: str
    key: str
    label: str
    old: str
    new: str
    address: str
    """Where people can read what the machine said."""
    reason: str = ""
    """Why a person must decide."""
    edits: Mapping[Location, Value]
    """What is to be changed in the file of facts."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something that could not be read."""

    slug: str
    what: str
    reason: str


_RELEASES, _SUPPORT = "its releases on GitHub", "its support at endoflife.date"


def compare(guide: Guide, candidate: Candidate, answers: Answers, within: int) -> list[Finding]:
    """Return what comes of holding a candidate's facts against answers; facts whose keep-by date is within so many
    days are renewed.
    """
    return list(_Comparison(guide=guide, candidate=candidate, answers=answers, within=within).findings())


def gaps(guide: Guide, candidate: Candidate, answers: Answers) -> Iterator[Gap]:
    """Yield what could not be read of a candidate, and why."""
    named = {
        "the repository on GitHub": answers.repository,
        _RELEASES: answers.releases if answers.releases is not answers.repository else None,
        _SUPPORT: answers.lines,
    }
    for what, answer in named.items():
        if isinstance(answer, Unanswered):
            yield Gap(slug=candidate.slug, what=what, reason=str(answer))
    if answers.releases == () and not answers.lines:
        yield Gap(slug=candidate.slug, what=_RELEASES, reason="the list is empty")
    held = held_release(guide.fact_types, candidate.sheet)
    for line in answers.lines if isinstance(answers.lines, tuple) else ():
        if line.ended and not line.ends and held and is_within(held, line.name):
            reason = f"support of {line.name} is said to have ended, but not when"
            yield Gap(slug=candidate.slug, what=_SUPPORT, reason=reason)


def follows(sheet: FactSheet, source: Source | None, answer: MachineAnswer, read: str = "") -> bool:
    """Say whether a fact with this source is one that a machine may renew: the one whose page was read, or any."""
    pages = (page for page in _own_pages(sheet, answer) if not read or _machine_of(page) == _machine_of(read))
    return isinstance(source, Page) and any(_lies_in(source.address, page) for page in pages)


def is_renewable(types: Mapping[str, FactType], sheet: FactSheet, key: str) -> bool:
    """Say whether a machine may renew a fact, if it says the same or nothing stands against it."""
    fact, answer = sheet.facts[key], types[key].refresh
    if answer is None or fact.second_source:
        return False
    along = bool(repository_name(sheet)) and _is_of_package(fact, answer, held_release(types, sheet)) and not fact.note
    return along or follows(sheet, fact.source, answer)


def held_release(types: Mapping[str, FactType], sheet: FactSheet) -> str:
    """Return the release in the record; empty if it is none of numbers and dots."""
    values = [sheet.facts[key].value for key, kind in types.items() if kind.refresh == "release"]
    return next((str(value) for value in values if is_version(value)), "")


def _is_of_package(fact: Fact, answer: MachineAnswer, held: str) -> bool:
    """Say whether a fact about a release was read out of the package with that release."""
    return answer in ("release", "release_date") and isinstance(fact.source, Package) and fact.source.version == held


def _machine_of(page: str) -> str:
    return GITHUB if page.startswith(GITHUB) else LIFECYCLES


def _own_pages(sheet: FactSheet, answer: MachineAnswer) -> Iterator[str]:
    """Yield how the addresses of pages start, or after a star end, that a machine speaks for."""
    repository, product = repository_name(sheet), sheet.lifecycle
    if repository and answer in ("licence", "stars"):
        yield f"{GITHUB}/{repository}"
    if repository and answer in ("release", "release_date"):
        yield f"{GITHUB}/{repository}/releases"
        yield f"{GITHUB}/{repository}/tags"
    if product and answer in LINKED:
        yield lifecycle_address(product)
        yield f"*/products/{product}.md"


def _lies_in(address: str, start: str) -> bool:
    if start.startswith("*"):
        return address.startswith(f"{GITHUB}/endoflife-date/") and address.endswith(start[1:])
    return address == start or address.startswith((start if start.endswith("/") else f"{start}/", f"{start}#"))


@dataclass(frozen=True, kw_only=True)
class _Comparison:
    guide: Guide
    candidate: Candidate
    answers: Answers
    within: int

    def findings(self) -> Iterator[Finding]:
        for key, kind in self._asked().items():
            if kind.refresh in ("licence", "stars"):
                yield from self._judged(key, self._of_repository(kind.refresh))
        yield from self._linked()

    def _asked(self) -> Mapping[str, FactType]:
        return {key: kind for key, kind in self.guide.fact_types.items() if kind.refresh}

    @property
    def _sheet(self) -> FactSheet:
        return self.candidate.sheet

    def _of_repository(self, answer: MachineAnswer) -> Reading | None:
        repository = self.answers.repository
        if not isinstance(repository, Repository):
            return None
        value = repository.stars if answer == "stars" else repository.licence
        page = Page(kind="repository", title=f"{self._sheet.name} on GitHub", address=repository.address)
        return Reading(value=value, page=page) if value is not None else None

    # A release, its day, and the end of its support

    def _linked(self) -> Iterator[Finding]:
        newest, held = self.newest, self.held
        if newest is None or not _is_later(newest.version, held):
            yield from self._about(held)
            return
        planned = list(self._about(newest.version))
        reason = self._against(planned, held, newest.version)
        if not reason:
            yield from planned
            return
        yield from self._about(held, instead={"release": reason})

    def _against(self, planned: list[Finding], held: str, newest: str) -> str:
        """Return why the facts do not follow a newer release; empty if they may."""
        if parts(held)[0] != parts(newest)[0]:
            return "a new first number changes more of the record than this fact"
        doubtful = next((one for one in planned if one.outcome == "disagrees"), None)
        if doubtful:
            return (
                doubtful.reason
                if self._kind(doubtful.key).refresh == "release"
                else (f"'{doubtful.label}' belongs to it, and {doubtful.reason}")
            )
        answered = {one.key for one in planned}
        left = [key for key, kind in self._asked().items() if self._hangs_on_release(key, kind) and key not in answered]
        return f"'{self._kind(left[0]).label}' belongs to it, and nothing could be read on it" if left else ""

    def _hangs_on_release(self, key: str, kind: FactType) -> bool:
        return kind.refresh in LINKED and self._sheet.facts[key].value is not None

    def _about(self, version: str, instead: Mapping[str, str] | None = None) -> Iterator[Finding]:
        """Yield what comes of the facts about a release; `instead` gives the reason why one is not to change."""
        for key, kind in self._asked().items():
            if kind.refresh == "release" and self.newest:
                reading = _reading(self._sheet, self.newest.version, self.newest.address)
                yield from self._judged(key, reading, (instead or {}).get("release", ""))
            elif kind.refresh == "release_date":
                yield from self._judged(key, self._day_of(version))
            elif kind.refresh == "support_end":
                yield from self._judged(key, self._end_of(version))

    @cached_property
    def held(self) -> str:
        return held_release(self.guide.fact_types, self._sheet)

    @cached_property
    def newest(self) -> Release | None:
        """The newest release by the repository or endoflife.date; unknown if the repository did not answer."""
        if isinstance(self.answers.releases, Unanswered):
            return None
        found = (*self._releases, *(line.newest for line in self._lines if line.newest))
        return max(found, key=lambda one: parts(one.version), default=None)

    @property
    def _releases(self) -> tuple[Release, ...]:
        return self.answers.releases if isinstance(self.answers.releases, tuple) else ()

    @property
    def _lines(self) -> tuple[Line, ...]:
        return self.answers.lines if isinstance(self.answers.lines, tuple) else ()

    def _day_of(self, version: str) -> Reading | None:
        """Return the day on which a release, or the first of a line of releases, came out."""
        known = (*self._releases, *(line.newest for line in self._lines if line.newest))
        days = [(one.date, one.address) for one in known if one.version == version]
        days += [(line.released, self._lifecycle_page) for line in self._lines if line.name == version]
        return next((_reading(self._sheet, str(day), address) for day, address in days if day), None)

    def _end_of(self, version: str) -> Reading | None:
        """Return the day on which support of a release ends."""
        lines = [line for line in self._lines if is_within(version, line.name)]
        line = max(lines, key=lambda one: parts(one.name), default=None)
        if line is None or (line.ended and line.ends is None):
            return None
        return _reading(self._sheet, str(line.ends) if line.ends else None, self._lifecycle_page)

    @property
    def _lifecycle_page(self) -> str:
        return lifecycle_address(self._sheet.lifecycle or "")

    # One fact

    def _kind(self, key: str) -> FactType:
        return self.guide.fact_types[key]

    def _judged(self, key: str, reading: Reading | None, against: str = "") -> Iterator[Finding]:
        if reading is None:
            return
        fact, kind = self._sheet.facts[key], self._kind(key)
        plain = Finding(
            outcome="agrees",
            slug=self.candidate.slug,
            key=key,
            label=kind.label,
            old=_shown(fact.value),
            new=_shown(reading.value),
            address=reading.page.address,
            edits={},
        )
        if _agree(fact, kind, reading):
            yield self._confirmed(plain, fact, reading) if self._is_due(fact, kind) else plain
        elif kind.refresh == "stars" and fact.value is not None and not self._is_due(fact, kind):
            yield plain
        else:
            yield self._changed(plain, fact, reading, against or self._objection(key, fact, reading))

    def _is_due(self, fact: Fact, kind: FactType) -> bool:
        return (keep_by(fact, kind.keeps_days) - self.guide.today).days <= self.within

    def _confirmed(self, plain: Finding, fact: Fact, reading: Reading) -> Finding:
        unread = isinstance(fact.source, Package) and fact.note
        if fact.second_source or unread or not self._follows(plain.key, fact, reading):
            return plain
        return replace(plain, outcome="confirmed", edits=self._edits(plain.key, fact, reading))

    def _changed(self, plain: Finding, fact: Fact, reading: Reading, objection: str) -> Finding:
        if objection:
            return replace(plain, outcome="disagrees", reason=objection)
        value = cast("Scalar", reading.value)
        edits = {("facts", plain.key, "value"): value, **self._edits(plain.key, fact, reading)}
        return replace(plain, outcome="changed", edits=edits)

    def _follows(self, key: str, fact: Fact, reading: Reading) -> bool:
        answer, read = self._answer(key), reading.page.address
        listed = any(one.version == self.held for one in self._releases)
        along = listed and read.startswith(GITHUB) and _is_of_package(fact, answer, self.held)
        return along or follows(self._sheet, fact.source, answer, read)

    def _is_own_day(self, key: str, reading: Reading) -> bool:
        """Say whether the day in the record is that of a package for the very release that was read."""
        fact = self._sheet.facts[key]
        held = {one.address for one in self._releases if one.version == self.held}
        is_day = self._answer(key) == "release_date" and isinstance(fact.source, Package)
        return is_day and reading.page.address in held

    def _answer(self, key: str) -> MachineAnswer:
        return cast("MachineAnswer", self._kind(key).refresh)

    def _objection(self, key: str, fact: Fact, reading: Reading) -> str:
        """Return why a value is not changed by machine; empty if it may be."""
        answer = self._answer(key)
        rules = {
            "the record says that there is none": fact.value is None,
            "no day is known there": reading.value is None,
            "a licence is changed by people only": answer == "licence",
            "the record rests on another source": not self._follows(key, fact, reading)
            or self._is_own_day(key, reading),
            "the record names no plain version": answer == "release" and not is_version(fact.value),
            "the record is ahead of it": answer == "release" and not _is_later(str(reading.value), str(fact.value)),
            NO_NOTE: bool(fact.note) and answer != "stars",
            "its second source is about the present value": fact.second_source is not None,
            "the record bears a later date than today": fact.as_of.first_day > self.guide.today,
        }
        return next((reason for reason, holds in rules.items() if holds), "")

    def _edits(self, key: str, fact: Fact, reading: Reading) -> dict[Location, Value]:
        place: Location = ("facts", key)
        edits: dict[Location, Value] = {(*place, "as_of"): self.guide.today.isoformat()}
        if isinstance(fact.source, Page):
            cited = _cited(fact.source, str(fact.value), reading)
            changed = {name: value for name, value in cited.items() if value != getattr(fact.source, name)}
            return edits | {(*place, "source", name): value for name, value in changed.items()}
        return edits | {(*place, "source"): reading.page.model_dump()}


def _reading(sheet: FactSheet, value: Scalar | None, address: str) -> Reading:
    if address.startswith(LIFECYCLES):
        page = Page(kind="third_party", title=f"endoflife.date: {sheet.name}", address=address)
    else:
        page = Page(
            kind="repository", title=f"{sheet.name}: release {address.rpartition('/')[2].lstrip('v')}", address=address
        )
    return Reading(value=value, page=page)


def _cited(source: Page, old: str, reading: Reading) -> dict[str, str]:
    """Return what the source is to say: as little of it changes as can be."""
    page = reading.page
    if source.address.rstrip("/") == page.address or page.address.startswith(f"{_list_of(source.address)}/"):
        return {}
    kept = page.address.rpartition("/")[0] == source.address.rpartition("/")[0]
    title = source.title.replace(old, str(reading.value)) if kept and old in source.title else page.title
    return {"kind": page.kind, "title": title, "address": page.address}


def _list_of(address: str) -> str:
    """Return the page of a release's list that an address is, as a start of addresses; a lone star if it is none."""
    trimmed = address.rstrip("/")
    if trimmed.endswith("/tags"):
        return trimmed.removesuffix("/tags") + "/releases"
    return trimmed if trimmed.endswith("/releases") else "*"


def _is_later(version: str, than: str) -> bool:
    """Say whether a release is newer than the one in the record."""
    if not is_version(version) or not is_version(than):
        return False
    return parts(version) > parts(than) and not _is_meant(version, than)


def _is_meant(version: str, held: str) -> bool:
    """Say whether the record means a release: by its version, or, with a single number, all that begin with it."""
    if not is_version(held):
        return False
    return is_within(version, held) if "." not in held else parts(version) == parts(held)


def _agree(fact: Fact, kind: FactType, reading: Reading) -> bool:
    """Say whether record and machine say the same, as far as the record goes: a month agrees with its days."""
    if fact.value is None or reading.value is None:
        return fact.value is None and reading.value is None
    held, read = str(fact.value), str(reading.value)
    if kind.refresh == "release":
        return _is_meant(read, held)
    if kind.refresh in ("release_date", "support_end"):
        date, day = CalendarDate(held), CalendarDate(read).first_day
        # On which day something came out depends on where the clock stood.
        either_side = dt.timedelta(days=kind.refresh == "release_date")
        return date.first_day - either_side <= day <= date.last_day + either_side
    return folded(held) == folded(read) if kind.refresh == "licence" else held == read


def _shown(value: Scalar | None) -> str:
    return "none" if value is None else str(value)


def file_of(slug: str) -> str:
    """Return the file of a candidate's facts."""
    return f"data/facts/{slug}.yml"
