"""The sentence that a reader completes on the first page: the pick stands under it, and leads to its reasons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from guide.decision import evaluate
from guide.derive.guide import Guide
from playwright.sync_api import Browser, Page, expect
from visiting import flawless, folded

SENTENCE = "#sentence"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context, flawless(context) as page:
        page.goto(address)
        yield page


def test_every_completion_shows_what_the_rules_say(page: Page, guide: Guide) -> None:
    """Whatever is chosen, the names under the sentence must be those that the rules end in."""
    for answers in [glance.answers for row in guide.at_a_glance().values() for glance in row][::3]:
        for key, option in answers.items():
            page.locator(f"{SENTENCE} [name={key}]").select_option(option)
        outcome = evaluate.decide(guide.decision, evaluate.completed(guide.decision, answers))
        names = " or ".join(guide.by_slug[slug].name for slug in (outcome.nearest or outcome).picks)
        expect(page.locator(".picked")).to_have_text(f"Not ranked here. Nearest: {names}" if outcome.nearest else names)


def test_the_first_screen_of_a_phone_has_answer_and_price(page: Page) -> None:
    """Without scrolling a reader must see what this is, a pick, what it costs, and the way to the reasons."""
    for part in (
        page.locator("h1"),
        page.locator(".picked"),
        page.locator(".because"),
        page.get_by_role("button", name="Why"),
    ):
        bounds = part.bounding_box()
        assert bounds
        assert bounds["y"] + bounds["height"] <= 844


@pytest.mark.parametrize("scripting", [True, False])
def test_the_button_leads_to_the_answer(browser: Browser, address: str, *, scripting: bool) -> None:
    """With and without script the button must carry both answers to the page that explains them."""
    with browser.new_context(java_script_enabled=scripting) as context, flawless(context) as page:
        page.goto(address)
        assert page.locator(".pick").is_visible() == scripting
        wanted = [gap.evaluate("gap => gap.options[2].value") for gap in page.locator(f"{SENTENCE} select").all()]
        for gap, option in zip(page.locator(f"{SENTENCE} select").all(), wanted, strict=True):
            gap.select_option(option)
        page.click(f"{SENTENCE} button")
        expect(page).to_have_url(f"{address}how-to-pick/?language={wanted[0]}&product={wanted[1]}")


def test_a_pick_that_cannot_be_known_is_not_shown(page: Page) -> None:
    """If the script for another answer does not come, the old pick must go: it would be wrong."""
    page.route("**/ranking/sentence.js", lambda route: route.abort())
    assert folded(page.locator(".picked"))
    page.locator(f"{SENTENCE} select").first.select_option(index=0)
    expect(page.locator(".picked")).to_be_hidden()
