"""Icons in pages: seen, and not read out."""

from __future__ import annotations

from guide.pages.build import write_pages
from guide.render.icons import icon
from lxml import html
from worlds import SMALL_WORLD, load


def test_an_icon_is_drawn_in_the_colour_of_the_text_and_keeps_its_place() -> None:
    """Width and height must be given, so that nothing moves; the colour must be that of the text around it."""
    svg = html.fragment_fromstring(str(icon("material/database", 22)))
    assert (svg.get("width"), svg.get("height"), svg.get("fill")) == ("22", "22", "currentColor")
    assert svg.get("aria-hidden") == "true"
    assert [child.tag for child in svg] == ["path"]


def test_without_a_name_nothing_is_drawn() -> None:
    """A candidate needs no icon."""
    assert icon(None, 22) == ""


def test_an_icon_stands_in_the_ranking_and_over_its_page() -> None:
    """Whoever has one must show it in both places, and the others must do without."""
    pages = {page.address: html.fromstring(page.body) for page in write_pages(load(SMALL_WORLD))}
    assert pages["/"].xpath("count(//li[@id='granite']//*[@class='icon'])") == 1
    assert pages["/"].xpath("count(//*[@class='icon'])") == 1
    assert pages["/databases/granite/"].xpath("count(//h1/*[@class='icon'])") == 1
    assert pages["/databases/pebble/"].xpath("count(//*[@class='icon'])") == 0
