"""The form on the page of the rules: what it says to answers, and that it says what the build would say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from typing import Any
from urllib.parse import urlencode

import pytest
from built import Site
from guide.deciding import Answers, Explanation, Outcome, Possibility, answer_sets, decide, explain, possible_outcomes
from guide.guide import Guide
from guide.text import TextWriter
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from visiting import accessibility_faults, flawless, folded, requests, state

FORM, RESULT = "#questions", "#result"

Kind = Callable[[Explanation], bool]


@pytest.fixture(scope="module")
def address(address: str) -> str:
    """The address of the page itself."""
    return f"{address}how-to-pick/"


def answered(address: str, answers: Answers) -> str:
    return f"{address}?{urlencode(answers)}"


def answer(page: Page, answers: Answers) -> None:
    """Give answers as a reader does, one after the other."""
    for question, option in answers.items():
        page.check(f"[name={question}][value={option}]")


def case(guide: Guide, kind: Kind) -> tuple[Answers, Explanation]:
    """Return the first answers whose result is of a kind, and why it is."""
    explained = ((answers, explain(guide.decision, answers)) for answers in answer_sets(guide.decision))
    return next((answers, explanation) for answers, explanation in explained if kind(explanation))


# What the browser decides, and what the build decides


def evaluated(page: Page, address: str, expression: str, *arguments: Any) -> Any:
    """Return what a function of the rules' own module gives in the browser."""
    script = f"""async (given) => {{
      const rules = await import("../scripts/deciding.js");
      const decision = await (await fetch("../data/decision.json")).json();
      return JSON.stringify(({expression})(rules, decision, ...given));
    }}"""
    page.goto(address)
    return json.loads(page.evaluate(script, arguments))


_OUTCOME = """
  const outcome = (one) => one && {
    rule: one.rule.id, picks: one.picks, runnerUps: one.runnerUps,
    nearest: outcome(one.nearest) ?? null, cautions: one.cautions.map(({id}) => id),
  };
"""


def plain_outcome(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "rule": outcome.rule.id,
        "picks": list(outcome.picks),
        "runnerUps": list(outcome.runner_ups),
        "nearest": plain_outcome(outcome.nearest),
        "cautions": [caution.id for caution in outcome.cautions],
    }


def plain_explanation(answers: Answers, explanation: Explanation) -> dict[str, Any]:
    return {
        "answers": dict(answers),
        "outcome": plain_outcome(explanation.outcome),
        "flips": [[flip.question, flip.option, plain_outcome(flip.outcome)] for flip in explanation.flips],
        "immaterial": list(explanation.immaterial),
    }


def test_browser_and_build_explain_all_answers_alike(page: Page, address: str, guide: Guide) -> None:
    """For every set of answers, the browser must name the outcome, the flips and the rest that the build names."""
    found = evaluated(
        page,
        address,
        f"""(rules, decision) => {{ {_OUTCOME}
          return rules.completions(decision).map((answers) => {{
            const {{flips, immaterial, ...why}} = rules.explain(decision, answers);
            const told = flips.map((flip) => [flip.question, flip.option, outcome(flip.outcome)]);
            return {{answers, outcome: outcome(why.outcome), flips: told, immaterial}};
          }});
        }}""",
    )
    sets = answer_sets(guide.decision)
    assert len(found) == len(sets)
    for got, answers in zip(found, sets, strict=True):
        assert got == plain_explanation(answers, explain(guide.decision, answers))


def partial_answers(guide: Guide, most: int) -> Iterator[Answers]:
    """Yield every way to answer up to some number of questions."""
    questions = guide.decision.questions
    for count in range(most + 1):
        for chosen in combinations(questions, count):
            for options in product(*(questions[question].options for question in chosen)):
                yield dict(zip(chosen, options, strict=True))


def plain_possibility(possibility: Possibility) -> dict[str, Any]:
    return {
        "picks": list(possibility.picks),
        "rules": [rule.id for rule in possibility.rules],
        "share": pytest.approx(possibility.share),
    }


def test_browser_and_build_see_the_same_possibilities(page: Page, address: str, guide: Guide) -> None:
    """For every one or two answers, and for none, the browser must see the same outcomes as the build, in its order."""
    given = list(partial_answers(guide, 2))
    found = evaluated(
        page,
        address,
        """(rules, decision, given) => given.map((answers) =>
          rules.possibleOutcomes(decision, answers).map((one) => ({...one, rules: one.rules.map(({id}) => id)})))""",
        given,
    )
    for answers, got in zip(given, found, strict=True):
        assert got == [plain_possibility(one) for one in possible_outcomes(guide.decision, answers)], answers


