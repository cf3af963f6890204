"""One writer a path."""

from __future__ import annotations

import pytest
from guide.derive.writers import TwoWriters, merged


def test_parts_that_keep_apart_are_put_together() -> None:
    """Every file of every part is there, and a folder may hold files of several."""
    assert merged([("one", {"a/x": 1}), ("other", {"a/y": 2, "b": 3})]) == {"a/x": 1, "a/y": 2, "b": 3}


@pytest.mark.parametrize(
    ("path", "rival"),
    [
        ("feeds/a.xml", "feeds/a.xml"),
        ("feeds/a.xml", "Feeds/A.xml"),
        ("straße.txt", "STRASSE.txt"),
        ("data", "data/facts.csv"),
        ("DATA/facts.csv/more", "data/facts.csv"),
    ],
)
def test_two_for_one_place_are_named(path: str, rival: str) -> None:
    """The same path, one that a disk takes for the same, and a file where a folder is needed: both writers are told."""
    with pytest.raises(TwoWriters, match="the one writer") as told:
        merged([("the one writer", {path: 1}), ("the other writer", {rival: 2})])
    assert "the other writer" in str(told.value)
    assert f"'/{path}'" in str(told.value)
