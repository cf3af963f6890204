"""What the feeds and the calendar tell, read back with the tools that readers use."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from guide.derive import routes
from guide.derive.guide import Guide
from guide.exports import atom, calendar
from guide.pages.build import write_pages
from icalendar import Calendar
from releasing import answering, with_lines
from worlds import change, load, problems, read, write


def feed(guide: Guide, path: str) -> Any:
    """Return a feed as a feed reader sees it; a fault in its form is an error."""
    parsed = feedparser.parse(atom.files(guide)[path])
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def events(guide: Guide) -> list[Any]:
    """Return the events of the calendar as a calendar program sees them."""
    return list(Calendar.from_ical(calendar.files(guide)[routes.CALENDAR].decode()).walk("VEVENT"))


def titles(guide: Guide, slug: str) -> dict[str, str]:
    """Return the titles of a candidate's feed by their ids."""
    return {entry.id: entry.title for entry in feed(guide, routes.feed_path(slug)).entries}


def test_there_is_a_feed_for_changes_and_one_for_each_candidate(small_world: Path) -> None:
    """A reader can follow what we change our mind about, or a single candidate."""
    guide = load(small_world)
    assert set(atom.files(guide)) == {routes.CHANGES_FEED, *(routes.feed_path(slug) for slug in guide.by_slug)}
    assert [entry.title for entry in feed(guide, routes.CHANGES_FEED).entries]


def test_an_entry_leads_to_its_page_and_its_source(small_world: Path) -> None:
    """From an entry a reader gets to the place on the page and to where it was read."""
    entry = next(item for item in feed(load(small_world), "feeds/granite.xml").entries if "announced" in item.title)
    links = {link.rel: link.href for link in entry.links}
    assert links == {
        "alternate": "https://drawer.example/guide/databases/granite/#start-today",
        "related": "https://granite.example/plans",
    }
    assert "https://granite.example/plans" in entry.summary


def test_ids_do_not_depend_on_the_address(small_world: Path) -> None:
    """A guide that moves to another host must not show every entry and event again."""
    there = load(small_world)
    change(small_world, "data/edition.yml", "https://drawer.example/guide/", "https://elsewhere.example/")
    here = load(small_world)
    for path in atom.files(here):
        assert feed(here, path).feed.id == feed(there, path).feed.id
        assert [item.id for item in feed(here, path).entries] == [item.id for item in feed(there, path).entries]
    assert [item["uid"] for item in events(here)] == [item["uid"] for item in events(there)]


@pytest.mark.parametrize(
    ("version", "fresh"),
    [("7.11", False), ("8.0", True)],
)
def test_a_new_major_version_is_news_and_a_patch_is_not(small_world: Path, version: str, *, fresh: bool) -> None:
    """A feed reader shows an entry again only when there is something to read."""
    before = set(titles(load(small_world), "granite"))
    change(small_world, "data/facts/granite.yml", '"7.10"', f'"{version}"')
    assert bool(set(titles(load(small_world), "granite")) - before) == fresh


def test_every_id_stands_once(small_world: Path) -> None:
    """Two entries with one id would hide each other."""
    guide = load(small_world)
    uids = [event["uid"] for event in events(guide)]
    assert len(set(uids)) == len(uids)
    for path in atom.files(guide):
        ids = [entry.id for entry in feed(guide, path).entries]
        assert len(set(ids)) == len(ids), path


def test_a_month_is_a_whole_day_at_its_end_and_says_so(small_world: Path) -> None:
    """A date that is only known to the month must not pretend to be a day."""
    event = next(item for item in events(load(small_world)) if "Granite 8" in item["summary"])
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (dt.date(2026, 5, 31), dt.date(2026, 6, 1))
    assert "no day is published" in event["description"]
    assert "https://granite.example/plans" in event["description"]


def test_hostile_values_stay_text(small_world: Path) -> None:
    """Markup and line ends in a value must not become elements of a feed or lines of a calendar."""
    change(
        small_world, "data/facts/granite.yml", "Granite 8, if the weather holds.", "'</content><x>, BEGIN:VEVENT; \\n'"
    )
    guide = load(small_world)
    entry = next(item for item in feed(guide, "feeds/granite.xml").entries if "announced" in item.title)
    assert "</content>" in entry.summary or "&lt;/content&gt;" in entry.summary
    assert sum("BEGIN:VEVENT;" in event["summary"] for event in events(guide)) == 1


CALENDAR_OF_GRANITE = "calendars/granite.ics"


def own_events(guide: Guide) -> dict[str, Any]:
    """Return the events of the calendar of one candidate, by their titles without what a date adds."""
    calendar_of_one = Calendar.from_ical(calendar.files(guide)[CALENDAR_OF_GRANITE].decode())
    return {str(event["summary"]).partition(" (")[0]: event for event in calendar_of_one.walk("VEVENT")}


@pytest.mark.parametrize(
    ("path", "old", "new", "title"),
    [
        ("data/facts/granite.yml", "when: 2026-05", "when: 2026-09", "Granite 8, if the weather holds."),
        ("data/releases/granite.yml", "{date: 2027-06, ", "{date: 2028, ", "Granite 7 Long: security fixes end"),
    ],
)
def test_a_date_that_slips_keeps_its_event(small_world: Path, path: str, old: str, new: str, title: str) -> None:
    """An imported copy must move the event, with the reminder that somebody set, and not show two."""
    before = own_events(load(with_lines(small_world)))[title]
    change(small_world, path, old, new)
    after = own_events(load(small_world))[title]
    assert after["uid"] == before["uid"]
    assert after.decoded("dtstart") > before.decoded("dtstart")