def reasons_against(guide: Guide, answers: Answers) -> list[list[Any]]:
    """Return each candidate that is not picked, with the first rule for it and the questions that keep it out."""
    picked = decide(guide.decision, answers).picks
    found = []
    for candidate in guide.candidates:
        if candidate.slug not in picked:
            rule = next((rule for rule in guide.decision.rules if candidate.slug in rule.pick), None)
            when = rule.when if rule else {}
            needs = [question for question, options in when.items() if answers[question] not in options]
            found.append([candidate.slug, rule and rule.id, needs])
    return found


def test_the_first_rule_for_every_other_candidate_is_named(page: Page, address: str, guide: Guide) -> None:
    """Whoever is not picked must be named with the first rule for it and the answers that this rule misses."""
    found = evaluated(
        page,
        address,
        """(rules, decision) => rules.completions(decision).map((answers) =>
          rules.whyNot(decision, answers, rules.decide(decision, answers).picks).map(
            ({candidate, rule, needs}) => [candidate.slug, rule?.id ?? null, needs.map(([question]) => question)]))""",
    )
    assert found == [reasons_against(guide, answers) for answers in answer_sets(guide.decision)]


# What a reader sees


def shown(page: Page) -> dict[str, str]:
    """Return the rows of the result by what they are about."""
    script = "(rows) => Object.fromEntries(rows.map((row) => [...row.children].map((part) => part.innerText.trim())))"
    found: dict[str, str] = page.locator(f"{RESULT} dl > div").evaluate_all(script)
    return found


def links(where: Locator) -> list[str]:
    found: list[str] = where.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
    return found


def home(address: str, guide: Guide, slugs: tuple[str, ...]) -> list[str]:
    """Return where links to candidates must lead."""
    root = address.removesuffix("how-to-pick/")
    return [root + guide.by_slug[slug].address[1:] for slug in slugs]


def said(guide: Guide, text: str) -> str:
    return TextWriter(guide.figures, "/how-to-pick/").plain(text)


def labels(guide: Guide, questions: tuple[str, ...]) -> list[str]:
    return [guide.decision.questions[question].label.lower() for question in questions]


KINDS: Mapping[str, Kind] = {
    "one pick": lambda why: len(why.outcome.picks) == 1,
    "a tie": lambda why: len(why.outcome.picks) > 1,
    "outside the guide": lambda why: not why.outcome.picks,
    "with a runner-up": lambda why: bool(why.outcome.runner_ups),
    "runner-up in the team's own language": lambda why: why.outcome.rule.runner_up_in_own_language,
    "with a caution": lambda why: bool(why.outcome.cautions),
    "every answer counted": lambda why: not why.immaterial,
    "most answers did not matter": lambda why: len(why.immaterial) > len(why.flips),
}


@pytest.fixture(scope="module", params=KINDS)
def explained(request: pytest.FixtureRequest, guide: Guide) -> tuple[Answers, Explanation]:
    return case(guide, KINDS[request.param])


def test_a_whole_set_of_answers_gets_its_result(
    page: Page, address: str, guide: Guide, explained: tuple[Answers, Explanation]
) -> None:
    """The result must name picks, rule, what decided and what did not, runner-up, nearest other answer and cautions."""
    answers, why = explained
    outcome = why.outcome.nearest or why.outcome
    page.goto(address)
    answer(page, answers)
    expect(page.locator(f"{RESULT} h3")).to_be_visible()
    assert links(page.locator(f"{RESULT} h3")) == home(address, guide, outcome.picks)
    verdict, rows = folded(page.locator(f"{RESULT} [data-verdict]")), shown(page)
    assert said(guide, why.outcome.rule.says) in verdict
    assert outcome.rule.decide is None or said(guide, outcome.rule.decide) in verdict
    assert ("Outside this guide" in verdict) == (not why.outcome.picks)
    assert why.outcome.rule.id in rows["Rule"]
    assert all(label in rows["Decided by"] for label in labels(guide, why.decisive))
    assert all(label in rows["Did not matter"] for label in labels(guide, why.immaterial))
    assert all(guide.by_slug[slug].name in rows["Runner-up"] for slug in outcome.runner_ups)
    assert rows["Runner-up"]
    flip = why.nearest_flip
    assert flip is not None
    assert guide.decision.questions[flip.question].options[flip.option] in rows["Would change it"]
    elsewhere = flip.outcome.nearest or flip.outcome
    assert all(guide.by_slug[slug].name in rows["Would change it"] for slug in elsewhere.picks)
    cautions = {caution.id: said(guide, caution.says) for caution in (*why.outcome.cautions, *outcome.cautions)}
    assert {folded(item) for item in page.locator(f"{RESULT} .cautions li").all()} == set(cautions.values())


