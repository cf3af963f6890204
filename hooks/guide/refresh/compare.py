"""Compares the record with the readings of the upstreams, and proposes edits.

A release, its day and the end of its support belong together: all of them follow a new release, or none. A value that
is confirmed gets a new date only near its keep-by date, and stars are renewed only then: otherwise each week would
change every date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from guide.authoring.yaml_edit import Scalar, Value
from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model.dates import CalendarDate
from guide.model.facts import Fact, FactSheet, Package, Page
from guide.model.fields import MachineAnswer
from guide.model.formats import folded
from guide.model.problems import Location
from guide.model.urls import is_under
from guide.model.vocabulary import FactType
from guide.refresh.policy import follows, held_release, may_be_confirmed, objections
from guide.refresh.readings import ENDED, Reading, is_later, is_meant, is_within, numbers, version_of
from guide.source.library import file_of

_OF_ONE_RELEASE = ("release", "release_date", "support_end")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The outcome of comparing one fact with a reading."""

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
    """Where people can read what was read."""
    reason: str = ""
    """Why a person must decide."""
    file: str
    """Where it is written."""
    edits: Mapping[Location, Value]
    """What is to be changed there."""


def compare(guide: Guide, candidate: Candidate, readings: Sequence[Reading], within: int) -> list[Finding]:
    """Return the findings on a candidate's facts.

    Facts whose keep-by date is within so many days are renewed.
    """
    held = held_release(guide.fact_types, candidate.sheet)
    comparison = _Comparison(guide=guide, candidate=candidate, readings=readings, held=held, within=within)
    newest = comparison.newest
    if newest is None or not is_later(newest.version, held):
        return list(comparison.findings(held))
    followed = list(comparison.findings(newest.version))
    reason = _reason_to_stay(guide.fact_types, candidate.sheet, followed)
    releases = candidate.releases
    if numbers(held)[0] != numbers(newest.version)[0]:
        reason = "a new first number changes more of the record than this fact"
    elif releases and version_of(releases.starting.line) and not is_within(newest.version, releases.starting.line):
        reason = "it begins a line of releases that the record does not have"
    return list(comparison.findings(held, reason)) if reason else followed


def _reason_to_stay(types: Mapping[str, FactType], sheet: FactSheet, followed: Iterable[Finding]) -> str:
    """Return why the facts do not follow a newer release; empty if all that belongs to it can."""
    reasons = {finding.key: finding.reason for finding in followed}
    for key, kind in types.items():
        unread = "" if sheet.facts[key].value is None else "nothing could be read on it"
        reason = reasons.get(key, unread) if kind.refresh in _OF_ONE_RELEASE else ""
        if reason:
            return reason if kind.refresh == "release" else f"'{kind.label}' belongs to it, and {reason}"
    return ""


