"""Values and sources in words."""

from __future__ import annotations

from typing import Any

import pytest
from guide.model.dates import CalendarDate
from guide.model.facts import Fact, Package, Page, Source
from guide.model.values import origin, value_shown, value_text
from guide.model.vocabulary import FactType

PAGE = Page(kind="survey", title="A page", address="https://example.org/")
PACKAGE = Package(kind="package", registry="quarry", name="lens", version="2.0")


def kind(type: str, unit: str | None = None) -> FactType:
    """Return a kind of fact whose values are of this type."""
    return FactType.model_validate({"label": "L", "question": "Q?", "type": type, "unit": unit, "keeps_days": 1})


def fact(value: Any) -> Fact:
    """Return a fact of this value."""
    return Fact(value=value, source=PAGE, as_of=CalendarDate("2025-12"))


@pytest.mark.parametrize(
    ("value", "type", "text"),
    [
        ("7.10", "version", "7.10"),
        (12345, "count", "12,345"),
        (1999, "date", "1999"),
        ("1999-05", "date", "May 1999"),
        ("long ago", "date", "long ago"),
        ("2026-05", "version", "2026-05"),
        ("2026-05", None, "May 2026"),
        ("2026-13", None, "2026-13"),
        (1999, None, "1,999"),
        ("1999", None, "1999"),
        ("a <b>", "text", "a <b>"),
    ],
)
def test_a_value_is_written_by_its_type(value: Any, type: str | None, text: str) -> None:
    """Dates are put in words and counts get their commas; a version or a text is never taken for either."""
    assert value_text(fact(value), kind(type) if type else None) == text


@pytest.mark.parametrize(
    ("answer", "type", "shown"),
    [
        (fact(12345), kind("count", "drawers"), "12,345 drawers"),
        (fact("https://example.org/a/b"), kind("address"), "example.org"),
        (
            Fact(missing="none_published", reason="No.", as_of=CalendarDate("2025")),
            kind("count", "s"),
            "None published",
        ),
    ],
)
def test_a_table_shows_what_fits_into_it(answer: Fact, type: FactType, shown: str) -> None:
    """A count stands with its unit, an address as its host, and a lack as the kind of lack."""
    assert value_shown(answer, type) == shown


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (PAGE, "A page, December 2025"),
        (PACKAGE, "lens 2.0 (quarry), December 2025"),
        (None, "looked for until December 2025"),
    ],
)
def test_an_origin_is_source_and_date(source: Source | None, words: str) -> None:
    """Where a statement was read, and when, fit into a few words; of one not found it says how long we looked."""
    assert origin(source, CalendarDate("2025-12")) == words
