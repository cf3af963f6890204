"""The dates to plan with, as a calendar (RFC 5545): when support ends, and what the projects have announced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from icalendar import Calendar, Event

from guide.derive import routes
from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.derive.statements import Statement
from guide.derive.writers import merged
from guide.exports.atom import guide_id, provenance, said
from guide.model import formats
from guide.model.dates import CalendarDate

_DAILY = dt.timedelta(days=1)

_LONGEST = 70
"""How many letters of a title a calendar shows."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """A statement on something that happens on a day, or by the end of a month or a year."""

    id: str
    """Within the guide; a date that moves keeps it."""
    when: CalendarDate
    name: str
    """Of the candidate."""
    statement: Statement


def files(guide: Guide) -> dict[str, bytes]:
    """Return the calendar of all, and that of each candidate, by its path on the site."""
    name = f"{guide.edition.name}: support and releases"
    days = {candidate.slug: tuple(_days_of(guide, candidate)) for candidate in guide.candidates}
    own = {
        routes.calendar_path(slug): _calendar(guide, f"{guide.by_slug[slug].name}: support and releases", its)
        for slug, its in days.items()
    }
    everything = _calendar(guide, name, (day for some in days.values() for day in some))
    return merged((("the calendar of all", {routes.CALENDAR: everything}), ("the calendars", own)))


def _calendar(guide: Guide, name: str, days: Iterable[Day]) -> bytes:
    """Return a calendar of days in order, which programs are asked to look at again each day (RFC 7986)."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{guide.edition.name}//{guide.edition.year}//EN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _DAILY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for day in sorted(days, key=lambda day: (day.when.last_day, day.id)):
        calendar.add_component(_event(guide, day))
    return bytes(calendar.to_ical())


def _days_of(guide: Guide, candidate: Candidate) -> Iterator[Day]:
    """Yield every date of a candidate that belongs in a calendar.

    What is expected for a date says more than the bare fact, so of the two only the expectation is kept.
    """
    statements = guide.statements.of(candidate)
    announced = {announcement.when for announcement in statements.announced}
    for fact in statements.facts.values():
        if fact.when and fact.when not in announced:
            yield _day(candidate, fact, fact.when, fact.key)
    for announcement in statements.announced:
        if announcement.when:
            yield _day(candidate, announcement, announcement.when, f"announced/{announcement.key}")


def _day(candidate: Candidate, statement: Statement, when: CalendarDate, name: str) -> Day:
    return Day(id=f"calendar/{candidate.first_slug}/{name}", when=when, name=candidate.name, statement=statement)


def _event(guide: Guide, day: Day) -> Event:
    """Return an event of a whole day: the last one that the date can mean, remarked on where no day is known.

    It counts as changed when the guide says something else, and not when a source was only read again.
    """
    last, statement = day.when.last_day, day.statement
    vague = "" if day.when.first_day == last else f" Dated {formats.date(day.when)}; no day is published."
    changed = said(guide, statement).first_day
    moment = dt.datetime.combine(changed, dt.time(), tzinfo=dt.UTC)
    event = Event()
    event.add("uid", guide_id(guide, day.id))
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", max((changed - guide.edition.published.first_day).days, 0))
    event.add("dtstart", last)
    event.add("dtend", last + dt.timedelta(days=1))
    event.add("summary", shorten(_title(day), _LONGEST, placeholder="…"))
    event.add("description", f"{statement.text} {provenance(statement)}{vague}")
    event.add("url", guide.whole(statement.address))
    event.add("transp", "TRANSPARENT")
    return event


def _title(day: Day) -> str:
    if day.statement.kind == "announced":
        return day.statement.happens
    stale = " (past its keep-by date)" if day.statement.is_stale else ""
    return f"{day.name}: {day.statement.happens}{stale}"
