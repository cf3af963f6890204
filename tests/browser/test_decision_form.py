"""The form on the page of the rules, as a reader uses it: answers, result, and its manners."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from answering import (
    FORM,
    GROUNDS,
    PAGE,
    RESULT,
    answer,
    answered,
    case,
    checked,
    home,
    labels,
    links,
    said,
    settled,
    shown,
    widest,
)
from guide.decision.evaluate import decide, influence, possible_outcomes
from guide.derive.guide import Guide
from guide.model import formats
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from visiting import accessibility_faults, flawless, folded, requests, restyle, state


@pytest.fixture(scope="module")
def address(address: str) -> str:
    """The address of the page of the rules."""
    return address + PAGE[1:]


# The result


@pytest.mark.parametrize("kind", ["with a runner-up", "a tie", "outside the guide", "with a caution"])
def test_a_whole_set_of_answers_gets_its_result(page: Page, address: str, guide: Guide, kind: str) -> None:
    """Verdict, grounds, cautions, a line for each of the others and the advice on each pick must all be seen."""
    answers, outcome = case(guide, kind)
    last = outcome.nearest or outcome
    page.goto(address)
    answer(page, answers)
    expect(page.locator(f"{RESULT} h3")).to_be_visible()
    picks = home(address, guide, last.picks)
    assert links(page.locator(f"{RESULT} h3")) == picks
    verdict, rows = folded(page.locator(RESULT)), shown(page.locator(".tool"))
    assert said(guide, outcome.rule.says) in verdict
    assert outcome.rule.decide is None or said(guide, outcome.rule.decide) in verdict
    assert ("Outside this guide" in verdict) == (not outcome.picks)
    assert outcome.rule.id in rows["Rule"]
    assert all(guide.by_slug[slug].name in rows["Runner-up"] for slug in last.runner_ups)
    assert all(rows[term] for term in ("Decided by", "Did not matter", "Runner-up", "Would change it"))
    cautions = {said(guide, caution.says) for caution in (*outcome.cautions, *last.cautions)}
    assert {folded(item) for item in page.locator(f"{GROUNDS} .cautions li").all()} == cautions
    others = [candidate.name for candidate in guide.candidates if candidate.slug not in last.picks]
    lines = [folded(item) for item in page.locator(f"{GROUNDS} .others li").all()]
    assert [line.partition(":")[0] for line in lines] == others
    text, to = folded(page.locator(GROUNDS)), links(page.locator(GROUNDS))
    for slug, link in zip(last.picks, picks, strict=True):
        candidate = guide.by_slug[slug]
        assert all(said(guide, check, slug) in text for check in candidate.opinion.try_first)
        assert all(said(guide, weakness.what, slug) in text for weakness in candidate.opinion.weaknesses)
        starting = [key for key, kind in guide.fact_types.items() if kind.starting]
        assert all(f"as of {formats.date(candidate.sheet.facts[key].as_of)}" in text for key in starting)
        assert {f"{link}#fact-{key.replace('_', '-')}" for key in starting} <= set(to)
    assert sum("/compare/" in link for link in to) == (len(last.picks) > 1 or bool(last.runner_ups))


def test_the_rule_and_the_answer_that_would_change_it_can_be_followed(page: Page, address: str, guide: Guide) -> None:
    """The link to the rule must mark it and keep the answers; the other answer must be set, and can be taken back."""
    answers, outcome = case(guide, "with a runner-up")
    page.goto(answered(address, answers))
    page.locator(f"{GROUNDS} dd a").first.click()
    rule = page.locator(":target")
    assert said(guide, outcome.rule.says) in folded(rule)
    assert rule.evaluate("(rule) => getComputedStyle(rule).boxShadow") != "none"
    assert (checked(page), state(page)) == (answers, answers)
    flip = page.locator(f"{RESULT} .because a:has(q)")
    other = dict(parse_qsl(urlsplit(str(flip.get_attribute("href"))).query))
    assert sum(other[question] != answers[question] for question in answers) == 1
    flip.press("Enter")
    elsewhere = decide(guide.decision, other)
    picks = (elsewhere.nearest or elsewhere).picks
    assert picks != outcome.picks
    expect(page.locator(f"{RESULT} h3 a").first).to_have_text(guide.by_slug[picks[0]].name)
    assert checked(page) == state(page) == other
    assert page.evaluate("document.activeElement.id") == RESULT[1:]
    page.go_back()
    expect(page.locator(f"{RESULT} h3 a").first).to_have_text(guide.by_slug[outcome.picks[0]].name)


def test_open_questions_leave_every_possible_outcome(page: Page, address: str, guide: Guide) -> None:
    """While questions are open, each possible pick is shown, likeliest first, and the question that narrows most."""
    given = widest(guide)
    page.goto(address)
    answer(page, given)
    expect(page.locator(f"{RESULT} li").first).to_be_visible()
    found = [links(item) for item in page.locator(f"{RESULT} li").all()]
    assert found == [home(address, guide, one.picks) for one in possible_outcomes(guide.decision, given)]
    open_ones = tuple(question for question in guide.decision.questions if question not in given)
    hint = page.locator(f"{RESULT} .hint", has_text="Not answered")
    assert all(label in folded(hint) for label in labels(guide, open_ones))
    hint.locator("a").click()
    target = folded(page.locator(":target"))
    assert any(guide.decision.questions[question].asks in target for question in open_ones)
    assert page.get_by_role("button", name="Save as a decision record").count() == 0


def test_one_outcome_for_every_open_answer_is_said_at_once(page: Page, address: str, guide: Guide) -> None:
    """As soon as the open questions can change nothing, the result must say so, with its grounds."""
    given = settled(guide)
    page.goto(answered(address, given))
    expect(page.locator(f"{RESULT} .eyebrow")).to_contain_text("Whatever you answer")
    picks = possible_outcomes(guide.decision, given)[0].picks
    assert links(page.locator(f"{RESULT} h3")) == home(address, guide, picks)
    assert page.locator(f"{GROUNDS} .others li").count() == len(guide.candidates) - len(picks)
    expect(page.get_by_role("button", name="Save as a decision record")).to_be_visible()


def test_the_page_says_how_much_each_answer_matters(page: Page, address: str, guide: Guide) -> None:
    """Each question must say in how many of all cases it can change the pick, as the build computed it."""
    page.goto(address)
    for question, share in influence(guide.decision).items():
        asked = page.locator(f"{FORM} fieldset", has_text=guide.decision.questions[question].asks)
        assert ("every case" if share == 1 else formats.share(share)) in folded(asked.locator(".weight"))
        row = page.locator(".weights tr", has_text=guide.decision.questions[question].label)
        assert formats.share(share) in folded(row)


# Manners


def test_the_rules_are_loaded_when_the_form_is_touched(page: Page, address: str, guide: Guide) -> None:
    """Before a reader touches the form nothing of its logic may be loaded; focus alone is a touch."""
    asked = requests(page)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not any(name.endswith(("decision.json", "decision/evaluate.js", "decision/form.js")) for name in asked)
    with page.expect_response("**/api/v1/decision.json"):
        page.locator(f"{FORM} input").first.focus()
    answer(page, case(guide, "one pick")[0])
    expect(page.locator(f"{RESULT} h3")).to_be_visible()
    assert sum(name.endswith("decision.json") for name in asked) == 1


def test_without_script_there_is_no_form_but_all_rules(browser: Browser, address: str, guide: Guide) -> None:
    """Without scripting the dead form must not be seen; the rules and the way to them must."""
    with browser.new_context(java_script_enabled=False) as context, flawless(context) as page:
        page.goto(address)
        expect(page.locator(FORM)).to_be_hidden()
        expect(page.locator(RESULT)).to_be_hidden()
        expect(page.locator("noscript a[href='#every-rule']")).to_be_visible()
        for rule in guide.decision.rules:
            expect(page.get_by_text(said(guide, rule.says)).first).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_the_first_question_is_on_the_first_screen(page: Page, address: str, width: int, height: int) -> None:
    """The tool comes first: a reader must see a question and answers to it before scrolling."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    expect(page.locator(f"{FORM} legend").first).to_be_in_viewport(ratio=1)
    expect(page.locator(f"{FORM} label").nth(3)).to_be_in_viewport(ratio=1)


SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize(
    ("width", "rest"), [(1280, None), (390, None), (1280, "&nonsense=1"), (390, "&nonsense=1"), (390, "#result")]
)
def test_nothing_jumps_when_the_page_opens(
    context: BrowserContext, address: str, guide: Guide, width: int, rest: str | None
) -> None:
    """Neither the form, nor a result from the address, nor a remark on it may move what a reader already sees."""
    answers, _ = case(guide, "a tie")
    with flawless(context) as page:
        page.set_viewport_size({"width": width, "height": 900})
        page.add_init_script(f"({SHIFTS})()")
        page.goto(address if rest is None else answered(address, answers, rest), wait_until="networkidle")
        if rest is not None:
            expect(page.locator(f"{RESULT} h3")).to_be_visible()
        assert page.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(() => seen(shifts))))") == []


def test_answering_by_keyboard_keeps_the_focus(page: Page, address: str, guide: Guide) -> None:
    """The result must be announced politely, in a few words, and must not take the focus from the answers."""
    page.goto(address)
    spoken = page.locator("#spoken[role=status]")
    assert folded(spoken) == ""
    page.locator(f"{FORM} input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{RESULT} a").first).to_be_visible()
    assert page.evaluate("document.activeElement === document.querySelectorAll('#questions input')[1]")
    expect(spoken).to_contain_text("Still possible: ")
    answers, outcome = case(guide, "one pick")
    answer(page, answers)
    expect(spoken).to_have_text(f"Our pick: {guide.by_slug[outcome.picks[0]].name}.")
    assert page.locator(f"{RESULT}[aria-live], {GROUNDS}[aria-live]").count() == 0


