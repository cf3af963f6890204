"""The timeline of release lines: what is drawn where, and in which words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from guide.derive import timeline
from guide.derive.release_lines import lines_of
from guide.derive.timeline import Bar
from guide.model.dates import CalendarDate
from releasing import answering, with_lines
from worlds import load


def test_each_candidate_has_the_row_of_the_line_to_start_on(small_world: Path) -> None:
    """A row must tell in words what its bars show, and for how long."""
    chart = timeline.of_all(load(with_lines(small_world)))
    assert chart
    granite, pebble, folio = chart.rows
    assert [(bar.kind, bar.words) for bar in granite.bars] == [
        ("fixes", "Bug and security fixes"),
        ("security", "Security fixes only"),
        ("paid", "Free until Jun 2027, then paid until 31 Dec 2029"),
    ]
    assert granite.sentence == (
        "Granite 7 Long: bug fixes until the third quarter of 2026; security fixes until June 2027 (third party); "
        "paid fixes until 31 December 2029 (by the project's rule); 8 planned for May 2026."
    )
    assert (granite.is_weak, granite.until) == (True, "Jun 2027, third party")
    assert [(bar.kind, bar.words) for bar in pebble.bars] == [("open", "Security fixes only, until 5.0 comes out")]
    assert pebble.sentence.endswith("Past its keep-by date.")
    assert [(bar.kind, bar.words) for bar in folio.bars] == [("nothing", "No support policy published")]


def test_a_date_counts_to_its_last_day(small_world: Path) -> None:
    """A month, a quarter and a year must end where they do, not where they begin."""
    chart = timeline.of_all(load(with_lines(small_world)))
    assert chart
    fixes, security, paid = chart.rows[0].bars
    days = (chart.goal - chart.today).days / chart.at_goal
    assert fixes.end == pytest.approx((dt.date(2026, 9, 30) - chart.today).days / days, abs=0.01)
    assert (
        security.end == chart.rows[0].cap == pytest.approx((dt.date(2027, 6, 30) - chart.today).days / days, abs=0.01)
    )
    assert paid.end == 100


def test_what_is_past_is_told_as_past(small_world: Path) -> None:
    """When a day is over, its fixes have ended, and a line that was due was due."""
    guide = load(with_lines(small_world), dt.date(2028, 1, 1))
    chart = timeline.of_all(guide)
    assert chart
    granite = chart.rows[0]
    assert [bar.words for bar in granite.bars] == ["Paid support only, until 31 Dec 2029"]
    assert granite.planned == ()
    assert "bug fixes ended the third quarter of 2026" in granite.sentence
    assert "8 was due May 2026" in granite.sentence


def test_one_candidate_has_a_row_for_each_line(small_world: Path) -> None:
    """Ended lines and those planned for a date must stand there too."""
    guide = load(with_lines(small_world))
    chart = timeline.of_one(guide, guide.by_slug["granite"])
    assert chart
    assert [(row.name, row.line, row.until) for row in chart.rows] == [
        ("7 Long", "", "Jun 2027, third party"),
        ("6", "", "ended 31 Dec 2025"),
        ("8", "planned", "May 2026"),
    ]
    assert chart.rows[1].bars == ()


def test_without_lines_nothing_is_drawn(small_world: Path) -> None:
    """A guide whose candidates have no release lines has no timeline."""
    guide = load(small_world)
    assert timeline.of_all(guide) is None
    assert timeline.of_one(guide, guide.by_slug["granite"]) is None
    assert lines_of(guide, guide.by_slug["granite"]) == ()


@pytest.mark.parametrize(
    ("pixels", "words"), [(808, "Bug and security fixes"), (320, "Bug fixes"), (200, "Fixes"), (100, "")]
)
def test_a_bar_holds_the_longest_words_that_fit(pixels: int, words: str) -> None:
    """Words never stand over the end of their bar."""
    bar = Bar(kind="fixes", start=0, end=25, forms=("Bug and security fixes", "Bug fixes", "Fixes"))
    assert bar.fitting(pixels) == words


@pytest.mark.parametrize(
    ("date", "words"),
    [("2027", "2027"), ("2027-Q3", "Q3 2027"), ("2027-07", "Jul 2027"), ("2027-07-31", "31 Jul 2027")],
)
def test_a_date_in_few_words_keeps_its_precision(date: str, words: str) -> None:
    """Beside a bar a month must not look like a day."""
    assert timeline.few_words(CalendarDate(date)) == words


def test_facts_come_from_lines_that_answer_them(small_world: Path) -> None:
    """What a line says is a fact like any other, with its source, and it is changed where the line stands."""
    guide = load(answering(small_world))
    statements = guide.statements.of(guide.by_slug["granite"])
    version, mended = statements.facts["current_version"], statements.more["mended_until"]
    assert (version.value, version.origin) == ("7.10", "granite 7.10 (quarry), 20 November 2025")
    assert (mended.value, mended.text) == ("2026-Q3", "the third quarter of 2026")
    assert {version.file, mended.file} == {"data/releases/granite.yml"}
