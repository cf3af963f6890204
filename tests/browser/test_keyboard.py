"""Every kind of page by keyboard alone: what Tab reaches, in which order, and whether it is seen there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from built import Site
from kinds import kinds
from playwright.sync_api import Browser, Page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing glides, so that each stop is seen at once."""
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


def test_the_first_stop_is_the_way_past_the_header(page: Page, site: Site, address: str) -> None:
    """The first press of Tab must show a link that leads past the header, and following it must lead there."""
    for path in kinds(site).values():
        page.goto(address + path[1:])
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.get_attribute("href") == "#content", path
        box = skip.bounding_box()
        assert box, path
        assert min(box["x"], box["y"]) >= 0, path
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content", path
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('content').contains(document.activeElement)"), path
