"""Values as readers see them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from guide.model.dates import CalendarDate

_QUARTERS = ("first", "second", "third", "last")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@lru_cache(maxsize=4096)
def date(value: CalendarDate | dt.date) -> str:
    """Return a date in words: `2026`, `the last quarter of 2026`, `November 2026` or `23 November 2026`."""
    if isinstance(value, CalendarDate) and value.quarter:
        return f"the {_QUARTERS[value.quarter - 1]} quarter of {value.first_day.year}"
    text, day = (value.text, value.first_day) if isinstance(value, CalendarDate) else (value.isoformat(), value)
    if len(text) == len("2026"):
        return text
    month = f"{day:%B} {day.year}"
    return month if len(text) == len("2026-11") else f"{day.day} {month}"


def folded(name: str) -> str:
    """Return what counts of a name when one is looked up: its letters and digits, the `#` and `+` of languages."""
    return "".join(character for character in name.lower() if character.isalnum() or character in "#+")


def spelled(value: int) -> str:
    """Return a small whole number as a word, a larger one in digits."""
    return _NUMBERS[value] if value < len(_NUMBERS) else count(value)


def count(value: int) -> str:
    """Return a whole number with a comma between thousands."""
    return f"{value:,}"
