"""The pictures of shared links."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from guide.pages import social_cards
from guide.pages.page import Page
from guide.render import font_metrics
from guide.site.build import publish
from PIL import Image
from worlds import TODAY, change

pytestmark = pytest.mark.slow

REGULAR, BOLD = "Inter-Regular.otf", "Inter-Bold.otf"
LONG = "Take the drawer that your team already knows how to open, unless nobody has opened it since the spring."


def _page(root: Path, address: str) -> tuple[social_cards.Card, Page]:
    """Return the card of a page, and the page."""
    publication = publish(root, TODAY, {})
    page = next(page for page in publication.pages if page.address == address)
    guide = publication.guide
    return social_cards.card(guide, page, social_cards.levels(guide, address), social_cards.chart(guide, address)), page


@pytest.mark.parametrize("width", [200, 400, 1040])
@pytest.mark.parametrize(
    "text", [LONG, "Pneumonoultramicroscopicsilicovolcanoconiosis " * 2, "W" * 300, "", "   a  b "]
)
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    """A text must keep to its width, whatever its words; and none of it may be lost."""
    for lines in (
        tuple(font_metrics.wrapped(text, 38, REGULAR, width)),
        font_metrics.balanced(text, 38, REGULAR, width),
    ):
        assert all(font_metrics.cut(line, 38, REGULAR, width) == line for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_no_word_is_left_alone_on_the_last_line() -> None:
    """Balanced lines are as many as others, and about as long as each other."""
    greedy = tuple(font_metrics.wrapped(LONG, 38, REGULAR, 900))
    lines = font_metrics.balanced(LONG, 38, REGULAR, 900)
    assert len(lines) == len(greedy)
    assert min(map(len, lines)) > min(map(len, greedy))


def test_a_text_that_does_not_fit_is_cut_with_a_mark() -> None:
    """Whoever sees a part of a text must see that it is one."""
    assert font_metrics.cut("Short", 38, REGULAR, 400) == "Short"
    cut = font_metrics.cut(LONG, 38, REGULAR, 400)
    assert cut.endswith(" …")
    assert LONG.startswith(cut.removesuffix(" …"))


def test_the_card_of_a_candidate_has_rank_name_and_verdict(small_world: Path) -> None:
    """These three are why somebody follows the link."""
    card, page = _page(small_world, "/databases/pebble/")
    assert (card.numeral, card.title, " ".join(card.text)) == ("2", ("Pebble",), page.lead)


def test_the_card_of_a_candidate_has_its_ratings(small_world: Path) -> None:
    """The strip tells good, middle and poor in the order of the criteria; other cards have none."""
    assert _page(small_world, "/databases/pebble/")[0].levels == "10"
    assert not _page(small_world, "/")[0].levels


def test_a_timeline_stands_in_the_place_of_the_text(small_world: Path) -> None:
    """Each row must be seen, as many as there is room for above the address at the foot."""
    publication = publish(small_world, TODAY, {})
    page = next(page for page in publication.pages if page.address == "/")
    kinds = (("fixes", 0.0, 40.0), ("paid", 40.0, 80.0)), (("open", 0.0, 100.0),), (("nothing", 0.0, 100.0),)
    rows = tuple((f"Pebble {number}", bars) for number, bars in enumerate(kinds * 9))
    card = social_cards.card(publication.guide, page, "", ("Support", rows))
    assert not card.text
    assert 3 <= len(card.rows) < len(rows)
    assert card.text_top - 50 + len(card.rows) * 21 <= 550
    pictures = [social_cards.picture(replace(card, rows=card.rows[:number])) for number in range(4)]
    assert len(set(pictures)) == len(pictures)


def test_each_sentence_of_a_headline_starts_a_line(small_world: Path) -> None:
    """Two short sentences must not run into each other."""
    headline = "[Open what you know., And keep the key to it.]"
    change(small_world, "data/edition.yml", "[Take the drawer that your team already knows how to open.]", headline)
    assert _page(small_world, "/")[0].title == ("Open what you know.", "And keep the key to it.")


@pytest.mark.parametrize(
    ("path", "old", "new", "address"),
    [
        ("data/facts/pebble.yml", "name: Pebble", f"name: {'Pebble ' * 6}so", "/databases/pebble/"),
        ("data/facts/pebble.yml", "name: Pebble", f"name: {'P' * 46}", "/databases/pebble/"),
        ("data/edition.yml", "name: The Quiet Drawer", f"name: {'Drawer ' * 8}so", "/about/"),
        (
            "data/opinions/pebble.yml",
            "One file, no server, few worries.",
            f"{LONG} {LONG} {LONG}",
            "/databases/pebble/",
        ),
        ("data/edition.yml", "drawer.example/guide/", f"drawer.example/{'guide-' * 20}/", "/about/"),
    ],
)
def test_however_long_a_text_is_the_card_has_room(
    small_world: Path, path: str, old: str, new: str, address: str
) -> None:
    """Neither may a text run into what stands beneath it, nor may there be more lines than fit."""
    change(small_world, path, old, new)
    card, _ = _page(small_world, address)
    last = card.top + (len(card.title) - 1) * card.title_leading
    assert last < card.text_top - 60
    assert card.text
    assert card.text_top + (len(card.text) - 1) * 52 <= 522


def test_a_picture_is_of_its_card_alone(small_world: Path) -> None:
    """The same card must give the same bytes; each thing that stands on it must be seen."""
    card, _ = _page(small_world, "/databases/pebble/")
    picture = social_cards.picture(card)
    assert picture == social_cards.picture(replace(card))
    others: dict[str, Any] = {
        "name": "N",
        "year": "Y",
        "numeral": "9",
        "title": ("T",),
        "text": ("T",),
        "foot": "F",
        "indent": 400,
    }
    assert picture not in [social_cards.picture(replace(card, **{key: value})) for key, value in others.items()]


def test_a_picture_has_the_size_that_pages_promise(small_world: Path) -> None:
    """The head of each page says 1200 by 630, and the colours must be those of the site."""
    picture = Image.open(BytesIO(social_cards.picture(_page(small_world, "/")[0]))).convert("RGB")
    assert picture.size == (1200, 630)
    assert (picture.getpixel((600, 4)), picture.getpixel((4, 600))) == ((0x0B, 0x6B, 0x57), (0xFB, 0xFA, 0xF7))


def test_a_line_is_as_wide_as_it_was_measured(small_world: Path) -> None:
    """Letters must stand side by side, where the widths put them: what was measured is what is seen."""
    card = replace(_page(small_world, "/")[0], text=("Many letters on one line",), text_top=450, foot="")
    picture = Image.open(BytesIO(social_cards.picture(card))).convert("L")
    ink = picture.crop((0, 410, 1200, 462)).point(lambda shade: 255 if shade < 128 else 0).getbbox()
    width = font_metrics.advance(card.text[0], REGULAR) * 38
    assert ink is not None
    assert ink[0] == pytest.approx(80, abs=6)
    assert ink[2] == pytest.approx(80 + width, abs=6)
