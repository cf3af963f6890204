"""Statements: what the guide says, derived once."""

from __future__ import annotations

import datetime as dt

import feedparser  # type: ignore[import-untyped]
import pytest
from guide.derive.guide import Guide
from guide.derive.routes import CALENDAR, feed_path
from guide.derive.statements import CandidateStatements, Statement
from guide.exports import atom, calendar, csv_tables
from guide.exports.documents import comparison
from guide.model import formats
from guide.site.build import publish
from icalendar import Calendar
from worlds import ENVIRONMENT, SMALL_WORLD, TODAY, load


@pytest.fixture(scope="module")
def guide() -> Guide:
    """Return the small world."""
    return load(SMALL_WORLD)


@pytest.fixture(scope="module")
def granite(guide: Guide) -> CandidateStatements:
    """Return what is said of the first of the small world."""
    return guide.statements.of(guide.by_slug["granite"])


def every(guide: Guide) -> list[Statement]:
    """Return all statements that have a place of their own."""
    of = [guide.statements.of(candidate) for candidate in guide.candidates]
    groups = [group for own in of for group in (own.judgements, own.features, own.facts, own.more)]
    return [statement for group in (*groups, guide.statements.general) for statement in group.values()]


def test_a_fact_says_its_value_source_dates_and_place(granite: CandidateStatements) -> None:
    """What any output has to say of a fact is there, in words."""
    fact = granite.facts["current_version"]
    assert (fact.label, fact.question) == ("Current version", "Which version would you install?")
    assert (fact.value, fact.text, fact.shown) == ("7.10", "7.10", "7.10")
    assert fact.origin == "Granite: releases, 20 November 2025"
    assert fact.source_address == "https://granite.example/releases"
    assert (fact.keep_by, fact.is_stale) == (dt.date(2026, 2, 18), False)
    assert fact.address == "/databases/granite/#fact-current-version"
    assert (fact.anchor, fact.file) == ("fact-current-version", "data/facts/granite.yml")


def test_a_fact_of_its_own_keeps_like_a_feature(guide: Guide, granite: CandidateStatements) -> None:
    """What only one candidate needs has no kind that could say how long it keeps."""
    fact = granite.more["long_support"]
    assert [source.label for source in fact.sources] == ["Granite: support", "granite-support 7.10 (quarry)"]
    assert fact.keep_by == fact.as_of.last_day + dt.timedelta(days=guide.features.keeps_days)
    assert fact.text == "April 2030"


def test_an_answer_about_the_box_names_what_provides_it(granite: CandidateStatements) -> None:
    """Its value is a word of the vocabulary, shown with the name; a package has no address."""
    answer = granite.features["full_text"]
    assert (answer.value, answer.name, answer.shown) == ("extra", "Lens", "Extra Lens")
    assert (answer.origin, answer.source_address) == ("lens 2.0 (quarry), 20 November 2025", "")
    assert answer.note == "Fetched from its makers."


def test_a_judgement_is_of_the_day_of_review_and_does_not_go_stale(granite: CandidateStatements) -> None:
    """It is our own word, changed in another file than the facts."""
    judgement = granite.judgements["safety"]
    assert (judgement.shown, judgement.reason) == ("calm", "It writes everything down twice.")
    assert (judgement.as_of.text, judgement.keep_by, judgement.is_stale) == ("2025-12-01", None, False)
    assert judgement.file == "data/opinions/granite.yml"
    assert [granite.known(key).label for key in judgement.rests_on] == ["Transactions", "Long support until"]


def test_an_announcement_happens_on_its_date(granite: CandidateStatements) -> None:
    """It has no row of its own and leads to where announcements stand."""
    (announcement,) = granite.announced
    assert announcement.when is not None
    assert announcement.when.text == "2026-05"
    assert announcement.happens == "Granite 8, if the weather holds."
    assert announcement.anchor == "start-today"


def test_a_fact_about_the_whole_field_has_no_subject(guide: Guide) -> None:
    """It stands with the method."""
    fact = guide.statements.general["last_fair"]
    assert (fact.subject, fact.address, fact.file) == (None, "/method/#evidence-last-fair", "data/evidence.yml")


def test_the_day_decides_what_is_stale() -> None:
    """The keep-by date itself is still good, the day after is not."""
    last, after = (load(SMALL_WORLD, dt.date(2026, 2, day)) for day in (18, 19))
    facts = [guide.statements.of(guide.by_slug["granite"]).facts["current_version"] for guide in (last, after)]
    assert [fact.is_stale for fact in facts] == [False, True]


def test_a_candidate_is_derived_once(guide: Guide) -> None:
    """Whoever asks gets the same statements."""
    candidate = guide.candidates[0]
    assert guide.statements.of(candidate) is guide.statements.of(candidate)


def test_every_statement_stands_where_it_says() -> None:
    """The address of each leads to an anchor of its page."""
    publication = publish(SMALL_WORLD, TODAY, ENVIRONMENT)
    for statement in every(publication.guide):
        page, _, anchor = statement.address.partition("#")
        assert anchor in publication.contents[page].ids


def test_a_source_is_worded_the_same_wherever_it_is_shown() -> None:
    """Page, comparison, table and feed name a package alike."""
    publication = publish(SMALL_WORLD, TODAY, ENVIRONMENT)
    guide, label = publication.guide, "pebble 3.2 (quarry)"
    bodies = {page.address: page.body for page in publication.pages}
    files = {**comparison.files(guide), **csv_tables.files(guide)}
    shown = (bodies["/databases/pebble/"], files["compare/chosen.json"], files["data/facts.csv"])
    assert all(label in text for text in (*shown, atom.files(guide)["feeds/pebble.xml"]))
    assert "quarry package" not in "".join((*bodies.values(), *csv_tables.files(guide).values()))


def test_feeds_and_calendars_say_where_it_was_read() -> None:
    """Whoever reads a fact away from the site can still open its source, and see of what day it is."""
    guide = load(SMALL_WORLD)
    events = [str(event["description"]) for event in Calendar.from_ical(calendar.files(guide)[CALENDAR]).walk("VEVENT")]
    told = 0
    for candidate in guide.candidates:
        statements = guide.statements.of(candidate)
        entries = [entry.summary for entry in feedparser.parse(atom.files(guide)[feed_path(candidate.slug)]).entries]
        for statement in (*statements.facts.values(), *statements.announced):
            read = formats.date(statement.as_of)
            source = f"Source: {statement.source.label}, {statement.source_address}, " if statement.source else ""
            for text in entries if statement.question else events:
                if statement.source_address and text.startswith(f"{statement.question} {statement.text} ".lstrip()):
                    told += 1
                    assert f"{source}{read}" in text.replace(", read ", ", "), (statement, text)
    assert told > len(guide.candidates)
