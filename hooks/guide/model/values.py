"""The value and the origin of a fact in words: the one wording that every output uses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from guide.model import formats
from guide.model.dates import CalendarDate
from guide.model.facts import Fact, Source
from guide.model.vocabulary import FactType

LIKE_A_DATE = re.compile(r"\d{4}-(Q[1-4]|\d{2}(-\d{2})?)")
"""What a value looks like that is a date and cannot be a version."""


def value_text(fact: Fact, kind: FactType | None) -> str:
    """Return a fact's value in words: a date in words, a count with commas; empty if there is no value."""
    if fact.value is None:
        return ""
    if isinstance(fact.value, int):
        return formats.count(fact.value) if kind is None or kind.type != "date" else str(fact.value)
    is_date = kind.type == "date" if kind else LIKE_A_DATE.fullmatch(fact.value)
    try:
        return formats.date(CalendarDate(fact.value)) if is_date else fact.value
    except ValueError:
        return fact.value


def value_shown(fact: Fact, kind: FactType | None) -> str:
    """Return what stands in the place of a fact's value: of an address its host, of a lack which kind it is."""
    if fact.missing:
        return fact.missing.replace("_", " ").capitalize()
    if kind and kind.type == "address":
        return urlsplit(str(fact.value)).hostname or ""
    return f"{value_text(fact, kind)} {kind.unit if kind and kind.unit else ''}".rstrip()


def origin(source: Source | None, as_of: CalendarDate) -> str:
    """Return where and when a statement was read; takes no source if it was looked for and not found."""
    date = formats.date(as_of)
    return f"{source.label}, {date}" if source else f"looked for until {date}"
