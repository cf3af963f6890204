"""Reading what endoflife.date says: nothing is taken from an answer that is not as expected."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from guide.refresh.endoflife import read
from guide.refresh.http import Unanswered
from refreshable import granite
from upstreams import cycle, host, product
from worlds import TODAY


def _read(answer: Any) -> list[tuple[str, str, str | int | None]]:
    """Return what is read of the first database: what about, of which version, and the value."""
    readings = list(read(host(httpx.Response(200, json=answer)), granite(), TODAY))
    assert {reading.page.address for reading in readings} == {"https://endoflife.date/granite"}
    return [(reading.about, reading.version, reading.value) for reading in readings]


def test_release_cycles_are_read() -> None:
    """Support that ends, support without an end, and a cycle without a release must come through; plans must not."""
    readings = _read(
        product(
            "granite",
            cycle("9", None, "9.0.0", releaseDate="2026-05-01"),
            cycle("v7.10", "2028-04-30", "7.10.4"),
            cycle("7.9", None, "7.9.9", isEol=True),
            cycle("7.8", None, "7.8.9", latest=None, releaseDate=None),
            cycle("nightly", None, "nightly"),
        )
    )
    assert readings == [
        ("release", "7.10.4", "7.10.4"),
        ("release_date", "7.10.4", "2026-01-10"),
        ("release_date", "7.10", "2025-11-01"),
        ("support_end", "7.10", "2028-04-30"),
        ("release", "7.9.9", "7.9.9"),
        ("release_date", "7.9.9", "2026-01-10"),
        ("release_date", "7.9", "2025-11-01"),
        ("support_end", "7.9", "ended"),
        ("support_end", "7.8", None),
    ]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (product("marble"), "the answer is about another product"),
        ({"result": None}, "unexpected answer: 'result' is not what was expected"),
        (product("granite", {"name": "7"}), "unexpected answer: 'result.releases.releaseDate' is missing"),
        (product("granite", cycle("7", "soon", "7.1")), "unexpected answer: 'result.releases.eolFrom' is not what"),
        (
            product("granite", cycle("7", None, "7.1", latest={"name": "7.1", "date": "2027-01-01"})),
            "a release bears a date in the future, 2027-01-01",
        ),
        ([{"cycle": "7"}], "unexpected answer: 'the whole' is not what was expected"),
    ],
)
def test_unexpected_cycles_are_refused(answer: Any, reason: str) -> None:
    """The older form of the same interface, or a field of another type, must be refused in words."""
    with pytest.raises(Unanswered) as error:
        _read(answer)
    assert str(error.value).startswith(reason)
