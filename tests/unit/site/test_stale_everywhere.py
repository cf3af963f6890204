"""Whatever shows a fact says when it is past its keep-by date: the clock is moved, and every output walked."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.statements import Statement
from guide.exports.search_records import STALE, search_records
from guide.site.build import Publication, publish
from icalendar import Calendar
from releasing import answering
from worlds import REPOSITORY, TODAY, change, read

_READ = (".json", ".csv", ".xml", ".ics", ".svg")
"""How the names of what programs read end."""

OWN_DAY = dt.date(2026, 12, 1)

DAYS = (TODAY, dt.date(2026, 2, 19), dt.date(2027, 1, 15), dt.date(2036, 1, 15))
"""Today, the day after a fact's keep-by date, a year on, and ten years on."""


@pytest.fixture(params=DAYS, ids=str)
def published(request: pytest.FixtureRequest, small_world: Path) -> Publication:
    """The small guide with release lines, and with facts in a verdict and in prose, on one of the days."""
    answering(small_world)
    path = "data/opinions/granite.yml"
    verdict = next(line for line in read(small_world, path).splitlines() if line.startswith("verdict:"))
    change(small_world, path, verdict, "verdict: Release [[current_version]] is mended until [[mended_until]].")
    return publish(small_world, request.param, {})


@pytest.fixture(params=(10,))
def own(request: pytest.FixtureRequest) -> Publication:
    """This guide, so many years on."""
    return publish(REPOSITORY, OWN_DAY.replace(year=OWN_DAY.year + request.param), {})


def test_every_output_marks_what_is_stale(published: Publication) -> None:
    """No reader and no program may take an old answer for a fresh one."""
    _walk(published)


def test_every_output_of_this_guide_marks_what_is_stale(own: Publication) -> None:
    """The same holds of the guide itself, years after anybody looked after it."""
    assert any(fact.is_stale for fact in _facts(own.guide))
    _walk(own)


def _walk(published: Publication) -> None:
    guide, files = published.guide, _files(published)
    stale = {fact.address for fact in _facts(guide) if fact.is_stale}
    _tables(guide, files)
    _documents(guide, files)
    _search(guide, stale)
    _feeds(guide, files)
    _calendars(guide, files)
    _pages(published, guide)
    _timeline(guide, files)


def _files(published: Publication) -> dict[str, str]:
    made = {path: make() for path, make in published.makers().items() if path.endswith(_READ)}
    return {path: content.decode() if isinstance(content, bytes) else content for path, content in made.items()}


def _facts(guide: Guide) -> Iterator[Statement]:
    for candidate in guide.candidates:
        statements = guide.statements.of(candidate)
        for group in (statements.facts, statements.more, statements.features):
            yield from group.values()
    yield from guide.statements.general.values()


def _tables(guide: Guide, files: dict[str, str]) -> None:
    for path in (routes.FACTS_TABLE, routes.BOX_TABLE):
        for row in csv.DictReader(io.StringIO(files[path])):
            assert row["stale"] == ("yes" if row["keep_by"] < guide.today.isoformat() else "no"), (path, row)


def _documents(guide: Guide, files: dict[str, str]) -> None:
    dated = [part for path in files if path.endswith(".json") for part in _dated(_read(path, files))]
    assert dated
    for part in dated:
        assert part["stale"] == (part["keep_by"] < guide.today.isoformat()), part
    past = {guide.whole(fact.address) for fact in _facts(guide) if fact.is_stale}
    for path in files:
        for part in _parts(_read(path, files)) if path.endswith(".json") else ():
            assert part.get("page") not in past or part["stale"], (path, part)


def _read(path: str, files: dict[str, str]) -> Any:
    return {} if "/schemas/" in path or path == routes.OPENAPI else json.loads(files[path])


def _dated(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a document that bears a keep-by date."""
    return (part for part in _parts(value) if "keep_by" in part)


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(part)


def _search(guide: Guide, stale: set[str]) -> None:
    for record in search_records(guide):
        if record.address in stale:
            assert STALE in record.text.lower(), record
            assert not record.says or STALE in record.says, record


def _feeds(guide: Guide, files: dict[str, str]) -> None:
    for candidate in guide.candidates:
        texts = [entry.summary for entry in feedparser.parse(files[routes.feed_path(candidate.slug)]).entries]
        for fact in guide.statements.of(candidate).facts.values():
            told = [text for text in texts if fact.question and text.startswith(fact.question)]
            assert all(("Past its keep-by date" in text) == fact.is_stale for text in told), fact


def _calendars(guide: Guide, files: dict[str, str]) -> None:
    calendar = Calendar.from_ical(files[routes.CALENDAR])
    titles = [str(event["summary"]) for event in calendar.walk("VEVENT")]
    for candidate in guide.candidates:
        statements = guide.statements.of(candidate)
        for expectation in statements.announced:
            assert expectation.is_past == bool(expectation.when and expectation.when.last_day < guide.today)
        for fact in statements.facts.values():
            told = [title for title in titles if fact.happens and title.startswith(f"{candidate.name}: {fact.happens}")]
            assert all(("keep-by" in title) == fact.is_stale for title in told), fact


def _pages(published: Publication, guide: Guide) -> None:
    bodies = {page.address: page.body for page in published.pages}
    texts = published.texts
    for fact in _facts(guide):
        page, _, anchor = fact.address.partition("#")
        row = bodies[page].partition(f'id="{anchor}"')[2].partition("</tr>")[0]
        if fact.is_stale and row:
            assert 'class="stale"' in row, fact
            assert "**stale**" in texts[routes.twin_path(page)], fact
    for name, figure in guide.figures.items():
        if not isinstance(figure, str) and figure.keep_by:
            assert figure.text.endswith("(stale)") == (figure.keep_by < guide.today), name


def _timeline(guide: Guide, files: dict[str, str]) -> None:
    for candidate in guide.candidates:
        lines = candidate.releases
        if lines and lines.starting.keep_by(1) < guide.today - dt.timedelta(days=3650):
            assert "Past its keep-by date." in files[routes.TIMELINE]