@pytest.fixture
def telephone(browser: Browser) -> Iterator[Page]:
    """A page on a telephone."""
    with browser.new_context(viewport={"width": 390, "height": 700}) as context, flawless(context) as page:
        yield page


def test_on_a_telephone_the_result_is_seen_while_answering(telephone: Page, address: str, guide: Guide) -> None:
    """Wherever in the form the reader is, a line at the edge must name the result and lead to it."""
    answers, outcome = case(guide, "one pick")
    telephone.goto(address)
    bar = telephone.locator("#bar")
    expect(bar).to_be_hidden()
    for question, option in answers.items():
        answer(telephone, {question: option})
        expect(bar).to_be_in_viewport(ratio=1)
    expect(bar).to_contain_text(guide.by_slug[outcome.picks[0]].name)
    expect(bar).to_contain_text(outcome.rule.id)
    bar.locator("a").click()
    expect(telephone.locator(f"{RESULT} h3")).to_be_in_viewport()


COVERED = """() => {
  const [bar, label] = [document.getElementById("bar"), document.activeElement.closest("label, button")];
  return Boolean(label) && label.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1
    && label.compareDocumentPosition(bar) & Node.DOCUMENT_POSITION_FOLLOWING;
}"""


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_the_line_on_a_telephone_covers_no_focus(telephone: Page, address: str, guide: Guide, size: str) -> None:
    """Whoever goes through the form by keyboard must always see the whole control that has the focus."""
    telephone.goto(answered(address, case(guide, "a tie")[0]))
    expect(telephone.locator("#bar")).to_be_visible()
    restyle(telephone, f"html {{ font-size: {size} !important; }}")
    for control in telephone.locator(f"{FORM} input, {FORM} button").all():
        control.focus()
        assert not telephone.evaluate(COVERED), control.get_attribute("value")