def test_the_rule_that_fired_can_be_followed(page: Page, address: str, guide: Guide) -> None:
    """The link to the rule must lead to it on the same page, and the others must be explained on demand."""
    answers, why = case(guide, KINDS["with a runner-up"])
    page.goto(answered(address, answers))
    page.locator(f"{RESULT} dd a").first.click()
    rule = page.locator(":target")
    assert said(guide, why.outcome.rule.says) in folded(rule)
    others = page.locator(f"{RESULT} details li")
    expect(others.first).to_be_hidden()
    page.locator(f"{RESULT} summary").click()
    expect(others.first).to_be_visible()
    assert others.count() == len(guide.candidates) - len(why.outcome.picks)


def test_open_questions_leave_every_possible_outcome(page: Page, address: str, guide: Guide) -> None:
    """While questions are open, every pick that is still possible must be shown, the likeliest first."""
    first, *_ = guide.decision.questions
    given = max(
        ({first: option} for option in guide.decision.questions[first].options),
        key=lambda one: len(possible_outcomes(guide.decision, one)),
    )
    page.goto(address)
    answer(page, given)
    expect(page.locator(f"{RESULT} li").first).to_be_visible()
    found = [links(item) for item in page.locator(f"{RESULT} li").all()]
    assert found == [home(address, guide, one.picks) for one in possible_outcomes(guide.decision, given)]


def test_one_outcome_for_every_open_answer_is_said_at_once(page: Page, address: str, guide: Guide) -> None:
    """As soon as the open questions can change nothing, the result must say so."""
    given = next(
        one
        for one in partial_answers(guide, 1)
        if len(found := possible_outcomes(guide.decision, one)) == 1 and found[0].picks
    )
    page.goto(answered(address, given))
    expect(page.locator(f"{RESULT} .eyebrow")).to_contain_text("Whatever you answer")
    picks = possible_outcomes(guide.decision, given)[0].picks
    assert links(page.locator(f"{RESULT} h3")) == home(address, guide, picks)


# The address


def checked(page: Page) -> dict[str, str]:
    given: dict[str, str] = page.evaluate("Object.fromEntries(new FormData(document.querySelector('#questions')))")
    return given


def test_the_address_keeps_the_answers(page: Page, address: str, guide: Guide) -> None:
    """What was answered must stand in the address, and the address must bring it back, without a longer history."""
    answers, _ = case(guide, KINDS["with a runner-up"])
    page.goto(address)
    before = page.evaluate("history.length")
    answer(page, answers)
    expect(page.locator(f"{RESULT} dl")).to_be_visible()
    assert state(page) == answers
    assert page.evaluate("history.length") == before
    text = folded(page.locator(RESULT))
    page.reload()
    expect(page.locator(f"{RESULT} dl")).to_be_visible()
    assert (checked(page), folded(page.locator(RESULT))) == (answers, text)


