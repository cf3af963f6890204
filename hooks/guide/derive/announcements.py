"""What is expected of a candidate, by date: what its project has announced, and what follows from its release lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from guide.derive.candidates import Candidate
from guide.model import urls
from guide.model.dates import CalendarDate
from guide.model.facts import Source
from guide.model.reads import note
from guide.model.releases import ENDS, Line, Moment, ReleaseLine

_ENDING = {
    "bug_fixes_until": "bug fixes",
    "security_fixes_until": "security fixes",
    "paid_until": "paid fixes",
}


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """Something that is expected for a date."""

    key: str
    """Its name, which stays when the date moves."""
    when: CalendarDate
    text: str
    """What is expected, in a sentence; what was, once the date is past."""
    title: str
    """The same in few words, with the name of the candidate."""
    sources: tuple[Source, ...]
    as_of: CalendarDate
    said: CalendarDate | None
    """Since when we say so, if not from the first."""
    is_past: bool
    """Whether the last day that it can mean is over."""
    address: str
    """Where it stands, from the root of the site."""


def expected(candidate: Candidate, since: dt.date, today: dt.date) -> Iterator[Expectation]:
    """Yield what is expected of a candidate, in the order in which it is written.

    Takes the day from which there were readers: what a line had behind it by then was never expected.
    """
    for announcement in candidate.sheet.announced:
        yield Expectation(
            key=announcement.key,
            when=announcement.when,
            text=announcement.what,
            title=_named(candidate, announcement.title or announcement.what),
            sources=(announcement.source,),
            as_of=announcement.as_of,
            said=announcement.said,
            is_past=_is_past(announcement.when, today),
            address=urls.part(candidate.address, "start-today"),
        )
    releases = candidate.releases
    lines: tuple[Line, ...] = (*releases.lines, *releases.planned) if releases else ()
    for line in lines:
        own = _of_line(candidate, line, releases.said if releases else None, today)
        yield from (expectation for expectation in own if expectation.when.last_day >= since)


def _named(candidate: Candidate, title: str) -> str:
    return title if title.startswith(candidate.name) else f"{candidate.name}: {title}"


def _of_line(candidate: Candidate, line: Line, said: CalendarDate | None, today: dt.date) -> Iterator[Expectation]:
    """Yield when a planned line is due, and when the fixes of one that is out end; what ends together is said once."""
    name = f"{candidate.name} {line.label}"
    is_out = isinstance(line, ReleaseLine)
    names = ENDS if is_out else ("due",)
    dated = {key: moment for key, moment in line.moments() if key in names and moment.date}
    bug, security = dated.get("bug_fixes_until"), dated.get("security_fixes_until")
    is_one = bool(bug and security and bug.date == security.date)
    for key, moment in dated.items():
        if moment.date is None or (is_one and moment is bug):
            continue
        is_past = _is_past(moment.date, today)
        what = "bug and security fixes" if is_one and moment is security else _ENDING.get(key, "")
        happens = _happens(what, moment, is_past=is_past)
        holder = moment if moment.source else line
        yield Expectation(
            key=f"{urls.slug(line.line)}/{key}",
            when=moment.date,
            text=f"{name}: {happens}.",
            title=f"{name}: {happens}",
            sources=tuple(source for source in (holder.source, holder.second_source) if source),
            as_of=moment.as_of or line.as_of,
            said=moment.said or line.said or said,
            is_past=is_past,
            address=urls.part(candidate.address, "line", urls.slug(line.line)),
        )


def _happens(what: str, moment: Moment, *, is_past: bool) -> str:
    by = {"derived": " by the project's rule", "third_party": " (third party)"}.get(moment.basis, "")
    if not what:
        return f"{'was' if is_past else 'is'} due{by}"
    return f"{what} {'ended' if is_past else 'end'}{by}"


def _is_past(when: CalendarDate, today: dt.date) -> bool:
    note(f"stale {when.last_day}")
    return when.last_day < today
