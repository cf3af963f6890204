"""The button that switches the colours."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from visiting import flawless

Scheme = Literal["light", "dark"]

SCHEME = "document.documentElement.dataset.scheme ?? 'system'"
STORED = "localStorage.getItem('scheme')"
BUTTON = "#palette"
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


@pytest.mark.parametrize(("system", "order"), [("light", ["dark", "light"]), ("dark", ["light", "dark"])])
def test_each_press_leads_to_the_next_choice(browser: Browser, address: str, system: Scheme, order: list[str]) -> None:
    """The first press must change what is seen, the third must give the choice back to the system."""
    with browser.new_context(color_scheme=system) as context, flawless(context) as page:
        page.goto(address)
        button, first = page.locator(BUTTON), background(page)
        expect(button).to_have_attribute("title", re.compile(r"^Theme: System\."))
        button.click()
        assert (page.evaluate(SCHEME), page.evaluate(STORED)) == (order[0], order[0])
        assert background(page) != first
        button.click()
        assert (page.evaluate(SCHEME), page.evaluate(STORED)) == (order[1], order[1])
        assert background(page) == first
        button.click()
        assert (page.evaluate(SCHEME), page.evaluate(STORED)) == ("system", None)


def test_the_choice_is_kept_and_set_before_anything_is_drawn(browser: Browser, address: str) -> None:
    """A choice must hold on the next page, even before the button's own script has come."""
    with browser.new_context(color_scheme="light") as context, flawless(context) as page:
        page.goto(address)
        page.locator(BUTTON).click()
        page.route("**/palette.js", lambda route: route.abort())
        page.goto(f"{address}compare/")
        assert page.evaluate(SCHEME) == "dark"


def test_the_name_of_the_button_says_what_a_press_does(browser: Browser, address: str) -> None:
    """A sign has no words: the name and the tip say what holds and what comes next, also after the system changed."""
    with browser.new_context(color_scheme="light") as context, flawless(context) as page:
        page.goto(address)
        button = page.locator(BUTTON)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            said = f"Theme: System. Change to {'Dark' if scheme == 'light' else 'Light'}"
            expect(button).to_have_accessible_name(said)
            expect(button).to_have_attribute("title", said)
        button.click()
        expect(button).to_have_accessible_name("Theme: Light. Change to Dark")


def test_a_browser_without_storage_switches_all_the_same(browser: Browser, address: str) -> None:
    """Where storage is forbidden the button must still work, and nothing may fail."""
    with browser.new_context(color_scheme="light") as context, flawless(context) as page:
        page.add_init_script(
            """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no") } })"""
        )
        page.goto(address)
        page.locator(BUTTON).click()
        assert page.evaluate(SCHEME) == "dark"


def test_without_script_there_is_no_button(browser: Browser, address: str) -> None:
    """Without scripting a button that does nothing must not be seen."""
    with browser.new_context(java_script_enabled=False) as context, flawless(context) as page:
        page.goto(address)
        expect(page.locator(BUTTON)).to_be_hidden()
