"""The dates to plan with, as a calendar (RFC 5545): when support ends, and what the projects have announced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import Calendar, Event

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.derive.routes import CALENDAR
from guide.derive.statements import Statement
from guide.exports.atom import guide_id, provenance
from guide.model import formats
from guide.model.dates import CalendarDate


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
    """Return the calendar by its path on the site."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{guide.edition.name}//{guide.edition.year}//EN")
    calendar.add("x-wr-calname", f"{guide.edition.name}: support and releases")
    for day in _days(guide):
        calendar.add_component(_event(guide, day))
    return {CALENDAR: calendar.to_ical()}


def _days(guide: Guide) -> tuple[Day, ...]:
    """Return every date that belongs in the calendar, in order.

    What a project has announced for a date says more than the bare fact, so of the two only the announcement is kept.
    """
    events = [day for candidate in guide.candidates for day in _days_of(guide, candidate)]
    return tuple(sorted(events, key=lambda day: (day.when.last_day, day.id)))


def _days_of(guide: Guide, candidate: Candidate) -> Iterator[Day]:
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
    """Return an event of a whole day: the last one that the date can mean, remarked on where no day is known."""
    last, statement = day.when.last_day, day.statement
    vague = "" if day.when.first_day == last else f" Dated {formats.date(day.when)}; no day is published."
    event = Event()
    event.add("uid", guide_id(guide, day.id))
    event.add("dtstamp", dt.datetime.combine(statement.as_of.first_day, dt.time(), tzinfo=dt.UTC))
    event.add("dtstart", last)
    event.add("dtend", last + dt.timedelta(days=1))
    event.add("summary", f"{day.name}: {statement.happens}")
    event.add("description", provenance(statement) + vague)
    event.add("url", guide.whole(statement.address))
    event.add("transp", "TRANSPARENT")
    return event