def test_an_event_put_in_front_takes_no_others_place(small_world: Path) -> None:
    """What is announced for the same date must not become what was announced before."""
    before = own_events(load(small_world))
    first = """  - key: ninth
    when: 2026-05
    what: Granite 9, on the same day.
    source: {kind: official, title: 'Granite: plans', address: 'https://granite.example/plans'}
    as_of: 2025-11-20
"""
    change(small_world, "data/facts/granite.yml", "announced:\n", f"announced:\n{first}")
    after = own_events(load(small_world))
    assert {title: event["uid"] for title, event in after.items()}.items() > {
        title: event["uid"] for title, event in before.items()
    }.items()


def test_two_announcements_cannot_share_a_key(small_world: Path) -> None:
    """Calendars know an announcement by its key."""
    other = """  - key: eighth
    when: 2026-07
    what: Granite 9, a little later.
    source: {kind: official, title: 'Granite: plans', address: 'https://granite.example/plans'}
    as_of: 2025-11-20
"""
    change(small_world, "data/facts/granite.yml", "announced:\n", f"announced:\n{other}")
    (problem,) = problems(small_world)
    assert "'eighth' is the key of another announcement; give each its own" in problem


def test_to_read_a_source_again_is_no_update(small_world: Path) -> None:
    """A careful editor must not make every reader's feed unread."""
    guide = load(answering(small_world))
    before, event = {entry.id: entry.updated for entry in feed(guide, "feeds/granite.xml").entries}, own_events(guide)
    for path in ("data/facts/granite.yml", "data/releases/granite.yml"):
        write(small_world, path, read(small_world, path).replace("as_of: 2025-11-20", "as_of: 2026-01-10"))
    again = load(small_world)
    assert {entry.id: entry.updated for entry in feed(again, "feeds/granite.xml").entries} == before
    assert feed(again, "feeds/granite.xml").feed.updated == feed(guide, "feeds/granite.xml").feed.updated
    for title, after in own_events(again).items():
        stamps = ("dtstamp", "last-modified", "sequence")
        assert [after.decoded(stamp) for stamp in stamps] == [event[title].decoded(stamp) for stamp in stamps]


def test_a_correction_is_new_although_its_source_is_old(small_world: Path) -> None:
    """News is dated by the day on which the guide says it, so that it stands on top and is not cut off."""
    with_lines(small_world)
    old, new = "{date: 2027-06, basis: third_party}", "{date: 2027-03, basis: third_party, said: 2026-01-12}"
    before = own_events(load(small_world))["Granite 7 Long: security fixes end"]
    change(small_world, "data/releases/granite.yml", old, new)
    guide = load(small_world)
    newest = feed(guide, "feeds/granite.xml")
    assert (newest.entries[0].title, newest.entries[0].updated[:10], newest.feed.updated[:10]) == (
        "Granite 7 Long: security fixes end (third party), announced for March 2027",
        "2026-01-12",
        "2026-01-12",
    )
    after = own_events(guide)["Granite 7 Long: security fixes end"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("last-modified") > before.decoded("last-modified")


def test_nothing_is_said_before_the_guide_was_there(small_world: Path) -> None:
    """An entry dated by its source would be buried under older news from the first day."""
    guide = load(with_lines(small_world))
    entries = feed(guide, "feeds/granite.xml").entries
    assert min(entry.updated[:10] for entry in entries) >= guide.edition.published.first_day.isoformat()


def test_each_candidate_has_a_calendar_that_asks_to_be_looked_at_again(small_world: Path) -> None:
    """A copy that is fetched once would show dates that have slipped since."""
    guide = load(with_lines(small_world))
    files = calendar.files(guide)
    assert files.keys() == {routes.CALENDAR, *(routes.calendar_path(slug) for slug in guide.by_slug)}
    for path, content in files.items():
        read_back = Calendar.from_ical(content.decode())
        assert read_back.decoded("refresh-interval") == dt.timedelta(days=1), path
        assert str(read_back["x-published-ttl"]) == "P1D"
    single = [event["uid"] for path, content in files.items() if path != routes.CALENDAR for event in _events(content)]
    assert sorted(single) == sorted(event["uid"] for event in events(guide))


def _events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content.decode()).walk("VEVENT"))


def test_a_title_is_short(small_world: Path) -> None:
    """A calendar on a telephone shows a few words."""
    long = "Granite 8, " + "and much more of it, " * 6
    change(small_world, "data/facts/granite.yml", "Granite 8, if the weather holds.", f"{long}at last.")
    title = next(title for title in own_events(load(small_world)) if title.startswith("Granite 8"))
    assert len(title) <= 70
    assert title.endswith("…")
    change(small_world, "data/facts/granite.yml", "    what:", "    title: Granite 8\n    what:")
    assert "Granite 8" in own_events(load(small_world))


def test_what_is_past_is_told_as_past(small_world: Path) -> None:
    """What was expected for a day that is over is no expectation any more."""
    with_lines(small_world)
    entries = feed(load(small_world, dt.date(2028, 1, 1)), "feeds/granite.xml").entries
    titles_then = [entry.title for entry in entries]
    assert "Granite 8: was due, was announced for May 2026" in titles_then
    assert not [title for title in titles_then if ", announced for" in title and "2029" not in title]


def test_a_calendar_can_be_subscribed_to(small_world: Path) -> None:
    """An https address is fetched once by a telephone; another scheme subscribes."""
    assert routes.subscription("https://drawer.example/guide/", "calendar.ics") == (
        "webcal://drawer.example/guide/calendar.ics"
    )
    bodies = {page.address: page.body for page in write_pages(load(small_world))}
    assert 'href="webcal://drawer.example/guide/calendar.ics"' in bodies["/"]
    assert 'href="webcal://drawer.example/guide/calendars/granite.ics"' in bodies["/databases/granite/"]
