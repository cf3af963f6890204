"""Addresses and links that are none, and characters that no one sees: refused, or without effect."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide.model.problems import InvalidGuide
from guide.pages.build import write_pages
from guide.site.load import load_guide
from hostile import Leaf, leaves, left_standing
from worlds import TODAY, load, problems, read, write

ADDRESSES = (
    "javascript:alert(document)",
    "data:text/html,<script>alert(document)</script>",
    "http://plain.example/",
    "//other.example/",
    "/inside/",
    "https:",
    "https://",
    "https:///path",
    "https://a.example/ b",
    'https://a.example/" onmouseover="alert(document)',
    "https://a.example/'",
    "https://a.example/<script>",
    "https://a.example/\\",
    " https://a.example/",
    "https://a.example/\n",
    "https://[",
    "vbscript:x",
)


@pytest.mark.parametrize("turn", [0, 5])
def test_every_address_must_be_a_whole_https_address(small_world: Path, turn: int) -> None:
    """No field that becomes a link may hold anything else, wherever it stands."""
    links = [leaf for leaf in leaves(small_world) if leaf.text.startswith("https://")]
    assert len(links) > len(ADDRESSES)
    changed = {leaf: ADDRESSES[(number + turn) % len(ADDRESSES)] for number, leaf in enumerate(links)}
    assert left_standing(small_world, changed) == set()


@pytest.mark.parametrize("key", ["site", "repository"])
@pytest.mark.parametrize("end", ["#a", "?a=b", "?", "#"])
def test_an_address_that_others_begin_with_can_be_gone_on(small_world: Path, key: str, end: str) -> None:
    """What is put behind a query or a fragment is a part of that, and every address of the site would be the same."""
    edition = read(small_world, "data/edition.yml")
    changed = re.sub(rf"^{key}: .*$", f'{key}: "https://a.example/{end}"', edition, flags=re.MULTILINE)
    write(small_world, "data/edition.yml", changed)
    (problem,) = problems(small_world)
    assert "cannot be gone on" in problem
    write(small_world, "data/edition.yml", edition)
    with pytest.raises(InvalidGuide, match=f"GUIDE_{key.upper()}"):
        load_guide(small_world, TODAY, {f"GUIDE_{key.upper()}": f"https://a.example/{end}"})


@pytest.mark.parametrize("leaf", ["facts: name", "opinions: verdict"])
def test_control_characters_do_not_lose_a_page_its_title(small_world: Path, leaf: str) -> None:
    """A character that no one sees must not cost a page its title or its description."""
    odd = "\x7f\x85\u2028\u2029\u200b\ufeff\u202e"
    changed: dict[Leaf, str] = {text: f"{text.text}{odd}end" for text in leaves(small_world) if text.kind == leaf}
    left_standing(small_world, changed)
    for page in write_pages(load(small_world)):
        assert page.title
        assert page.description
