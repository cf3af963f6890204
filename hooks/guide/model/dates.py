"""Dates as exactly as they are known: a year, a quarter, a month or a day."""

from __future__ import annotations

import datetime as dt
import re
from functools import total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


@total_ordering
class CalendarDate:
    """A year, a quarter, a month or a day: a date as exactly as it is known."""

    _pattern = re.compile(r"([0-9]{4})(?:-Q([1-4])|-([0-9]{2})(?:-([0-9]{2}))?)?")

    def __init__(self, text: str) -> None:
        """Read `2026`, `2026-Q4`, `2026-11` or `2026-11-23`; raise ValueError on anything else."""
        match = self._pattern.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a date")
        year, quarter, month, day = (int(part) for part in match.groups(default="1"))
        self.quarter = quarter if match[2] else 0
        """Which quarter of the year it is; 0 if it is none."""
        self.first_day = dt.date(year, 3 * quarter - 2 if match[2] else month, day)
        self.text = text

    @property
    def last_day(self) -> dt.date:
        """The last day that the date can mean."""
        first = self.first_day
        if len(self.text) == len("2026-11-23"):
            return first
        last_month = 12 if len(self.text) == len("2026") else first.month + 2 if self.quarter else first.month
        return (dt.date(first.year, last_month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)

    @property
    def in_html(self) -> str:
        """What HTML takes for a date, which has no quarters."""
        return self.text[:4] if self.quarter else self.text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"CalendarDate({self.text!r})"

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CalendarDate) and self.text == other.text

    def __lt__(self, other: CalendarDate) -> bool:
        return (self.first_day, self.text) < (other.first_day, other.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        # An editor takes a bare year for a number.
        return {"type": ["string", "integer"], "pattern": f"^{cls._pattern.pattern}$"}

    @classmethod
    def _validate(cls, value: Any) -> CalendarDate:
        if isinstance(value, CalendarDate):
            return value
        try:
            return cls(str(value))
        except ValueError:
            raise PydanticCustomError(
                "calendar_date",
                "{value} is not a date; write a year, a month or a day, such as 2026, 2026-11 or 2026-11-23",
                {"value": repr(value)},
            ) from None
