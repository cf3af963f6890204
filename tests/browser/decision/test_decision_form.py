"""The form on How to pick, as a reader uses it: answers, the answer written for whoever gave them, and its manners."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from answering import FORM, PAGE, RESULT, STATE, TITLE, answer, answered, case, checked, home, links, said
from guide.decision.evaluate import Answers, answer_sets, decide
from guide.derive.guide import Guide
from guide.derive.routes import rule_address
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from visiting import accessibility_faults, flawless, folded, requests, restyle, state


@pytest.fixture(scope="module")
def address(address: str) -> str:
    """The address of How to pick."""
    return address + PAGE[1:]


def shown(page: Page) -> str:
    """Return the whole answer once it stands there."""
    expect(page.locator(f"{RESULT} h2").first).to_be_visible()
    return folded(page.locator(RESULT))


# The answer


@pytest.mark.parametrize("kind", ["one pick", "a tie", "outside the guide", "with a caution", "with a runner-up"])
def test_an_answer_says_what_why_and_what_it_costs(page: Page, address: str, guide: Guide, kind: str) -> None:
    """The title names the picks; price, cautions with ways out, all others and the checks follow; no rule does."""
    answers, outcome = case(guide, kind)
    last = outcome.nearest or outcome
    page.goto(answered(address, answers))
    text = shown(page)
    names = [guide.by_slug[slug].name for slug in last.picks]
    assert all(name in folded(page.locator(TITLE)) for name in names)
    assert page.title() == folded(page.locator(TITLE))
    assert outcome.rule.decide is None or said(guide, outcome.rule.decide) in text
    for caution in (*outcome.cautions, *last.cautions):
        assert said(guide, caution.says) in text
        assert said(guide, caution.way_out) in text
    others = folded(page.locator(f"{RESULT} .terms").first)
    assert all(candidate.name in others for candidate in guide.candidates if candidate.slug not in last.picks)
    for slug in last.picks:
        opinion = guide.by_slug[slug].opinion
        assert said(guide, opinion.verdict, slug) in text
        assert all(said(guide, check, slug) in text for check in opinion.try_first)
    assert {*home(address, guide, last.picks)} <= {*links(page.locator(f"{RESULT} .actions"))}
    assert page.locator(f"{RESULT} .why > li").count() <= 3
    assert not any(rule.id in text for rule in guide.decision.rules)
    assert "%" not in text


def test_what_settles_the_answer_ends_the_questions(page: Page, address: str, guide: Guide) -> None:
    """Once no answer can change the pick, no more is asked, unless the reader wants to answer everything."""
    given = settling(guide)
    page.goto(address)
    answer(page, given)
    expect(page.locator(STATE)).to_contain_text("Settled: ")
    open_ones = [page.locator(f"select[name={key}]") for key in guide.decision.questions if key not in given]
    for one in open_ones:
        expect(one).to_be_hidden()
    page.get_by_role("button", name="Answer the rest anyway").click()
    for one in open_ones:
        expect(one).to_be_visible()
    expect(open_ones[0]).to_be_focused()


def settling(guide: Guide) -> Answers:
    """Return two answers after which none of the others changes the pick."""
    language = guide.decision.switching.question
    return next(
        one.answers
        for cells in guide.at_a_glance().values()
        for one in cells
        if len({decide(guide.decision, answers).picks for answers in alike(guide, one.answers)}) == 1
        and one.answers[language] not in guide.decision.questions[language].doubts
    )


def alike(guide: Guide, given: Answers) -> Iterator[Answers]:
    """Yield every set of answers that agrees with some."""
    return (answers for answers in answer_sets(guide.decision) if given.items() <= answers.items())


def test_a_doubt_says_where_it_would_lead(page: Page, address: str, guide: Guide) -> None:
    """What could change the answer is a link that gives that answer, and can be taken back; never another language."""
    language = guide.decision.switching.question
    doubts = {key: question.doubts[0] for key, question in guide.decision.questions.items() if question.doubts}
    page.goto(answered(address, doubts))
    shown(page)
    before = folded(page.locator(TITLE))
    ways = page.locator(f"{RESULT} h2:text-is('What could change it') + ul a[href*='?']")
    assert ways.count() > 1
    assert all(
        f"{language}={doubts[language]}" in link for link in ways.evaluate_all("(all) => all.map((a) => a.href)")
    )
    ways.last.press("Enter")
    expect(page.locator(TITLE)).not_to_have_text(before)
    assert checked(page) == state(page) != doubts
    page.go_back()
    expect(page.locator(TITLE)).to_have_text(before)


def test_former_addresses_of_rules_lead_to_their_page(page: Page, address: str, guide: Guide) -> None:
    """Whoever kept a link to a rule gets that rule, where it stands now."""
    rule = guide.decision.rules[-1]
    page.goto(f"{address}#rule-{rule.id}")
    page.wait_for_url(f"**{rule_address(rule)}")
    expect(page.locator(f"#rule-{rule.id}")).to_be_visible()


# Manners


def test_the_rules_are_loaded_when_the_form_is_touched(page: Page, address: str) -> None:
    """Before a reader touches the form nothing of its logic may be loaded; focus alone is a touch."""
    asked = requests(page)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not any(name.endswith(("decision.json", "decision/evaluate.js", "decision/form.js")) for name in asked)
    with page.expect_response("**/api/v1/decision.json"):
        page.locator(f"{FORM} select").first.focus()


def test_without_script_there_is_no_form_but_every_answer(browser: Browser, address: str, guide: Guide) -> None:
    """Without scripting no dead control may be seen; every language with every product must lead somewhere."""
    with browser.new_context(java_script_enabled=False) as context, flawless(context) as page:
        page.goto(address)
        expect(page.locator(FORM)).to_be_hidden()
        for row, cells in zip(page.locator(".glance tbody tr").all(), guide.at_a_glance().values(), strict=True):
            spans = [(links(cell), int(cell.get_attribute("colspan") or 1)) for cell in row.locator("td").all()]
            led = [targets for targets, span in spans for _ in range(span)]
            assert led == [home(address, guide, one.picks) for one in cells]


@pytest.mark.parametrize("broken", ["form.js", "decision.json"])
def test_what_cannot_be_loaded_is_reported(page: Page, address: str, guide: Guide, broken: str) -> None:
    """If the rules or the form's own script do not arrive, the reader is told, and the next try may succeed."""
    page.route(f"**/{broken}", lambda route: route.abort())
    page.goto(address)
    page.locator(f"{FORM} select").first.select_option(index=1)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".glance")).to_be_visible()
    if broken == "decision.json":
        page.unroute(f"**/{broken}")
        answer(page, settling(guide))
        shown(page)
        expect(page.locator("#unreachable")).to_be_hidden()


