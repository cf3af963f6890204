"""The banner of a past edition in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from built import build
from playwright.sync_api import Browser, expect
from visiting import accessibility_faults, served
from worlds import ENVIRONMENT, copy_small_world, supersede


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the small guide is served as a past edition, under its year; ends with a slash."""
    root = supersede(copy_small_world(tmp_path_factory.mktemp("worlds") / "past"))
    site = build(root, tmp_path_factory.mktemp("host") / "2025", **ENVIRONMENT)
    with served(site.folder.parent) as address:
        yield f"{address}2025/"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_banner_can_be_read_by_everyone(browser: Browser, past: str, width: int, scheme: str) -> None:
    """It must have no fault that axe knows, fit the narrowest screen, and be printed."""
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{past}databases/folio/")
        assert accessibility_faults(page, "main") == ""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.emulate_media(media="print")
        expect(page.locator(".superseded")).to_be_visible()
        expect(page.locator(".superseded a")).to_have_text("the 2026 edition")
