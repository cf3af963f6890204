"""A past edition in a real browser: its form and its tables run on what was frozen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from built import Site, build, epoch
from playwright.sync_api import Browser, Page, expect
from visiting import accessibility_faults, folded, requests, served
from worlds import ERRATA, NEXT_DAY, copy_second_edition, write


@pytest.fixture(scope="module")
def second_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small guide in its second edition, under a path."""
    root = copy_second_edition(tmp_path_factory.mktemp("worlds") / "second")
    write(root, "editions/2025/errata.yml", ERRATA)
    return build(root, tmp_path_factory.mktemp("host") / "guide", SOURCE_DATE_EPOCH=epoch(NEXT_DAY))


@pytest.fixture(scope="module")
def second(second_site: Site) -> Iterator[str]:
    """Where it is served; ends with a slash."""
    with served(second_site.folder.parent) as address:
        yield f"{address}{second_site.folder.name}/"


def test_the_form_runs_on_the_frozen_rules(page: Page, second: str) -> None:
    """The rules that are fetched, and the page that a pick leads to, must be those of the past edition."""
    asked = requests(page)
    page.goto(f"{second}2025/how-to-pick/")
    page.check("[name=language][value=sql]")
    page.check("[name=effort][value=little]")
    pick = page.locator("#result h3 a")
    expect(pick).to_have_text("Pebble")
    pick.click()
    expect(page.locator("h1")).to_have_text("Pebble")
    assert page.url == f"{second}2025/databases/pebble/"
    assert [path for path in asked if path.endswith(".json")] == ["/guide/2025/data/decision.json"]


def test_the_comparison_and_the_weights_work(page: Page, second: str) -> None:
    """What a reader chooses must narrow the past table, and order the past ranking, with all that were in it."""
    page.goto(f"{second}2025/compare/?f=folio,slate")
    expect(page.locator("table.judgements tbody tr:visible")).to_have_count(2)
    expect(page.locator("#chooser [aria-live] a")).to_have_attribute("href", "folio-vs-slate/")
    page.goto(f"{second}2025/?matters=safety,reach")
    expect(page.locator("#weights [role=status]")).to_contain_text("Re-ordered by safety and reach")
    expect(page.locator(".ranks > li")).to_have_count(4)


def test_the_search_leads_to_the_current_edition(page: Page, second: str) -> None:
    """From a past page the search must find what stands now."""
    page.goto(f"{second}2025/databases/folio/")
    page.keyboard.press("/")
    page.locator("dialog input[type=search]").fill("pebble")
    page.locator("dialog ol a").first.click()
    expect(page.locator("h1")).to_have_text("Pebble")
    assert page.url == f"{second}databases/pebble/"


@pytest.mark.parametrize(
    ("cited", "leads"),
    [
        ("2026/how-to-pick/?language=sql#result", "how-to-pick/?language=sql#result"),
        ("2026/databases/pebble/#fact-since", "databases/pebble/#fact-since"),
        ("2026/databases/pebble/", "databases/pebble/"),
        ("databases/slate/#facts", "2025/databases/slate/#facts"),
    ],
)
def test_a_redirect_takes_along_what_stands_behind_the_address(page: Page, second: str, cited: str, leads: str) -> None:
    """A citation of one cell, or of an answer, must arrive there and not at the top of the page."""
    page.goto(second + cited, wait_until="commit")
    page.wait_for_url(second + leads)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_marks_can_be_read_by_everyone(browser: Browser, second: str, width: int, scheme: str) -> None:
    """Mark and errata must have no fault that axe knows, fit the narrowest screen, and be printed."""
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{second}2025/databases/folio/")
        assert accessibility_faults(page, "main") == ""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.emulate_media(media="print")
        assert folded(page.locator(".past")).startswith("This is the 2025 edition")
        expect(page.locator(".errata")).to_be_visible()
