"""How long statements keep, and what day it is."""

from __future__ import annotations

import datetime as dt

import pytest
from guide.model.dates import CalendarDate
from guide.model.facts import Evidence
from guide.model.problems import InvalidGuide
from guide.site.load import today_from


def evidence(as_of: str, keeps_days: int | None = None) -> Evidence:
    """Return a statement of this date."""
    return Evidence(as_of=CalendarDate(as_of), keeps_days=keeps_days)


@pytest.mark.parametrize(
    ("as_of", "own", "kind", "day"),
    [
        ("2025-12-01", None, 30, "2025-12-31"),
        ("2025-11", None, 31, "2025-12-31"),
        ("2024-02", None, 1, "2024-03-01"),
        ("2025", None, 1, "2026-01-01"),
        ("2025-12-01", 10, 30, "2025-12-11"),
        ("2025-12-01", 60, 30, "2026-01-30"),
    ],
)
def test_a_statement_keeps_from_the_last_day_it_can_mean(as_of: str, own: int | None, kind: int, day: str) -> None:
    """A month or a year counts from its last day, and the statement's own number of days wins over its kind's."""
    assert evidence(as_of, own).keep_by(kind).isoformat() == day


def test_the_environment_sets_today() -> None:
    """SOURCE_DATE_EPOCH decides what day it is, in UTC."""
    assert today_from({"SOURCE_DATE_EPOCH": "1767225599"}) == dt.date(2025, 12, 31)


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_otherwise_the_clock_does(environment: dict[str, str]) -> None:
    """Without the variable, or with an empty one, today is the clock's."""
    before = dt.datetime.now(dt.UTC).date()
    assert before <= today_from(environment) <= dt.datetime.now(dt.UTC).date()


@pytest.mark.parametrize("epoch", ["today", "1e9", "2026-01-15", "99999999999999", "1.5"])
def test_a_time_that_is_none_is_told(epoch: str) -> None:
    """What is no number of seconds must be refused in a sentence."""
    with pytest.raises(InvalidGuide, match="is not a time; write the seconds since 1970"):
        today_from({"SOURCE_DATE_EPOCH": epoch})
