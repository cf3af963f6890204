"""Titles and descriptions, and how long they may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.model import titles
from worlds import change, problems


@pytest.mark.parametrize(
    ("title", "whole"),
    [("About", "About · The Drawer"), ("x" * 47, f"{'x' * 47} · The Drawer"), ("x" * 48, "x" * 48)],
)
def test_the_guides_name_stands_behind_a_title_where_there_is_room(title: str, whole: str) -> None:
    """A title is never made too long by the name of the guide."""
    assert titles.with_guide(title, "The Drawer") == whole


def test_two_names_too_long_together_are_told_at_the_longer_one(small_world: Path) -> None:
    """Each name alone may fit its own page; the page of the two names both, so the longer one has to give."""
    change(small_world, "data/facts/granite.yml", "name: Granite", f"name: {'Granite ' * 5}at last")
    change(small_world, "data/facts/folio.yml", "name: Folio", f"name: {'Folio ' * 4}again")
    (problem,) = problems(small_world)
    assert problem.startswith(
        "data/facts/granite.yml:1:7: 'name' makes the title 'Folio Folio Folio Folio again or Gran"
    )
    assert problem.endswith("; it has 81 characters, write at most 60")


def test_what_just_fits_is_left_alone(small_world: Path) -> None:
    """The limits themselves are allowed."""
    change(small_world, "content/about.md", "title: About", f"title: {'x' * titles.LONGEST_TITLE}")
    change(small_world, "content/about.md", "Who made this up.", "x" * titles.LONGEST_DESCRIPTION)
    change(small_world, "data/facts/pebble.yml", "name: Pebble", f"name: {'P' * 46}")
    assert problems(small_world) == []
