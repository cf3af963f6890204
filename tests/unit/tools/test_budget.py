"""What is said of measurements: the table, the marks in it, and the sentences on what is over a limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from limits import LIMITS
from measuring.lighthouse import Unmeasured, measured
from measuring.verdict import Measured, faults, median, table

AS_WANTED: Measured = {name: limit.aim for name, limit in LIMITS.items()}
"""A page that reaches all we aim at."""


def page(**values: float | None) -> Measured:
    """Return a page that is as we want it but for some values, underscores standing for hyphens."""
    return {**AS_WANTED, **{name.replace("_", "-"): value for name, value in values.items()}}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"performance": 97}, "lobby: performance 97, must be at least 98"),
        ({"best_practices": 96}, "lobby: practices 96, must be at least 100"),
        ({"seo": 92}, "lobby: SEO 92, must be at least 100"),
        ({"lcp": 1.46}, "lobby: LCP s 1.46, must be at most 1.4"),
        ({"cls": 0.002}, "lobby: CLS 0.002, must be at most 0"),
        ({"bytes": 40.31}, "lobby: bytes KB 40.3, must be at most 40"),
        ({"script": 4.125}, "lobby: script KB 4.12, must be at most 4"),
        ({"hosts": 1}, "lobby: hosts 1, must be at most 0"),
    ],
)
def test_a_broken_limit_is_said(values: dict[str, float], said: str) -> None:
    """Each limit that a page breaks must be said in a sentence with the value and the limit."""
    assert faults({"lobby": page(**values), "attic": AS_WANTED}) == [said]


@pytest.mark.parametrize("values", [{}, {"performance": 98, "lcp": 1.4, "bytes": 40, "script": 4}, {"seo": None}])
def test_a_limit_that_is_just_kept_is_no_fault(values: dict[str, float | None]) -> None:
    """What is exactly at a limit, or does not apply to a page, must not be complained of."""
    assert faults({"lobby": page(**values)}) == []


def test_every_limit_must_be_measured() -> None:
    """A measurement that was forgotten must not pass as one that is all right."""
    with pytest.raises(KeyError):
        faults({"lobby": {name: value for name, value in AS_WANTED.items() if name != "hosts"}})


def cells(text: str) -> Mapping[str, Mapping[str, str]]:
    """Return the values of a table by row and column; columns that end at the same place belong together."""
    head, *rows = text.splitlines()
    columns = [one.heading for one in LIMITS.values()]
    ends = [head.index(heading) + len(heading) + 1 for heading in columns]
    starts = [len("attic"), *ends[:-1]]
    return {
        row.split()[0]: {
            heading: row[start:end].strip() for heading, start, end in zip(columns, starts, ends, strict=True)
        }
        for row in rows
    }


def test_the_table_marks_what_is_over() -> None:
    """The table must show the limits, every value under its heading, and a mark on what is missed or broken."""
    shown = cells(table({"lobby": page(performance=97, lcp=1.2, bytes=20.04, seo=None), "attic": AS_WANTED}))
    assert shown["must"]["performance"] == "≥ 98"
    assert shown["aim"]["bytes KB"] == "≤ 20"
    assert shown["lobby"] == {
        "performance": "97!",
        "access": "100",
        "practices": "100",
        "SEO": "–",
        "LCP s": "1.20~",
        "CLS": "0.000",
        "bytes KB": "20.0~",
        "script KB": "2.00",
        "requests": "5",
        "hosts": "0",
    }
    assert "!" not in "".join(shown["attic"].values())


def test_a_single_odd_run_does_not_count() -> None:
    """Of several runs the median counts, for each value by itself."""
    runs = [page(performance=100, lcp=3.0), page(performance=60, lcp=1.0), page(performance=99, lcp=1.1)]
    assert median(runs) == page(performance=99, lcp=1.1)


REPORT: Mapping[str, Any] = {
    "requestedUrl": "http://127.0.0.1/lobby/",
    "categories": {name: {"score": 0.995} for name in ("performance", "accessibility", "best-practices", "seo")},
    "audits": {"largest-contentful-paint": {"numericValue": 1234.5}, "cumulative-layout-shift": {"numericValue": 0}},
}


def test_a_report_is_read() -> None:
    """A report must give scores of a hundred, seconds and shifts; a page that is not listed has no score in SEO."""
    scores = {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}
    assert measured(REPORT) == {**scores, "lcp": 1.2345, "cls": 0}
    assert measured(REPORT, listed=False)["seo"] is None


@pytest.mark.parametrize(
    "spoiled",
    [
        {"runtimeError": {"message": "no first paint"}},
        {"categories": {**REPORT["categories"], "seo": {"score": None}}},
    ],
)
def test_a_report_without_a_measurement_is_refused(spoiled: dict[str, Any]) -> None:
    """Where Lighthouse could not measure, that must be said, with the page, and not taken for a good value."""
    with pytest.raises(Unmeasured, match="lobby"):
        measured({**REPORT, **spoiled})
