"""The address of the page of the rules: every answer is a step in it, and it brings the answers back."""

from __future__ import annotations

import pytest
from answering import FORM, PAGE, RESULT, STATE, TITLE, answer, answered, case, checked
from guide.derive.guide import Guide
from playwright.sync_api import Browser, BrowserContext, Page, expect
from scripting import evaluated, script_page
from visiting import flawless, folded, requests, state

PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def address(address: str) -> str:
    """The address of the page of the rules."""
    return address + PAGE[1:]


def test_every_answer_is_a_step_in_the_address(page: Page, address: str, guide: Guide) -> None:
    """The address must hold the answers in the order of the questions, and back and forward must go through them."""
    answers, _ = case(guide, "with a runner-up")
    page.goto(address)
    asking = folded(page.locator(TITLE))
    before = page.evaluate("history.length")
    given: dict[str, str] = {}
    for question, option in answers.items():
        answer(page, {question: option})
        given[question] = option
        expect(page).to_have_url(answered(address, given))
    expect(page.locator(RESULT)).to_be_visible()
    page.wait_for_load_state("networkidle")  # The rules, for which the last answers may have waited.
    page.evaluate(PAINTED)
    assert page.evaluate("history.length") == before + len(answers)
    title, text = folded(page.locator(TITLE)), folded(page.locator(RESULT))
    page.go_back()
    last = list(answers)[-1]
    page.wait_for_url(answered(address, {key: answers[key] for key in answers if key != last}))
    page.go_forward()
    page.wait_for_url(answered(address, answers))
    page.reload()
    expect(page.locator(TITLE)).to_have_text(title)
    page.evaluate(PAINTED)
    assert (checked(page), folded(page.locator(RESULT))) == (answers, text)
    for _ in answers:
        page.go_back()
    expect(page.locator(TITLE)).to_have_text(asking)
    expect(page.locator(RESULT)).to_be_hidden()
    assert (page.url, checked(page)) == (address, {})


def test_the_copied_link_leads_to_the_answer(context: BrowserContext, address: str, guide: Guide) -> None:
    """The link that is copied must show the same answer, within view, to whoever opens it."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    answers, _ = case(guide, "a tie")
    with flawless(context) as page:
        page.goto(answered(address, answers))
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator(f"{RESULT} [role=status]")).to_contain_text("Copied")
        copied, title = page.evaluate("navigator.clipboard.readText()"), folded(page.locator(TITLE))
    with flawless(context) as other:
        other.goto(copied)
        expect(other.locator(TITLE)).to_have_text(title)
        expect(other.locator(TITLE)).to_be_in_viewport()
        assert checked(other) == answers


READ = """
const { read, written } = await import("/scripts/shared/address.js");
const known = { size: ["small", "big"], colour: ["red", "blue"] };
const former = { colour: new Map([["crimson", "red"]]) };
return given.map((query) => {
  history.replaceState(null, "", `/how-to-pick/${query}`);
  const { state, strange } = read(known, former);
  return [written(state), ...strange];
});
"""

ADDRESSES = {
    "?colour=red&size=big": ["?size=big&colour=red"],
    "?size=big,small&size=small": ["?size=big,small"],
    "?colour=crimson": ["?colour=red"],
    "?size=": [""],
    "?size=nonsense": ["", "“nonsense” is not one of the answers to “size”."],
    "?size=nonsense,big": ["?size=big", "“nonsense” is not one of the answers to “size”."],
    "?nonsense=big": [""],
    "?sise=big&siz=big": ["", "This page knows nothing called “siz”; did you mean “size”?"],
    "?__proto__=big&constructor=big": [""],
    "?size=__proto__": ["", "“__proto__” is not one of the answers to “size”."],
    "?size=%3Cscript%3E": ["", "“<script>” is not one of the answers to “size”."],
    "?%E0%A4%A": [""],
}
"""What may stand behind the address of a page, what is kept of it in its fixed order, and what is said of the rest."""


def test_an_address_is_read_as_far_as_it_is_known(browser: Browser) -> None:
    """What the page does not know must be named and left out; the rest must hold, under its present names."""
    with script_page(browser) as page:
        found = evaluated(page, READ, *ADDRESSES)
    assert dict(zip(ADDRESSES, found, strict=True)) == {
        query: [f"/how-to-pick/{kept}", *strange] for query, (kept, *strange) in ADDRESSES.items()
    }


def test_what_the_address_holds_in_vain_is_said(page: Page, address: str, guide: Guide) -> None:
    """What the form does not know must leave it empty and be named as text, and must not load the rules."""
    question = next(iter(guide.decision.questions))
    asked = requests(page)
    page.goto(f"{address}?{question}=%3Cimg src=x%3E")
    page.wait_for_load_state("networkidle")
    expect(page.locator(f"{RESULT} .strange")).to_have_text(f"“<img src=x>” is not one of the answers to “{question}”.")
    assert checked(page) == {}
    assert not any(name.endswith(".json") for name in asked)


def test_an_address_that_cannot_be_read_leaves_the_form_empty(page: Page, address: str) -> None:
    """A broken escape must not stop the page."""
    page.goto(f"{address}?%E0%A4%A")
    expect(page.locator(FORM)).to_be_visible()
    assert checked(page) == {}


def test_the_good_part_of_an_address_counts(page: Page, address: str, guide: Guide) -> None:
    """A bad answer in the address must not take the good ones with it, and what is missing must be named."""
    (good, question), (bad, _) = list(guide.decision.questions.items())[:2]
    one, other = list(question.options)[-2:]
    page.goto(f"{address}?{bad}=nonsense&{good}={other},{one}")
    expect(page.locator(f"{RESULT} h2").first).to_be_visible()
    assert checked(page) == {good: other}
    note = folded(page.locator(f"{RESULT} .strange"))
    assert "“nonsense”" in note
    assert f"“{good}” is answered more than once; “{other}” counts." in note
    assert note.endswith("The rest is kept.")
    answer(page, {bad: next(iter(guide.decision.questions[bad].options))})
    expect(page.locator(f"{RESULT} .strange")).to_have_count(0)
    assert list(state(page)) == [good, bad]


def test_starting_again_clears_the_address(page: Page, address: str, guide: Guide) -> None:
    """The reset button must take away answers, result and state."""
    page.goto(answered(address, case(guide, "one pick")[0]))
    expect(page.locator(STATE)).to_contain_text("Settled")
    page.get_by_role("button", name="Start again").press("Enter")
    expect(page.locator(RESULT)).to_be_hidden()
    assert (page.url, checked(page)) == (address, {})
