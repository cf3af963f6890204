"""What the browser makes of answers is what the build makes of them, whether all are given or some."""

from __future__ import annotations

import json
from typing import Any

import pytest
from answering import PAGE, partial_answers, said, sampled_answers
from built import Site
from guide.decision.evaluate import (
    Answers,
    Explanation,
    Outcome,
    Picks,
    Possibility,
    answer_sets,
    explain,
    next_question,
    possible_outcomes,
    why_not,
)
from guide.derive.guide import Guide
from playwright.sync_api import Page


@pytest.fixture(scope="module")
def address(address: str) -> str:
    """The address of the page of the rules."""
    return address + PAGE[1:]


def evaluated(page: Page, address: str, expression: str, *arguments: Any) -> Any:
    """Return what a function of the rules' own module gives in the browser."""
    script = f"""async (given) => {{
      const rules = await import("../scripts/decision/evaluate.js");
      const decision = await (await fetch("../data/decision.json")).json();
      const outcome = (one) => one && {{
        rule: one.rule.id, picks: one.picks, runnerUps: one.runnerUps,
        nearest: outcome(one.nearest) ?? null, cautions: one.cautions.map(({{id}}) => id),
      }};
      const against = (all) => all.map(({{candidate, rule, needs}}) =>
        [candidate.slug, rule?.id ?? null, Object.fromEntries(needs)]);
      const checks = ({{candidates, ...rest}}) => ({{...rest, candidates: candidates.map(({{slug}}) => slug)}});
      return JSON.stringify(({expression})(...given));
    }}"""
    page.goto(address)
    return json.loads(page.evaluate(script, arguments))


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


def reasons_against(guide: Guide, answers: Answers, picks: Picks) -> list[list[Any]]:
    """Return for each candidate that is not picked the rule nearest to it, and what that needs."""
    others = [candidate.slug for candidate in guide.candidates if candidate.slug not in picks]
    return [
        [one.candidate, one.rule and one.rule.id, {key: list(options) for key, options in one.needs.items()}]
        for one in why_not(guide.decision, answers, others)
    ]


def next_checks(guide: Guide, picks: Picks, runner_ups: Picks) -> dict[str, Any]:
    """Return whom the checks concern, and who is to be compared, with the pair's page if there is one."""
    compared = picks if len(picks) > 1 else (*picks, *runner_ups[:1])
    pages = {frozenset((pair.one.slug, pair.other.slug)): pair.address for pair in guide.pairs}
    page = pages.get(frozenset(compared))
    found = {"candidates": list(picks), "compared": list(compared) if len(compared) > 1 else []}
    return {**found, "written": page} if page else found


def test_browser_and_build_explain_all_answers_alike(page: Page, address: str, guide: Guide) -> None:
    """For every set of answers the whole result must be that of the build.

    That is: outcome, runner-up, cautions, flips, what did not matter, what stands against the others, and the checks.
    """
    found = evaluated(
        page,
        address,
        """() => rules.completions(decision).map((answers) => {
          const {flips, immaterial, ...why} = rules.explain(decision, answers);
          const last = why.outcome.nearest ?? why.outcome;
          return {
            answers, immaterial,
            outcome: outcome(why.outcome),
            flips: flips.map((flip) => [flip.question, flip.option, outcome(flip.outcome)]),
            others: against(rules.whyNot(decision, answers, last.picks)),
            checks: checks(rules.nextChecks(decision, last.picks, last.runnerUps)),
          };
        })""",
    )
    sets = answer_sets(guide.decision)
    assert len(found) == len(sets)
    for got, answers in zip(found, sets, strict=True):
        explanation = explain(guide.decision, answers)
        last = explanation.outcome.nearest or explanation.outcome
        assert got == {
            **plain_explanation(answers, explanation),
            "others": reasons_against(guide, answers, last.picks),
            "checks": next_checks(guide, last.picks, last.runner_ups),
        }


def plain_possibility(possibility: Possibility) -> dict[str, Any]:
    return {
        "picks": list(possibility.picks),
        "rules": [rule.id for rule in possibility.rules],
        "share": pytest.approx(possibility.share),
    }


