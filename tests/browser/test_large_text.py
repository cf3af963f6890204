"""Text at twice its size on the narrowest telephone: every word is still there and can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from built import Site
from kinds import kinds
from playwright.sync_api import Browser, Page, ViewportSize
from visiting import restyle

NARROWEST = ViewportSize(width=320, height=800)

LARGE = "html { font-size: 200% !important; }"

BEYOND = """() => {
  const root = document.documentElement;
  return Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
}"""

CUT = """() => {
  const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
  const cut = (element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1);
  };
  const read = (element) => element.innerText && Math.min(element.clientWidth, element.clientHeight) > 1;
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.checkVisibility() && read(element) && cut(element))
    .map((element) => element.outerHTML.slice(0, 90));
}"""
"""Finds elements that cut text off; what is one pixel large is meant for the ear alone."""

CROWDED = """() => [...document.querySelectorAll("main *")]
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === "auto")
  .flatMap((region) => [...region.querySelectorAll("th, td")]
    .filter((cell) => getComputedStyle(cell).position === "sticky" && getComputedStyle(cell).insetInlineStart === "0px")
    .filter((cell) => cell.offsetWidth > region.clientWidth / 2)
    .slice(0, 1)
    .map((cell) => `${cell.textContent.trim()}: ${cell.offsetWidth} of ${region.clientWidth}`))"""
"""Finds regions that scroll to the side and are half covered by what stays in view."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def enlarged(page: Page, address: str) -> None:
    """Open a page on the narrowest telephone, with large text."""
    page.set_viewport_size(NARROWEST)
    page.goto(address)
    restyle(page, LARGE)


UNFOLD = """() => document.querySelectorAll("main details").forEach((fold) => (fold.open = true))"""

ASIDE = (
    "main thead :is(th, td), .samples > section ~ section, kbd, .tier header > [aria-hidden], "
    ".timeline :is(.roomy, .wide)"
)
"""What a wide screen shows and a narrow one need not."""


def said(page: Page) -> Counter[str]:
    """Return the words that are seen on a page with its folds open, each with how often.

    Left out are keys, which are named only where there are keys, heads of columns, where there are columns, what a
    wide time line says at more length, and code beside other code, of which a telephone shows one at a time.
    """
    page.evaluate(UNFOLD)
    aside = page.locator(ASIDE).filter(visible=True)
    left_out = Counter(" ".join(aside.all_text_contents()).casefold().replace(",", " ").split())
    return Counter(page.locator("body").inner_text().casefold().replace(",", " ").split()) - left_out


def test_no_page_scrolls_sideways_with_large_text(page: Page, paths: tuple[str, ...], address: str) -> None:
    """With large text only a table may scroll to the side, and its column that stays must leave half of the room."""
    for path in paths:
        enlarged(page, address + path[1:])
        assert page.evaluate(BEYOND) == 0, path
        assert page.evaluate(CROWDED) == [], path


def test_no_word_is_lost_with_large_text(page: Page, site: Site, address: str) -> None:
    """Every word that is seen on a desk must be seen on a telephone with large text, and none may be cut off."""
    for path in kinds(site).values():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address + path[1:])
        wanted = said(page)
        enlarged(page, address + path[1:])
        assert dict(wanted - said(page)) == {}, path
        assert page.evaluate(CUT) == [], path