def test_rules_that_cannot_be_loaded_are_reported(page: Page, address: str) -> None:
    """If the rules cannot be fetched, a reader must be told and sent to them on the page; the next try may succeed."""
    broken = [True]

    def flaky(route: Route) -> None:
        route.abort() if broken[0] else route.continue_()

    page.route("**/decision.json", flaky)
    page.goto(address)
    inputs = page.locator(f"{FORM} input")
    inputs.nth(0).check()
    notice = page.get_by_role("alert")
    expect(notice).to_be_visible()
    expect(page.locator(str(notice.locator("a").get_attribute("href")))).to_be_visible()
    broken[0] = False
    inputs.nth(1).check()
    expect(page.locator(f"{RESULT} a").first).to_be_visible()
    expect(notice).to_be_hidden()


def test_a_script_that_cannot_be_loaded_is_reported(page: Page, address: str) -> None:
    """If the form's own script does not arrive, the reader must not be left with a form that says nothing."""
    page.route("**/decision/form.js", lambda route: route.abort())
    page.goto(address)
    page.locator(f"{FORM} input").first.check()
    expect(page.get_by_role("alert")).to_be_visible()


def hostile(value: Any, key: str = "") -> Any:
    """Return rules in which every sentence, label and name tries to become markup."""
    if isinstance(value, dict):
        return {key: hostile(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner) for inner in value]
    spoken = key in {"says", "decide", "name", "label", "asks", "what", "moment"} or " " in str(value)
    return f'{value}"><img src=x onerror="window.ran=1">' if isinstance(value, str) and spoken else value


def test_text_of_the_rules_stays_text(page: Page, address: str, guide: Guide) -> None:
    """Markup in a sentence, a label or a name must be shown as text and must not become an element."""

    def spoil(route: Route) -> None:
        route.fulfill(json=hostile(route.fetch().json()))

    page.route("**/decision.json", spoil)
    page.goto(answered(address, case(guide, "with a caution")[0]))
    expect(page.locator(RESULT)).to_contain_text("<img src=x")
    expect(page.locator(GROUNDS)).to_contain_text("<img src=x")
    assert page.locator(".tool img").count() == 0
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_form_and_result_are_accessible(browser: Browser, address: str, guide: Guide, scheme: str, width: int) -> None:
    """With a result in part or whole, axe must find nothing, wide in light and narrow in dark."""
    with (
        browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}
        ) as context,
        flawless(context) as page,
    ):
        for answers in (widest(guide), case(guide, "with a caution")[0]):
            page.goto(answered(address, answers))
            expect(page.locator(f"{RESULT} a").first).to_be_visible()
            assert accessibility_faults(page, ".tool") == ""


@pytest.mark.parametrize("width", [320, 1280])
def test_answers_can_be_hit_and_nothing_sticks_out(page: Page, address: str, guide: Guide, width: int) -> None:
    """Every answer and button must be 44 pixels high, and nothing may scroll sideways, not even with text doubled."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(answered(address, case(guide, "a tie")[0]))
    expect(page.locator(f"{RESULT} button").first).to_be_visible()
    controls = page.locator(f"{FORM} label, .tool button").all()
    assert min(box["height"] for control in controls if (box := control.bounding_box())) >= 44
    for size in ("100%", "200%"):
        restyle(page, f"html {{ font-size: {size} !important; }}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size


def test_the_result_stays_beside_the_answers(page: Page, address: str, guide: Guide) -> None:
    """On a wide screen a reader at the last question must still see the result change."""
    page.goto(address)
    answers, _ = case(guide, "one pick")
    last = list(answers)[-1]
    answer(page, answers)
    page.locator(f"[name={last}]").last.scroll_into_view_if_needed()
    boxes = [page.locator(part).bounding_box() for part in (FORM, RESULT)]
    assert all(boxes)
    expect(page.locator(f"{RESULT} h3")).to_be_in_viewport(ratio=1)
    assert all(one["x"] + one["width"] <= other["x"] for one, other in pairwise(box for box in boxes if box))
