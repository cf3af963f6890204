"""Checks of the values of facts, of their dates and sources: each kind of value says what it can be."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz.distance import DamerauLevenshtein

from guide.model import urls
from guide.model.dates import CalendarDate
from guide.model.facts import Evidence, Fact, FactSheet, GeneralFact, Package
from guide.model.fields import PAST, ValueType, Version
from guide.model.problems import Flaw, Location, Problem
from guide.model.releases import PlannedLine, ReleaseLine, Releases
from guide.model.values import LIKE_A_DATE
from guide.model.vocabulary import FactType
from guide.source.library import Library, Located
from guide.source.records.annotations import marked
from guide.source.records.validation import pattern_of

_VERSION = re.compile(pattern_of(Version))
_NAMED = re.compile(r"(?<![\w.])v?(\d+(?:\.\d+)+)(?![\w-])")
"""A version within a text or an address; a lone number can be anything."""

_OLDEST_SOURCE = 1991
"""Nobody read a page before there was the Web."""

_OLDEST = 1950
_FURTHEST = 30
"""Years that are still foreseen."""

_NO_YEAR = "{} is not a year that a fact can be about; check the digits"


def check_values(library: Library, today: dt.date) -> Iterator[Problem]:
    """Yield what no value of its kind can be; takes the present day."""
    types: Mapping[str, FactType] = library.one("fact_types")
    for sheet in library.folders["facts"].values():
        for flaw in _Sheet(sheet.record, types, today).flaws():
            yield sheet.problem(*flaw)
    evidence = library.located("evidence")
    for flaw in _general(evidence.record, (), today):
        yield evidence.problem(*flaw)
    for releases in library.releases.values():
        for flaw in _line_flaws(releases.record, today):
            yield releases.problem(*flaw)


def check_dates(library: Library, today: dt.date) -> Iterator[Problem]:
    """Yield the dates of what was read or done that are none."""
    for located in library.records():
        for location, date in marked(located.record, PAST, located.kind):
            if date.first_day > today:
                message = f"{date} is in the future; today is {today.isoformat()}, write when it was read"
                yield located.problem(location, message)
            elif date.first_day.year < _OLDEST_SOURCE:
                yield located.problem(location, f"{date} is before there were pages to read; write when it was read")


class _Sheet:
    """What is known of one candidate, judged on a day."""

    def __init__(self, sheet: FactSheet, types: Mapping[str, FactType], today: dt.date) -> None:
        self._sheet = sheet
        self._types = types
        self._today = today

    def flaws(self) -> Iterator[Flaw]:
        for key, fact in self._sheet.facts.items():
            kind = self._types.get(key)
            if kind and fact.value is not None:
                has_been = kind.refresh == "release_date" or kind.beginning
                if flaw := _value_flaw(fact, kind.type, self._today, has_been=has_been):
                    yield Flaw(("facts", key, "value"), flaw)
        yield from _general(self._sheet.more, ("more",), self._today)
        yield from self._too_old()
        for number, announced in enumerate(self._sheet.announced):
            yield from self._announced(("announced", number, "when"), announced.when, announced.as_of)

    @cached_property
    def _beginning(self) -> tuple[str, CalendarDate] | None:
        """The kind of fact that says since when the candidate exists, and what it says."""
        for key, kind in self._types.items():
            fact = self._sheet.facts.get(key)
            if kind.beginning and fact and (date := _date(fact.value)) and self._is_possible(date):
                return key, date
        return None

    def _is_possible(self, date: CalendarDate) -> bool:
        return date.first_day <= self._today and date.first_day.year >= _OLDEST

    def _too_old(self) -> Iterator[Flaw]:
        """Yield what would be older than the candidate itself."""
        if not self._beginning:
            return
        key, beginning = self._beginning
        for location, date in self._dates():
            is_told = location[-1] == "as_of" and date.first_day.year < _OLDEST_SOURCE
            if location[:2] != ("facts", key) and date.last_day < beginning.first_day and not is_told:
                yield Flaw(
                    location, f"{date} is before it existed, from {beginning} on ('{key}'); one of the two is wrong"
                )

    def _dates(self) -> Iterator[tuple[Location, CalendarDate]]:
        groups: Mapping[str, Mapping[Any, Evidence]] = {
            "facts": self._sheet.facts,
            "more": self._sheet.more,
            "in_the_box": self._sheet.in_the_box,
        }
        for group, entries in groups.items():
            for key, entry in entries.items():
                yield (group, key, "as_of"), entry.as_of
        for key, fact in self._sheet.facts.items():
            kind = self._types.get(key)
            date = _date(fact.value)
            if kind and kind.type == "date" and date and date.first_day.year >= _OLDEST:
                yield ("facts", key, "value"), date

    def _announced(self, location: Location, when: CalendarDate, as_of: CalendarDate) -> Iterator[Flaw]:
        if when.last_day < as_of.first_day:
            yield Flaw(
                location, f"{when} was past when it was read, {as_of}; what is past is a fact, not an expectation"
            )
        elif when.first_day.year > self._today.year + _FURTHEST:
            yield Flaw(location, f"{when} is further away than anybody plans; check the digits")


def _general(facts: Mapping[str, GeneralFact], place: Location, today: dt.date) -> Iterator[Flaw]:
    """Yield what no value of its type can be, of facts that say their type themselves."""
    for key, fact in facts.items():
        if fact.value is None:
            continue
        if fact.type is None and LIKE_A_DATE.fullmatch(str(fact.value)):
            yield Flaw((*place, key, "value"), f"{fact.value} is a date, and nothing says so; add 'type: date'")
        elif fact.type and (flaw := _value_flaw(fact, fact.type, today)):
            yield Flaw((*place, key, "value"), flaw)


def _value_flaw(fact: Fact, kind: ValueType, today: dt.date, *, has_been: bool = False) -> str:
    """Return what is wrong with a value for its type; takes whether it is the date of something that has happened."""
    match kind:
        case "count":
            return _count_flaw(fact.value)
        case "date":
            return _date_flaw(fact, today, has_been=has_been)
        case "address":
            flaw = urls.https_flaw(str(fact.value))
            return f"{fact.value!r} is not an https address that can stand here; {flaw}" if flaw else ""
    if not isinstance(fact.value, str):
        return f"must be text, got {fact.value}; write it in quotes: '{fact.value}'"
    if kind == "version" and not _VERSION.match(fact.value):
        return f"{fact.value!r} is no version; write one such as '7.10.2', without a 'v' and without words"
    return _other_version(fact.value, fact) if kind == "version" else ""


def _count_flaw(value: object) -> str:
    if not isinstance(value, int):
        return f"must be a whole number, got {value!r}; write digits only, without quotes"
    if value < 0:
        return f"is {value}; nothing is counted below 0"
    return "" if value <= 10**12 else f"is {value}; nothing here is counted so far"


def _date_flaw(fact: Fact, today: dt.date, *, has_been: bool) -> str:
    date = _date(fact.value)
    if not date:
        return f"{fact.value!r} is not a date; write a year, a month or a day, such as 2026-11"
    if date.first_day.year < _OLDEST or date.first_day.year > today.year + _FURTHEST:
        return _NO_YEAR.format(date)
    if has_been and date.first_day > today:
        return f"{date} is in the future; what has come out came out by {today.isoformat()}"
    if has_been and date.first_day > fact.as_of.last_day:
        return f"{date} is after {fact.as_of}, when it was read; one of the two is wrong"
    return ""


def _date(value: object) -> CalendarDate | None:
    try:
        return CalendarDate(str(value))
    except ValueError:
        return None


def _line_flaws(releases: Releases, today: dt.date) -> Iterator[Flaw]:
    """Yield what cannot be true of release lines."""
    for number, line in enumerate(releases.lines):
        latest = line.latest
        if latest and _is_of(latest.version, line.line) and (flaw := _other_version(latest.version, latest)):
            yield Flaw(("lines", number, "latest", "version"), flaw)
    groups: Mapping[str, tuple[ReleaseLine | PlannedLine, ...]] = {"lines": releases.lines, "planned": releases.planned}
    for group, lines in groups.items():
        for number, each in enumerate(lines):
            for name, moment in each.moments():
                date = moment.date or moment.not_before
                is_told = group == "lines" and name == "released" and date and date.first_day > today
                if date and not is_told and not _OLDEST <= date.first_day.year <= today.year + _FURTHEST:
                    key = "date" if moment.date else "not_before"
                    yield Flaw((group, number, name, key), _NO_YEAR.format(date))


def _other_version(version: str, evidence: Evidence) -> str:
    """Return what is wrong if all the versions that sources name are others."""
    named = _versions_of(evidence)
    if not named or any(_is_of(version, other.removeprefix("v")) for other in named):
        return ""
    return f"is {version}, and the source is of {', '.join(named)}; one of the two is wrong"


def _versions_of(evidence: Evidence) -> list[str]:
    """Return the versions that sources name; of pages, only the first one is about the very value."""
    source, second = evidence.source, evidence.second_source
    packages = [package.version for package in (source, second) if isinstance(package, Package)]
    page = _NAMED.findall(f"{source.label} {source.address}") if source and not isinstance(source, Package) else []
    return list(dict.fromkeys([*packages, *page]))


def _is_of(version: str, named: str) -> bool:
    """Return whether one version is the other, or more exactly the same."""
    return f"{version}.".startswith(f"{named}.") or f"{named}.".startswith(f"{version}.")


_USUAL = 3
"""From how many addresses on a host is known well enough to be imitated."""


def check_hosts(library: Library) -> Iterator[Problem]:
    """Yield addresses at a host that looks like one that is well known here, and is not."""
    places: dict[str, list[tuple[Located[Any], Location]]] = {}
    for located in library.records():
        for location, host in _hosts(located.document.value):
            places.setdefault(host, []).append((located, location))
    counts = Counter({host: len(found) for host, found in places.items()})
    for host, found in places.items():
        if (domain := _domain(host)) != host:
            counts[domain] += len(found)
    usual = [host for host, count in counts.items() if count >= _USUAL]
    for host, found in places.items():
        if re.fullmatch(r"(?:.+\.)?example\.(?:com|net|org)", host):
            for located, location in found:
                yield located.problem(location, f"'{host}' stands in examples only; name the page itself")
        known = next(
            (other for other in usual for name in {host, _domain(host)} if _imitates(name, other, counts)), None
        )
        if known:
            for located, location in found:
                yield located.problem(location, f"'{host}' is not '{known}', which it looks like; check the address")


def _hosts(value: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str) and value.startswith("https://") and not urls.https_flaw(value):
        yield location, urlsplit(value).netloc
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, item in items:
        yield from _hosts(item, (*location, key))


_ALIKE = str.maketrans("01i5", "olls")


def _domain(host: str) -> str:
    """Return what a host and its neighbours have in common."""
    return ".".join(host.split(".")[-2:])


def _imitates(name: str, known: str, counts: Mapping[str, int]) -> bool:
    return counts[name] < counts[known] and _looks_like(name, known)


def _looks_like(host: str, known: str) -> bool:
    if host.endswith(f".{known}") or known.endswith(f".{host}") or host == known:
        return False
    if host.startswith((f"{known}.", f"{known}-")) or host.endswith(f"-{known}"):
        return True
    plain, of_known = (name.replace("rn", "m").translate(_ALIKE) for name in (host, known))
    return plain == of_known or DamerauLevenshtein.distance(host, known, score_cutoff=1) == 1
