"""The records: dates, the forms of short texts, and what a record refuses as a whole."""

from __future__ import annotations

import datetime as dt

import pytest
from guide.model import fields
from guide.model.dates import CalendarDate
from guide.model.fields import Record
from pydantic import TypeAdapter, ValidationError
from record_classes import record_classes

SOURCE = {"kind": "official", "title": "A page", "address": "https://example.org/"}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-01", "2026-01-01", "2026-01-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-11-23", "2026-11-23", "2026-11-23"),
    ],
)
def test_a_date_covers_the_days_it_can_mean(text: str, first: str, last: str) -> None:
    """A year and a month stand for all their days."""
    date = CalendarDate(text)
    assert (date.first_day, date.last_day) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-1",
        "2026-13",
        "2026-02-30",
        "2026-00",
        "0000",
        "2026-11-23 ",
        "2026/11",
        "23.11.2026",
        "２０２６",
        "x",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """A date has four, two and two digits, and exists."""
    with pytest.raises(ValueError, match=r"not a date|must be in|out of range"):
        CalendarDate(text)


def test_dates_sort_by_the_day_they_begin() -> None:
    """A year comes before its months, a month before its days."""
    texts = ["2026-11-23", "2026", "2025-12-31", "2026-11", "2026-01-01"]
    assert [str(date) for date in sorted(map(CalendarDate, texts))] == [
        "2025-12-31",
        "2026",
        "2026-01-01",
        "2026-11",
        "2026-11-23",
    ]


def test_equal_dates_are_the_same_date() -> None:
    """Dates compare by what was written: January is not the first of January."""
    assert CalendarDate("2026-01") == CalendarDate("2026-01")
    assert CalendarDate("2026-01") != CalendarDate("2026-01-01")
    assert len({CalendarDate("2026"), CalendarDate("2026")}) == 1


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("Line", ["a", "two words", "ü"], ["", " a", "a ", "a\nb", "\t"]),
        ("Text", ["a", "a\n\nb"], ["", " ", "\n"]),
        ("Key", ["a", "first_release", "b2b"], ["", "A", "a-b", "a__b", "_a", "a_", "2a", "ä"]),
        ("Slug", ["a", "aspnet-core", "2b"], ["", "A", "a_b", "a--b", "-a", "a/", "..", "ä"]),
        ("SitePath", ["/", "/compare/", "/a/b-c/"], ["", "compare/", "/compare", "//", "/a//", "/A/", "/../", "/a?b/"]),
        ("Https", ["https://example.org/"], ["http://example.org/", "//example.org", "https://a b", "https://["]),
    ],
)
def test_short_texts_have_one_form(kind: str, good: list[str], bad: list[str]) -> None:
    """Each kind of short text must take what it is meant for and nothing else."""
    adapter: TypeAdapter[str] = TypeAdapter(getattr(fields, kind))
    assert [adapter.validate_python(text) for text in good] == good
    for text in bad:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)


@pytest.mark.parametrize("record", record_classes(), ids=lambda record: record.__name__)
def test_records_are_strict_frozen_and_closed(record: type[Record]) -> None:
    """No record may guess types, change after it was read, or take keys that it doesn't know."""
    config = record.model_config
    assert (config.get("strict"), config.get("frozen"), config.get("extra")) == (True, True, "forbid")


@pytest.mark.parametrize("record", record_classes(), ids=lambda record: record.__name__)
def test_records_say_what_they_are(record: type[Record]) -> None:
    """Every record class has a sentence of its own for contributors."""
    assert (record.__doc__ or "").strip() not in ("", (Record.__doc__ or "").strip())
