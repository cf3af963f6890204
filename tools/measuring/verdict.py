"""What was measured of each page beside what it may be: a table to read, and a sentence for each limit broken."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence

from limits import LIMITS, Limit

Measured = Mapping[str, float | None]
"""What was measured of a page, by the names of the limits; None where there is nothing to measure."""

NOTHING = "–"
BROKEN, MISSED = "!", "~"
LEGEND = f"{BROKEN} breaks what must be   {MISSED} misses what we aim at   {NOTHING} does not apply"


def median(runs: Sequence[Measured]) -> Measured:
    """Return the median of several measurements of one page, each value by itself."""
    return {name: _median([run[name] for run in runs]) for name in runs[0]}


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def faults(pages: Mapping[str, Measured]) -> list[str]:
    """Return a sentence for every limit that a page breaks."""
    return list(_faults(pages))


def _faults(pages: Mapping[str, Measured]) -> Iterator[str]:
    for page, measured in pages.items():
        for name, limit in LIMITS.items():
            value = measured[name]
            if value is not None and not limit.kept(value):
                yield f"{page}: {limit.heading} {_number(limit, value)}, must be {_must(limit)}"


def _must(limit: Limit) -> str:
    return f"at {'least' if limit.at_least else 'most'} {limit.must:g}"


def table(pages: Mapping[str, Measured]) -> str:
    """Return what was measured as a table under its limits; what is over is marked."""
    rows = [
        ["", *(f"{limit.heading} " for limit in LIMITS.values())],
        ["must", *(f"{_sign(limit)}{limit.must:g} " for limit in LIMITS.values())],
        ["aim", *(f"{_sign(limit)}{limit.aim:g} " for limit in LIMITS.values())],
        *([page, *_cells(measured)] for page, measured in pages.items()),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _sign(limit: Limit) -> str:
    return "≥ " if limit.at_least else "≤ "


def _cells(measured: Measured) -> Iterator[str]:
    return (_cell(limit, measured[name]) for name, limit in LIMITS.items())


def _cell(limit: Limit, value: float | None) -> str:
    if value is None:
        return f"{NOTHING} "
    mark = " " if limit.reached(value) else MISSED if limit.kept(value) else BROKEN
    return _number(limit, value) + mark


def _number(limit: Limit, value: float) -> str:
    return f"{value:.{limit.digits}f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join([row[0].ljust(len(first)), *others]).rstrip()
