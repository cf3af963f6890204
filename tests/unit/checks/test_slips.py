"""A clumsy contributor: whatever slips, wherever it slips, is refused, with one message for one slip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from guide.source.cache import Cache
from hostile import Leaf
from slips import ADDRESSES, DATES, EDITORS_TEXTS, LINE, LINES, NAMES, TEXTS, Told, places, with_line, with_value
from worlds import SMALL_WORLD, copy_small_world, read

FILES = (
    "data/changes.yml",
    "data/decision.yml",
    "data/facts/granite.yml",
    "data/opinions/granite.yml",
    "data/pairs/folio-vs-granite.yml",
    "data/not-ranked.yml",
    "data/vocabulary/criteria.yml",
    "content/about.md",
)

FIELDS: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "text": TEXTS,
    "address": ADDRESSES,
    "date": DATES,
    "name": NAMES,
}

VOICE = re.compile(r"opinions|pairs|decision: says|changes: wh|not-ranked: (reason|would)|evidence$|retired: reason")

pytestmark = pytest.mark.slow

ONE_MESSAGE, REFUSED = 0.95, 0.98


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_small_world(tmp_path_factory.mktemp("slips") / "databases")


def _values(world: Path, cache: Cache, turn: int, every: int) -> Iterator[tuple[str, Told]]:
    """Slip in fields of every kind; of all cases one in so many is tried."""
    number = 0
    for shape, slips in FIELDS.items():
        for leaf in places(world, shape):
            own = {**slips, **(EDITORS_TEXTS if shape == "text" and VOICE.search(leaf.kind) else {})}
            for name, slip in own.items():
                number += 1
                if number % every == turn and not (name.startswith("space") and _is_folded(leaf)):
                    yield f"{name}: {leaf.kind}", with_value(world, cache, leaf, slip(leaf.text))


def _is_folded(leaf: Leaf) -> bool:
    """Return whether space around a text means nothing, because the text is paragraphs."""
    return leaf.location[0] in ("choose", "moving", "misread", "why_not_higher", "baseline")


def _lines(world: Path, cache: Cache, turn: int, every: int) -> Iterator[tuple[str, Told]]:
    number = 0
    for path in FILES:
        for line in list(LINE.finditer(read(SMALL_WORLD, path)))[:2]:
            for name, slip in LINES.items():
                number += 1
                if number % every == turn:
                    yield f"{name}: {path}:{line[2]}", with_line(world, cache, path, line, slip)


@pytest.mark.parametrize(
    ("tried", "turn", "every"),
    [
        pytest.param(_values, 0, 12, id="fields"),
        pytest.param(_lines, 0, 8, id="lines"),
        *(pytest.param(_values, turn, 12, id=f"fields {turn}", marks=pytest.mark.nightly) for turn in range(1, 12)),
        *(pytest.param(_lines, turn, 8, id=f"lines {turn}", marks=pytest.mark.nightly) for turn in range(1, 8)),
    ],
)
def test_slips_are_refused_each_with_one_message(
    world: Path, tmp_path: Path, tried: Callable[..., Iterator[tuple[str, Told]]], turn: int, every: int
) -> None:
    """Of everything that slips nearly all must be refused, and of what is refused nearly all with one message."""
    cache = Cache(tmp_path / "results.sqlite", "slips")
    told = dict(tried(world, cache, turn, every))
    accepted = [name for name, one in told.items() if not one.problems]
    several = {name: one.problems for name, one in told.items() if len(one.problems) > 1}
    assert len(accepted) <= (1 - REFUSED) * len(told), accepted
    assert len(several) <= (1 - ONE_MESSAGE) * len(told), several
    assert all(problem.isprintable() for one in told.values() for problem in one.problems)
