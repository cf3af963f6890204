"""What separates two candidates."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.derive.differences import agreeing, differences
from worlds import SMALL_WORLD, change, load


def test_only_what_differs_is_named() -> None:
    """Judgements differ by their word, features by their status, facts by value or lack, in the vocabulary's order."""
    guide = load(SMALL_WORLD)
    (versus,) = guide.pairs
    assert differences(guide, versus) == {
        "judgements": ("safety", "reach"),
        "features": ("transactions", "full_text"),
        "facts": ("current_version", "since", "installations", "manual", "licence"),
    }


def test_what_agrees_is_counted() -> None:
    """The questions on which two agree are left out, and how many they are is known."""
    guide = load(SMALL_WORLD)
    (versus,) = guide.pairs
    assert agreeing(guide, differences(guide, versus)) == {"judgements": 0, "features": 1, "facts": 0}


def test_the_same_value_from_another_source_is_no_difference(small_world: Path) -> None:
    """Two that answer alike agree, whatever their sources, dates, names and reasons say."""
    change(small_world, "data/facts/folio.yml", 'value: "5"', 'value: "7.10"')
    change(small_world, "data/opinions/folio.yml", "word: hope", "word: calm")
    change(small_world, "data/facts/folio.yml", "status: extra", "status: included")
    guide = load(small_world)
    (versus,) = guide.pairs
    different = differences(guide, versus)
    assert "current_version" not in different["facts"]
    assert "safety" not in different["judgements"]
    assert "transactions" not in different["features"]


@pytest.mark.parametrize(("lack", "differ"), [("none_published", False), ("unknown", True)])
def test_a_lack_is_an_answer(small_world: Path, lack: str, *, differ: bool) -> None:
    """Two of whom nothing is published agree; unknown is another answer than none published."""
    value = "value: https://granite.example/docs/manual"
    change(small_world, "data/facts/granite.yml", value, f"missing: {lack}\n    reason: Another one.")
    guide = load(small_world)
    assert ("manual" in differences(guide, guide.pairs[0])["facts"]) is differ