def test_the_copied_link_leads_to_the_result(context: BrowserContext, address: str, guide: Guide) -> None:
    """The link that is copied must show the same result, within view, to whoever opens it."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    answers, _ = case(guide, KINDS["a tie"])
    with flawless(context) as page:
        page.goto(answered(address, answers))
        page.get_by_role("link", name="Copy the link").click()
        expect(page.locator(f"{RESULT} [role=status]")).to_contain_text("Copied")
        copied, text = page.evaluate("navigator.clipboard.readText()"), folded(page.locator(f"{RESULT} h3"))
    with flawless(context) as other:
        other.goto(copied)
        expect(other.locator(f"{RESULT} h3")).to_be_in_viewport()
        assert (checked(other), folded(other.locator(f"{RESULT} h3"))) == (answers, text)


@pytest.mark.parametrize(
    "query",
    [
        "{question}=nonsense",
        "nonsense={option}",
        "{question}=",
        "{question}=%3Cscript%3Ealert(1)%3C/script%3E",
        "__proto__={option}&constructor={option}",
        "%E0%A4%A",
    ],
)
def test_a_bad_address_is_ignored(page: Page, address: str, guide: Guide, query: str) -> None:
    """What the form does not know must leave it empty, and must not load the rules."""
    question, known = next(iter(guide.decision.questions.items()))
    asked = requests(page)
    page.goto(f"{address}?{query.format(question=question, option=next(iter(known.options)))}")
    expect(page.locator(FORM)).to_be_visible()
    assert checked(page) == {}
    assert folded(page.locator(RESULT)) == ""
    assert not any(name.endswith(".json") for name in asked)


def test_the_good_part_of_an_address_counts(page: Page, address: str, guide: Guide) -> None:
    """A bad answer in the address must not take the good ones with it."""
    (good, question), (bad, _) = list(guide.decision.questions.items())[:2]
    option = next(iter(question.options))
    page.goto(f"{address}?{bad}=nonsense&{good}={option}")
    expect(page.locator(f"{RESULT} a").first).to_be_visible()
    assert checked(page) == {good: option}


def test_clearing_the_answers_clears_the_address(page: Page, address: str, guide: Guide) -> None:
    """The reset button must take away answers, result and state."""
    answers, _ = case(guide, KINDS["one pick"])
    page.goto(answered(address, answers))
    expect(page.locator(f"{RESULT} dl")).to_be_visible()
    page.locator(f"{FORM} [type=reset]").click()
    expect(page.locator(f"{RESULT} dl")).to_be_hidden()
    assert (page.url, checked(page), folded(page.locator(RESULT))) == (address, {}, "")


# Manners


def test_the_rules_are_loaded_when_the_form_is_touched(page: Page, address: str, guide: Guide) -> None:
    """Before a reader touches the form nothing of its logic may be loaded; focus alone is a touch."""
    asked = requests(page)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not any(name.endswith(("decision.json", "deciding.js")) for name in asked)
    with page.expect_response("**/data/decision.json"):
        page.locator(f"{FORM} input").first.focus()
    answer(page, case(guide, KINDS["one pick"])[0])
    expect(page.locator(f"{RESULT} dl")).to_be_visible()
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


def test_answering_by_keyboard_keeps_the_focus(page: Page, address: str) -> None:
    """The result must be announced politely and must not take the focus from the answers."""
    page.goto(address)
    page.locator(f"{FORM} input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{RESULT} a").first).to_be_visible()
    assert page.evaluate("document.activeElement === document.querySelectorAll('#questions input')[1]")
    expect(page.locator(f"{RESULT} [aria-live=polite] a").first).to_be_visible()


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


def hostile(value: Any, key: str = "") -> Any:
    """Return rules in which every sentence, label and name tries to become markup."""
    if isinstance(value, dict):
        return {key: hostile(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner) for inner in value]
    spoken = key in {"says", "decide", "name", "label", "asks"} or " " in str(value)
    return f'{value}"><img src=x onerror="window.ran=1">' if isinstance(value, str) and spoken else value


def test_text_of_the_rules_stays_text(page: Page, address: str, guide: Guide) -> None:
    """Markup in a sentence, a label or a name must be shown as text and must not become an element."""

    def spoil(route: Route) -> None:
        route.fulfill(json=hostile(route.fetch().json()))

    page.route("**/decision.json", spoil)
    page.goto(answered(address, case(guide, KINDS["with a caution"])[0]))
    expect(page.locator(RESULT)).to_contain_text("<img src=x")
    assert page.locator(f"{RESULT} img").count() == 0
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_and_result_are_accessible(browser: Browser, address: str, guide: Guide, scheme: str) -> None:
    """With a whole result open, axe must find nothing, in light and in dark."""
    with (
        browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context,
        flawless(context) as page,
    ):
        page.goto(answered(address, case(guide, KINDS["with a caution"])[0]))
        page.locator(f"{RESULT} summary").click()
        assert accessibility_faults(page, "#ask, #questions, #result") == ""


@pytest.mark.parametrize("width", [320, 1280])
def test_answers_can_be_hit_and_nothing_sticks_out(page: Page, address: str, guide: Guide, width: int) -> None:
    """Every answer and button must be at least 44 pixels high and the page must not scroll sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(answered(address, case(guide, KINDS["a tie"])[0]))
    page.locator(f"{RESULT} summary").click()
    controls = page.locator(f"{FORM} label, {FORM} button, {RESULT} summary, {RESULT} .copy a").all()
    heights = [box["height"] for control in controls if (box := control.bounding_box())]
    assert len(heights) == len(controls)
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# The file


def test_the_file_of_the_rules_holds_what_readers_see(site: Site, guide: Guide) -> None:
    """The rules as a file must keep their order and carry plain text and anchors that exist."""
    text = site.text("data/decision.json")
    decision = json.loads(text)
    assert [rule["id"] for rule in decision["rules"]] == [rule.id for rule in guide.decision.rules]
    assert [rule["says"] for rule in decision["rules"]] == [said(guide, rule.says) for rule in guide.decision.rules]
    assert [one["address"] for one in decision["candidates"]] == [one.address for one in guide.candidates]
    assert "[[" not in text
    anchors = {record["anchor"] for kind in ("rules", "cautions") for record in decision[kind]}
    assert anchors <= set(site.pages["/how-to-pick/"].ids)
