"""Values as readers see them."""

from __future__ import annotations

import datetime as dt

import pytest
from guide.model import formats
from guide.model.dates import CalendarDate


@pytest.mark.parametrize(
    ("text", "words"),
    [("2026", "2026"), ("2026-11", "November 2026"), ("2026-11-03", "3 November 2026"), ("0999-01", "January 999")],
)
def test_a_date_is_as_exact_as_it_is_known(text: str, words: str) -> None:
    """A year stays a year, a month a month: no day may be made up."""
    assert formats.date(CalendarDate(text)) == words


def test_a_day_of_the_calendar_is_written_whole() -> None:
    """A day that was computed reads like one that was typed."""
    assert formats.date(dt.date(2026, 5, 1)) == "1 May 2026"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Spring Boot", "springboot"),
        (" spring-boot!", "springboot"),
        (".NET", "net"),
        ("C#", "c#"),
        ("C++", "c++"),
        ("Ünï 2", "ünï2"),
        ("…", ""),
    ],
)
def test_spaces_hyphens_and_capitals_make_no_other_name(name: str, folded: str) -> None:
    """What is typed for a name must match it however it is spaced, and a language's sign is part of its name."""
    assert formats.folded(name) == folded


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")])
def test_thousands_are_parted_by_commas(value: int, text: str) -> None:
    """A large count must be readable."""
    assert formats.count(value) == text
