"""Former addresses in a browser: redirects with and without script, and addresses in which a former name stands."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from built import Site
from guide.site import permalinks
from playwright.sync_api import Browser, Page, expect
from visiting import accessibility_faults, folded, served, state, until
from worlds import REPOSITORY, read

OLD, NEW = "/databases/old-granite/", "/databases/granite/"


@pytest.fixture(scope="module")
def small(small_site: Site) -> Iterator[str]:
    """Where the small guide is served, under a path; ends without a slash."""
    with served(small_site.folder.parent) as address:
        yield f"{address}{small_site.folder.name}"


def landed(page: Page, small: str, address: str) -> str:
    """Return where a reader lands who asks for an address of the site."""
    page.goto(small + address)
    page.wait_for_selector("h1")
    parts = urlsplit(page.url)
    path = parts.path.removeprefix(urlsplit(small).path)
    return path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def test_every_redirect_works_without_script(browser: Browser, small: str, small_site: Site) -> None:
    """With scripting switched off, each former address must lead to its page."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        assert OLD in small_site.redirects
        for old, redirect in small_site.redirects.items():
            target = small_site.target(redirect, next(redirect.links()))
            assert target
            assert landed(page, small, old).partition("?")[0] == target[0]


@pytest.mark.parametrize("rest", ["#fact-licence", "?from=elsewhere", "?from=elsewhere#fact-licence"])
def test_a_redirect_takes_along_what_the_address_held(page: Page, small: str, rest: str) -> None:
    """A link to one cell of a page that moved must lead to that cell."""
    assert landed(page, small, OLD + rest) == NEW + rest


def test_a_step_back_leads_out_of_a_redirect(page: Page, small: str) -> None:
    """A reader who goes back must not be sent on again."""
    landed(page, small, "/about/")
    landed(page, small, f"{OLD}#fact-licence")
    page.go_back()
    expect(page).to_have_url(f"{small}/about/")


@pytest.mark.parametrize("anchor", ["/#old-granite", "/compare/folio-vs-granite/#choose-old-granite"])
def test_a_former_fragment_is_brought_to_the_top(page: Page, small: str, anchor: str) -> None:
    """A link to a place that had another name must show that place, below whatever stays in view."""
    page.set_viewport_size({"width": 390, "height": 300})
    landed(page, small, anchor)
    there = page.locator(f"#{urlsplit(anchor).fragment}")
    until(page, "window.scrollY > 0")
    assert there.evaluate("one => Math.abs(one.getBoundingClientRect().top)") < 100


def test_a_former_name_in_an_address_is_understood(page: Page, small: str) -> None:
    """A comparison that was shared under a former name must come back, and be kept under the present one."""
    page.goto(f"{small}/compare/?f=old-granite,folio")
    expect(page.locator("h1")).to_have_text("Granite or Folio")
    assert "old-granite" not in folded(page.locator("main"))
    page.get_by_label("Show what is the same, too").check()
    assert sorted(state(page)["f"].split(",")) == ["folio", "granite"]


def test_a_former_and_the_present_name_are_one(page: Page, small: str) -> None:
    """Both names in one address mean one candidate."""
    page.goto(f"{small}/compare/?f=old-granite,granite")
    expect(page.locator("#said")).to_contain_text("One chosen")


def test_a_page_that_was_taken_away_is_a_page_like_others(page: Page, small: str) -> None:
    """It says what was there, leads on, and has no fault that hinders anybody."""
    assert landed(page, small, "/databases/marble/") == "/databases/marble/"
    assert accessibility_faults(page, "html") == ""
    page.get_by_role("link", name="Everything that was taken away").click()
    expect(page.get_by_role("heading", name="Taken away")).to_be_visible()


def test_pages_understand_every_promised_parameter(page: Page, address: str) -> None:
    """A parameter on the list must be one that the page knows: of a strange value it says so, by its name."""
    lines = read(REPOSITORY, permalinks.LIST).splitlines()
    promised = [line.removeprefix("parameter ") for line in lines if line.startswith("parameter ") and "=" not in line]
    by_page: dict[str, list[str]] = {}
    for path, _, name in (line.partition("?") for line in promised):
        by_page.setdefault(path, []).append(name)
    assert len(by_page) > 2
    for path, names in by_page.items():
        page.goto(f"{address.rstrip('/')}{path}?{'&'.join(f'{name}=strange-one' for name in names)}")
        for name in names:
            expect(page.locator("main")).to_contain_text(f"“strange-one” is not one of the answers to “{name}”.")
        expect(page.locator("main")).not_to_contain_text("This page knows nothing called")