@pytest.mark.parametrize("count", [2, 3, 4])
def test_browser_and_build_see_the_same_possibilities(page: Page, address: str, guide: Guide, count: int) -> None:
    """While questions are open, outcomes, their order, what to answer next and what stands against the rest must agree.

    Up to two answers all ways to give them are tried, with three and four a sample.
    """
    given = list(partial_answers(guide, count) if count == 2 else sampled_answers(guide, count, 120))
    found = evaluated(
        page,
        address,
        """(given) => given.map((answers) => {
          const outcomes = rules.possibleOutcomes(decision, answers);
          return {
            outcomes: outcomes.map((one) => ({...one, rules: one.rules.map(({id}) => id)})),
            next: rules.nextQuestion(decision, answers) ?? null,
            others: against(rules.whyNot(decision, answers, outcomes[0].picks)),
          };
        })""",
        given,
    )
    for answers, got in zip(given, found, strict=True):
        outcomes = possible_outcomes(guide.decision, answers)
        assert got == {
            "outcomes": [plain_possibility(one) for one in outcomes],
            "next": next_question(guide.decision, answers),
            "others": reasons_against(guide, answers, outcomes[0].picks),
        }, answers


def test_every_result_can_be_told(page: Page, address: str) -> None:
    """No answers may leave a hole in the words, on the page or on file; one set in seven is tried, also in part."""
    page.goto(address)
    holes = page.evaluate(
        """async () => {
          const { completions } = await import("../scripts/decision/evaluate.js");
          const { tell } = await import("../scripts/decision/explain.js");
          const { record } = await import("../scripts/decision/record.js");
          const rules = await (await fetch("../data/decision.json")).json();
          const at = (address) => new URL(`..${address}`, location.href).href;
          const guide = { ...rules, at, here: (answers) => `${location.href}?${new URLSearchParams(answers)}` };
          const last = Object.keys(rules.questions).at(-1);
          const whole = completions(rules).filter((_, place) => place % 7 === 0);
          const open = whole.map(({ [last]: left, ...answers }) => answers);
          const tellings = [...whole, ...open].map((answers) => tell(guide, answers));
          const written = (told) => [JSON.stringify(told), told.drivers ? record(guide, told) : told.spoken];
          const hole = /undefined|NaN|\\bnull\\b|\\[object|: \\.|\\(\\)|“”/;
          return tellings.flatMap(written).filter((text) => hole.test(text)).slice(0, 3);
        }"""
    )
    assert holes == []


def test_the_file_of_the_rules_holds_what_readers_see(site: Site, guide: Guide) -> None:
    """The rules as a file must keep their order and carry plain text and anchors that exist."""
    text = site.text("data/decision.json")
    decision = json.loads(text)
    assert [rule["id"] for rule in decision["rules"]] == [rule.id for rule in guide.decision.rules]
    assert [rule["says"] for rule in decision["rules"]] == [said(guide, rule.says) for rule in guide.decision.rules]
    assert [one["address"] for one in decision["candidates"]] == [one.address for one in guide.candidates]
    assert "[[" not in text
    anchors = {record["anchor"] for kind in ("rules", "cautions") for record in decision[kind]}
    assert anchors <= set(site.pages[PAGE].ids)


def test_the_file_holds_the_advice_on_each_candidate(site: Site, guide: Guide) -> None:
    """What to try, when weaknesses bite and what holds today must be the candidate's own, each fact with its place."""
    for one in json.loads(site.text("data/decision.json"))["candidates"]:
        slug, opinion = one["slug"], guide.by_slug[one["slug"]].opinion
        assert one["try_first"] == [said(guide, check, slug) for check in opinion.try_first]
        assert [bite["what"] for bite in one["weaknesses"]] == [
            said(guide, weakness.what, slug) for weakness in opinion.weaknesses
        ]
        starting = [kind.label for kind in guide.fact_types.values() if kind.starting]
        assert [fact["label"] for fact in one["starting"]] == starting
        for fact in one["starting"]:
            address, _, anchor = fact["address"].partition("#")
            assert anchor in site.pages[address].ids
            assert ("text" in fact) != ("missing" in fact and bool(fact["reason"]))
