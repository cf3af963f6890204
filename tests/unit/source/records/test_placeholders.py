"""Blanks: where somebody still has to write something; more cases are tabled in `spoilt.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.source.records.yaml_reader import find_blank
from worlds import change, problems, write


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("BLANK", 0),
        ("BLANK: What is it?", 0),
        ("It is BLANK, they say.", 6),
        ("https://BLANK.example/", 8),
        ("blank", -1),
        ("Blanket BLANKET", -1),
        ("The word `BLANK` itself", -1),
    ],
)
def test_a_blank_is_a_word_in_capitals(text: str, place: int) -> None:
    """Wherever the word stands it is found; where it is only talked about, it stands as code."""
    assert find_blank(text) == place


def test_blanks_in_prose_carry_their_own_question(small_world: Path) -> None:
    """A heading, a paragraph and the head of a page can be blank; a question behind the word is what is told."""
    path = "content/databases/slate.md"
    text = "---\ndescription: BLANK\n---\n\n## BLANK {#what}\n\nBLANK: What is it?\n\nMore BLANK.\n\n```\nBLANK\n```\n"
    write(small_world, path, text)
    told = [problem.removeprefix(f"{path}:") for problem in problems(small_world) if problem.startswith(path)]
    assert [problem for problem in told if "blank" in problem] == [
        "2:14: 'description' is still blank; For search engines; at most 155 characters.",
        "5:4: the heading is still blank; write in a few words what the section says",
        "7:1: the text is still blank; What is it?",
        "9:6: the text is still blank; write it in its place",
    ]


def test_a_fault_beside_a_blank_is_told_as_well(small_world: Path) -> None:
    """A blank hides nothing but itself."""
    change(small_world, "data/opinions/pebble.yml", "rank: 2", "rank: BLANK")
    change(small_world, "data/opinions/pebble.yml", "tier: default", "teir: default")
    assert [problem.split(": ", 1)[1][:12] for problem in problems(small_world)] == [
        "'rank' is st",
        "'teir' is no",
    ]
