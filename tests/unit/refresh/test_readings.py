"""The order of versions."""

from __future__ import annotations

import pytest
from guide.refresh.readings import is_later, is_meant, is_within, numbers


def test_versions_are_in_order() -> None:
    """Ten comes after nine, and zeros at the end say nothing."""
    assert numbers("7.10") > numbers("7.9.9")
    assert numbers("11.0.0") == numbers("11") < numbers("11.0.1")
    assert numbers("0.0") == numbers("0") == (0,)


@pytest.mark.parametrize(("version", "within"), [("4.1.7", True), ("4.1", True), ("4.10", False), ("4", False)])
def test_a_version_belongs_to_its_cycle(version: str, *, within: bool) -> None:
    """A cycle is told by whole numbers, not by letters."""
    assert is_within(version, "4.1") is within


@pytest.mark.parametrize(
    ("version", "held", "is_same", "is_newer"),
    [
        ("13.4.1", "13", True, False),
        ("14.0", "13", False, True),
        ("7.10.3", "7.10", False, True),
        ("7.10", "7.10.0", True, False),
        ("7.9.9", "7.10", False, False),
        ("8.0", "8.0 long-term", False, False),
    ],
)
def test_a_single_number_stands_for_its_line(version: str, held: str, *, is_same: bool, is_newer: bool) -> None:
    """A record that says 13 means all that begin with it; a longer version means itself, and words mean none."""
    assert (is_meant(version, held), is_later(version, held)) == (is_same, is_newer)