@dataclass(frozen=True, kw_only=True)
class _Comparison:
    guide: Guide
    candidate: Candidate
    readings: Sequence[Reading]
    held: str
    """The release in the record."""
    within: int

    @property
    def newest(self) -> Reading | None:
        releases = (reading for reading in self.readings if reading.about == "release")
        return max(releases, key=lambda release: numbers(release.version), default=None)

    def findings(self, version: str, reason_to_stay: str = "") -> Iterator[Finding]:
        """Yield what comes of each fact, those that belong to a release held against this one.

        If there is a reason to stay with the release in the record, it goes to a person with the newest.
        """
        for key, kind in self.guide.fact_types.items():
            reading = self._reading(kind.refresh, version)
            if reading:
                yield self._finding(key, kind, reading, reason_to_stay if kind.refresh == "release" else "")

    def _reading(self, answer: MachineAnswer | None, version: str) -> Reading | None:
        """Return what was read on a kind of fact: the newest release; of this one its day and the end of support."""
        if answer == "release":
            return self.newest
        readings = [reading for reading in self.readings if reading.about == answer]
        if answer == "support_end":
            cycles = (reading for reading in readings if is_within(version, reading.version))
            return max(cycles, key=lambda cycle: numbers(cycle.version), default=None)
        return next((reading for reading in readings if reading.version in ("", version)), None)

    def _finding(self, key: str, kind: FactType, reading: Reading, reason_to_stay: str) -> Finding:
        fact, today = self.candidate.sheet.facts[key], self.guide.today
        finding = Finding(
            outcome="agrees",
            slug=self.candidate.slug,
            key=key,
            label=kind.label,
            old=_shown(fact.value),
            new=_shown(reading.value),
            address=reading.page.address,
            file=file_of("facts" if key not in self.candidate.records.line_facts else "releases", self.candidate.slug),
            edits={},
        )
        is_due = (fact.keep_by(kind.keeps_days) - today).days <= self.within
        if _agree(fact.value, reading):
            is_read_again = is_due and may_be_confirmed(fact) and self._follows(kind, fact, reading)
            edits = _edits(self._places(key)[1], fact, reading, today)
            return replace(finding, outcome="confirmed", edits=edits) if is_read_again else finding
        if kind.refresh == "stars" and fact.value is not None and not is_due:
            return finding
        may_follow = self._follows(kind, fact, reading) and not self._is_own_day(fact, reading)
        reason = reason_to_stay or next(objections(fact, reading, follows=may_follow), "")
        if reason or reading.value is None:
            return replace(finding, outcome="disagrees", reason=reason)
        value, evidence = self._places(key)
        edits = {value: reading.value, **_edits(evidence, fact, reading, today)}
        return replace(finding, outcome="changed", edits=edits)

    def _places(self, key: str) -> tuple[Location, Location]:
        """Return where the value of a fact stands in its file, and where its source and date do."""
        answer = self.candidate.records.line_facts.get(key)
        return (answer.value, answer.evidence) if answer else (("facts", key, "value"), ("facts", key))

    def _follows(self, kind: FactType, fact: Fact, reading: Reading) -> bool:
        release = self.held if self._is_listed else ""
        return kind.refresh is not None and follows(
            self.candidate.sheet, fact, kind.refresh, release, reading.page.address
        )

    @property
    def _is_listed(self) -> bool:
        """Whether the repository lists the release in the record."""
        return any(reading.version == self.held and reading.page.kind == "repository" for reading in self.readings)

    def _is_own_day(self, fact: Fact, reading: Reading) -> bool:
        """Return whether the record has the day of a package for the very release that was read."""
        return reading.about == "release_date" and isinstance(fact.source, Package) and reading.version == self.held


def _agree(held: Scalar | None, reading: Reading) -> bool:
    """Return whether a value agrees with a reading, as exactly as it is known: a month agrees with its days."""
    if held is None or reading.value in (None, ENDED):
        return held is reading.value
    match reading.about:
        case "release":
            return is_meant(reading.version, str(held))
        case "release_date" | "support_end":
            date, day = CalendarDate(str(held)), dt.date.fromisoformat(str(reading.value))
            # On which day something came out depends on where the clock stood.
            either_side = dt.timedelta(days=reading.about == "release_date")
            return date.first_day - either_side <= day <= date.last_day + either_side
        case _:
            return folded(str(held)) == folded(str(reading.value))


def _edits(place: Location, fact: Fact, reading: Reading, today: dt.date) -> dict[Location, Value]:
    """Return what changes beside the value: the date, and the source where it is not the page that was read."""
    page = reading.page.model_dump()
    edits: dict[Location, Value] = {(*place, "as_of"): today.isoformat()}
    if not isinstance(fact.source, Page):
        return edits | {(*place, "source"): page}
    if _shows(fact.source.address, reading.page.address):
        return edits
    old = fact.source.model_dump()
    return edits | {(*place, "source", name): text for name, text in page.items() if text != old[name]}


def _shows(address: str, page: str) -> bool:
    """Return whether a page is the one that was read, or the list of releases that it is in."""
    address = address.rstrip("/")
    of_list = re.sub("/tags$", "/releases", address)
    return address == page or (of_list.endswith("/releases") and is_under(page, of_list))


def _shown(value: Scalar | None) -> str:
    return "none" if value is None else str(value)
