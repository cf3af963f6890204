"""Badges: small pictures that stay whole with any name and in any font."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from guide.exports import badges
from guide.exports.embeds import files as cards
from worlds import SMALL_WORLD, change, load

SVG = "{http://www.w3.org/2000/svg}"


def drawn(root: Path, slug: str) -> ET.Element:
    """Return the badge of a candidate, parsed."""
    return ET.fromstring(badges.files(load(root))[f"badge/2025/{slug}.svg"])  # noqa: S314 - written by the guide itself


def test_every_candidate_has_a_badge_in_its_edition() -> None:
    """The address of a badge names the edition: a later one has badges of its own."""
    assert badges.files(load(SMALL_WORLD)).keys() == {
        "badge/2025/granite.svg",
        "badge/2025/pebble.svg",
        "badge/2025/folio.svg",
    }


def test_a_badge_says_its_rank_to_everyone() -> None:
    """Whoever sees it reads the guide and the rank; whoever does not is told them, with the name."""
    badge = drawn(SMALL_WORLD, "pebble")
    assert [text.text for text in badge.iter(f"{SVG}text")] == ["The Quiet Drawer 2025", "no. 2 of 3"]
    assert badge.get("role") == "img"
    assert badge.findtext(f"{SVG}title") == "Pebble: no. 2 of 3 in The Quiet Drawer, 2025 edition"


@pytest.mark.parametrize(
    "name", ["The Quiet Drawer", "Q", "A guide with a very long name, for all who need one", "数据库"]
)
def test_the_words_fit_in_any_font(small_world: Path, name: str) -> None:
    """Each text has a width that its letters are fitted to, and no text reaches into the next part or out."""
    change(small_world, "data/edition.yml", "name: The Quiet Drawer", f"name: {name}")
    badge = drawn(small_world, "granite")
    guide, rank = badge.iter(f"{SVG}text")
    ends = [float(text.get("x", "")) + float(text.get("textLength", "")) for text in (guide, rank)]
    assert ends[0] < float(rank.get("x", ""))
    assert ends[1] < float(badge.get("width", ""))


def test_a_badge_is_whole_with_any_name(small_world: Path) -> None:
    """Markup in a name is text on a badge."""
    name = '</title><script>alert("&")</script>'
    change(small_world, "data/facts/granite.yml", "name: Granite", f"name: '{name}'")
    badge = drawn(small_world, "granite")
    assert str(badge.findtext(f"{SVG}title")).startswith(name)
    assert list(badge.iter(f"{SVG}script")) == []


def test_a_card_is_whole_with_any_name(small_world: Path) -> None:
    """Markup in a name is text on a card."""
    change(small_world, "data/facts/granite.yml", "name: Granite", "name: </title><script>x</script>")
    card = cards(load(small_world))["embed/granite/index.html"]
    assert "<script" not in card
    assert "&lt;/title&gt;&lt;script&gt;" in card
