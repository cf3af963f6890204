"""A Chromium for every browser test, and the built sites that several of them visit."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from built import OWN_DAY, Site
from chromium import NoChromium, find_chromium
from guide.derive.guide import Guide
from guide.site.load import load_guide
from kinds import kinds
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from visiting import flawless, served, started
from worlds import REPOSITORY


@pytest.fixture(scope="session", autouse=True)
def _chromium() -> None:
    """Find or bring a Chromium once; without one say in a line how to get it, and stop."""
    try:
        with sync_playwright() as playwright:
            executable = find_chromium(playwright)
    except NoChromium as none:
        pytest.exit(str(none), returncode=1)
    if executable:
        os.environ["CHROMIUM"] = str(executable)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium with a fresh profile."""
    with started() as browser:
        yield browser


@pytest.fixture(scope="session", params=["a page of each kind", pytest.param("every page", marks=pytest.mark.nightly)])
def paths(request: pytest.FixtureRequest, site: Site) -> tuple[str, ...]:
    """The pages that a test of all pages looks at: one of each kind, and at night every single one."""
    return tuple(site.pages if request.param == "every page" else kinds(site).values())


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where the project's own guide is served; ends with a slash."""
    with served(site.folder.parent) as address:
        yield f"{address}{site.folder.name}/"


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The project's own guide, for what the build says."""
    return load_guide(REPOSITORY, OWN_DAY, {})


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window on a desk."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which no error may happen."""
    with flawless(context) as page:
        yield page