def test_nothing_jumps_when_an_answer_is_opened(context: BrowserContext, address: str, guide: Guide) -> None:
    """An answer from the address may not move what a reader already sees."""
    for width in (1280, 390):
        with flawless(context) as page:
            page.set_viewport_size({"width": width, "height": 900})
            page.add_init_script(f"({SHIFTS})()")
            page.goto(answered(address, case(guide, "a tie")[0]), wait_until="networkidle")
            shown(page)
            assert (
                page.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(() => seen(shifts))))")
                == []
            )


SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: "layout-shift", buffered: true });
}"""


def test_answering_keeps_the_focus_and_says_how_it_stands(page: Page, address: str, guide: Guide) -> None:
    """The answer is announced in a line and does not take the focus from the question."""
    page.goto(address)
    answers, outcome = case(guide, "one pick")
    answer(page, answers)
    expect(page.locator(f"{STATE}[role=status]")).to_contain_text(guide.by_slug[outcome.picks[0]].name)
    page.locator(f"{FORM} select").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelector('#questions select')")


def test_on_a_telephone_the_settled_answer_comes_first(browser: Browser, address: str, guide: Guide) -> None:
    """On the first screen of a telephone stand the answer, why, and the price; the form follows."""
    answers, outcome = case(guide, "one pick")
    with browser.new_context(viewport={"width": 390, "height": 844}) as context, flawless(context) as page:
        page.goto(answered(address, answers))
        shown(page)
        for part in (TITLE, f"{RESULT} .price"):
            expect(page.locator(part)).to_be_in_viewport(ratio=1)
        top, below = (page.locator(part).bounding_box() for part in (RESULT, FORM))
        assert top
        assert below
        assert top["y"] < below["y"]
        assert guide.by_slug[outcome.picks[0]].name in folded(page.locator(TITLE))


def hostile(value: object, key: str = "") -> object:
    """Return rules in which every sentence, label and name tries to become markup."""
    if isinstance(value, dict):
        return {key: hostile(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner) for inner in value]
    spoken = key in {"says", "decide", "name", "label", "asks", "what", "way_out"} or " " in str(value)
    return f'{value}"><img src=x onerror="window.ran=1">' if isinstance(value, str) and spoken else value


def test_text_of_the_rules_stays_text(page: Page, address: str, guide: Guide) -> None:
    """Markup in a sentence, a label or a name must be shown as text and must not become an element."""

    def spoil(route: Route) -> None:
        route.fulfill(json=hostile(route.fetch().json()))

    page.route("**/decision.json", spoil)
    page.goto(answered(address, case(guide, "with a caution")[0]))
    expect(page.locator(RESULT)).to_contain_text("<img src=x")
    assert page.locator(".picking img").count() == 0
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_form_and_answer_are_accessible(browser: Browser, address: str, guide: Guide, scheme: str, width: int) -> None:
    """Before and after the answer axe must find nothing, and nothing sticks out, not even with text doubled."""
    with (
        browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 900}
        ) as context,
        flawless(context) as page,
    ):
        page.goto(address)
        assert accessibility_faults(page, ".picking") == ""
        page.goto(answered(address, case(guide, "with a caution")[0]))
        shown(page)
        assert accessibility_faults(page, ".picking") == ""
        controls = page.locator(f"{FORM} select, {RESULT} button").all()
        assert min(box["height"] for control in controls if (box := control.bounding_box())) >= 44
        for size in ("100%", "200%"):
            restyle(page, f"html {{ font-size: {size} !important; }}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size


def test_the_page_is_short_before_it_is_answered(page: Page, address: str) -> None:
    """On a desk the whole page takes five screens at most, and the first question is on the first one."""
    page.goto(address)
    expect(page.locator(f"{FORM} select").first).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollHeight") <= 5000


def test_browser_and_build_agree_on_what_is_said(page: Page, address: str, guide: Guide) -> None:
    """With two answers given, the answer is what the build puts into the table for them."""
    for cells in list(guide.at_a_glance().values())[::3]:
        for one in cells[::2]:
            page.goto(answered(address, one.answers))
            shown(page)
            assert folded(page.locator(TITLE)).count(guide.by_slug[one.picks[0]].name) == 1
