"""Links to a place, citations, badges and cards, as readers and other people's pages have them in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from built import Site
from playwright.sync_api import Browser, BrowserContext, Page, expect
from visiting import accessibility_faults, flawless, folded, served, until

SHOWN = "link => getComputedStyle(link, '::after').visibility === 'visible'"
"""Whether the mark behind a link to its own place is seen."""


@pytest.fixture
def candidate(page: Page, site: Site, address: str) -> Page:
    """The page of the first candidate."""
    page.goto(address + site.page_of(site.candidates[0]).address[1:])
    return page


def test_a_row_shows_its_link_and_gives_its_address(candidate: Page) -> None:
    """Over a row its mark appears, nothing moves for it, and a press puts the address of the row where it is copied."""
    candidate.locator("section.facts summary").first.click()
    row = candidate.locator("tr[id^=fact-]").first
    link = row.locator("a.own")
    row.scroll_into_view_if_needed()
    before = row.bounding_box()
    assert not link.evaluate(SHOWN)
    row.locator("td").hover()
    assert link.evaluate(SHOWN)
    assert row.bounding_box() == before
    link.click()
    assert candidate.url.endswith(f"#{row.get_attribute('id')}")


def test_a_heading_shows_its_link_to_the_keyboard(candidate: Page) -> None:
    """A heading takes the focus, shows its mark then, and Enter puts its address where it is copied."""
    link = candidate.locator("h2#hurts a.own")
    assert not link.evaluate(SHOWN)
    candidate.locator("dl.weaknesses dt a.own").first.focus()
    for _ in range(20):
        candidate.keyboard.press("Shift+Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert link.evaluate(SHOWN)
    candidate.keyboard.press("Enter")
    assert candidate.url.endswith("#hurts")


def test_every_link_to_a_place_is_large_enough(candidate: Page) -> None:
    """A link to a heading or a row is 24 pixels high at the least."""
    low = candidate.locator("a.own").evaluate_all(
        "links => links.filter(link => link.getBoundingClientRect().height < 24).map(link => link.hash)"
    )
    assert low == []


def test_without_a_mouse_the_marks_are_seen(browser: Browser, site: Site, address: str) -> None:
    """On a telephone nothing hovers, so the marks are there from the start."""
    with browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(address + site.page_of(site.candidates[0]).address[1:])
        assert page.locator("a.own").evaluate_all(f"links => links.every({SHOWN})")


def test_a_press_selects_a_citation_whole(candidate: Page) -> None:
    """One press on a citation selects all of it, without script, so that it can be copied."""
    candidate.locator("#cite summary").click()
    text = candidate.locator("#cite pre").nth(1)
    text.click(position={"x": 30, "y": 30})
    selected = str(candidate.evaluate("String(getSelection())"))
    assert selected.strip() == (text.text_content() or "").strip()


def test_nothing_is_fetched_until_it_is_unfolded(page: Page, site: Site, address: str) -> None:
    """Badge and card come when a reader unfolds them, and then they are seen."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + site.page_of(site.candidates[0]).address[1:], wait_until="networkidle")
    assert [one for one in asked if "/badge/" in one or "/embed/" in one] == []
    page.locator("#badge summary").click()
    image = page.locator("#badge img")
    image.scroll_into_view_if_needed()
    until(page, "document.querySelector('#badge img').naturalWidth > 100")
    page.locator("#card summary").click()
    expect(page.frame_locator("#card iframe").locator("h1")).to_be_visible()
    assert accessibility_faults(page, ".citing") == ""


@pytest.fixture
def elsewhere(context: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    """A page on another host, which may complain of nothing."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><link rel=icon href=data:,><title>Elsewhere</title><main></main>", encoding="utf-8"
    )
    complaints: list[str] = []
    with served(tmp_path) as other, flawless(context) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(other)
        yield page
    assert complaints == []


def _shown_as_pasted(page: Page, site: Site, address: str, sandbox: str = "") -> None:
    """Put the first candidate's card on a page as its snippet says, from where the guide is served."""
    snippet = site.page_of(site.candidates[0]).one("//details[@id='card']//pre/code").text_content()
    page.evaluate("html => document.querySelector('main').setHTMLUnsafe(html)", snippet.replace(site.address, address))
    if sandbox:
        page.evaluate("value => document.querySelector('iframe').setAttribute('sandbox', value)", sandbox)
        page.evaluate("document.querySelector('iframe').replaceWith(document.querySelector('iframe').cloneNode())")


@pytest.mark.parametrize("sandbox", ["", "allow-popups"])
def test_a_card_shows_in_a_sandboxed_frame(elsewhere: Page, site: Site, address: str, sandbox: str) -> None:
    """In a frame that may run no script, a card shows the rank, and its link opens the page in a window of its own."""
    first = site.candidates[0]
    _shown_as_pasted(elsewhere, site, address, sandbox)
    card = elsewhere.frame_locator("iframe")
    expect(card.locator("h1")).to_contain_text(first["name"])
    assert first["verdict"] in folded(card.locator("main"))
    assert elsewhere.evaluate("document.querySelector('iframe').contentDocument") is None
    with elsewhere.expect_popup() as opened:
        card.locator("a").click()
    expect(opened.value.locator("h1")).to_have_text(first["name"])
    opened.value.close()


@pytest.mark.parametrize("width", [280, 600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_fits_its_frame(browser: Browser, site: Site, address: str, width: int, scheme: str) -> None:
    """Narrow or wide, light or dark, no card scrolls to the side and axe has nothing against it."""
    with browser.new_context(
        viewport={"width": width, "height": 320}, color_scheme="dark" if scheme == "dark" else "light"
    ) as context:
        page = context.new_page()
        for path in site.embedded:
            page.goto(address + path[1:])
            assert page.evaluate("document.documentElement.scrollWidth") == width, path
        assert accessibility_faults(page, "html") == ""
        paper = str(page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor"))
        assert paper == {"light": "rgb(251, 250, 247)", "dark": "rgb(17, 19, 22)"}[scheme]


def test_a_badge_is_a_picture_on_any_page(elsewhere: Page, site: Site, address: str) -> None:
    """A badge that is pasted as it stands shows on another site, at the height that was asked for."""
    snippet = site.page_of(site.candidates[0]).one("(//details[@id='badge']//pre/code)[2]").text_content()
    elsewhere.evaluate(
        "html => document.querySelector('main').setHTMLUnsafe(html)", snippet.replace(site.address, address)
    )
    image = elsewhere.get_by_role("img", name=site.candidates[0]["name"])
    until(elsewhere, "document.querySelector('img').naturalWidth > 100")
    box = image.bounding_box()
    assert box
    assert box["height"] == 24
