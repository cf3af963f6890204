"""Checks of release lines: every line once, in order, out or planned; and no date written twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from guide.model import urls
from guide.model.dates import CalendarDate
from guide.model.problems import Location, Problem
from guide.model.releases import Line, ReleaseLine, Releases
from guide.source.library import Library, Located
from guide.source.records import line_facts


def check_releases(library: Library, today: dt.date) -> Iterator[Problem]:
    for slug, located in library.releases.items():
        yield from _names(located)
        for number, line in enumerate(located.record.lines):
            yield from _order(located, line, ("lines", number), today)
            yield from _release(located, line, ("lines", number), today)
        for number, planned in enumerate(located.record.planned):
            yield from _order(located, planned, ("planned", number), dt.date.max)
        yield from _written_twice(library, slug, located)


def _names(located: Located[Releases]) -> Iterator[Problem]:
    seen: set[str] = set()
    for group in ("lines", "planned"):
        for number, line in enumerate(getattr(located.record, group)):
            name = urls.slug(line.line)
            if not name:
                message = f"'{line.line}' has nothing that can stand in an address; write what its releases begin with"
                yield located.problem((group, number, "line"), message)
            elif name in seen:
                yield located.problem((group, number, "line"), f"'{line.line}' is here twice; write each line once")
            seen.add(name)


def _order(located: Located[Releases], line: Line, place: Location, today: dt.date) -> Iterator[Problem]:
    """A line begins before anything of it ends, and its bug fixes end no later than its security fixes.

    Takes the last day on which it can have begun: that it did so later is told already.
    """
    dated = [(name, moment.date) for name, moment in line.moments() if moment.date]
    for (before, earlier), (name, later) in pairwise(dated):
        if later.last_day < earlier.first_day and (before != "released" or earlier.first_day <= today):
            message = f"'{name}' is {later}, before '{before}', {earlier}; look at the source again"
            yield located.problem((*place, name, "date"), message)


def _release(located: Located[Releases], line: ReleaseLine, place: Location, today: dt.date) -> Iterator[Problem]:
    """A line that is out was released, its newest release belongs to it, and neither lies in the future."""
    dates: list[tuple[Location, CalendarDate]] = []
    if line.released and line.released.date:
        dates.append(((*place, "released", "date"), line.released.date))
    if line.latest and line.latest.date:
        dates.append(((*place, "latest", "date"), line.latest.date))
    for location, date in dates:
        if date.first_day > today:
            message = f"{date} is in the future; what is not out yet stands under 'planned'"
            yield located.problem(location, message)
    if line.latest and _is_plain(line.line) and not f"{line.latest.version}.".startswith(f"{line.line}."):
        message = f"'{line.latest.version}' is no release of the line '{line.line}'; move it to its own"
        yield located.problem((*place, "latest", "version"), message)


def _is_plain(line: str) -> bool:
    return re.fullmatch(r"[0-9]+(\.[0-9]+)*", line) is not None


def _written_twice(library: Library, slug: str, located: Located[Releases]) -> Iterator[Problem]:
    """What a line answers is not written among the facts as well, unless the two differ and a person has said why."""
    sheet = library.folders["facts"].get(slug)
    seen: set[str] = set()
    for answer in line_facts.known(located.record):
        if answer.key in seen or answer.key in library.one("fact_types"):
            message = f"'{answer.key}' is the name of another fact; give each its own"
            yield located.problem(answer.value, message, key=True)
        elif sheet and answer.key in sheet.record.more:
            yield sheet.problem(("more", answer.key), _same(slug, answer.key), key=True)
        seen.add(answer.key)
    for answer in line_facts.asked(located.record, library.one("fact_types")):
        written = sheet.record.facts.get(answer.key) if sheet else None
        if sheet and written and written.value is not None and str(written.value) == str(answer.fact.value):
            yield sheet.problem(("facts", answer.key), _same(slug, answer.key), key=True)


def _same(slug: str, key: str) -> str:
    return f"'{key}' is answered by data/releases/{slug}.yml; take it away here"
