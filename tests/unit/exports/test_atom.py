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
from icalendar import Calendar
from worlds import change, load


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
