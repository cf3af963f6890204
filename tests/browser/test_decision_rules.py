"""What the browser makes of answers is what stands on file and what the build makes of them; no site is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import golden
import pytest
from answering import published_decision, single_answers
from guide.decision.evaluate import answer_sets, decide, possible_outcomes
from guide.derive.guide import Guide
from playwright.sync_api import Browser, Page
from scripting import evaluated, script_page


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """A page that can import the scripts."""
    with script_page(browser) as page:
        yield page


def test_the_browser_explains_the_small_worlds_as_on_file(scripts: Page) -> None:
    """For every set of answers, whole or in part, outcome, grounds and sentences must be those on file.

    If they are to be others: `make golden`, and look at the difference.
    """
    found, known = golden.results(scripts), golden.known()
    for world, kinds in known.items():
        for kind, results in kinds.items():
            for answers, result in results.items():
                assert found[world][kind].get(answers) == result, (world, kind, answers)
    assert golden.text(found) == golden.FILE.read_text(encoding="utf-8")


OWN = """
const { completions, decide, decisionOf, possibleOutcomes } = await import("/scripts/decision/evaluate.js");
const [document, some] = given;
const decision = decisionOf(document, location.href);
const plain = (one) => one
  && [one.rule.id, one.picks, one.runnerUps, one.cautions.map(({ id }) => id), plain(one.nearest) ?? null];
return [
  completions(decision).map((answers) => [answers, plain(decide(decision, answers))]),
  some.map((answers) =>
    possibleOutcomes(decision, answers).map(({ picks, rules }) => [picks, rules.map(({ id }) => id)])),
];
"""


def plain(outcome: Any) -> Any:
    """Return an outcome as lists and names."""
    if outcome is None:
        return None
    cautions = [caution.id for caution in outcome.cautions]
    return [outcome.rule.id, list(outcome.picks), list(outcome.runner_ups), cautions, plain(outcome.nearest)]


def test_browser_and_build_decide_alike(scripts: Page, guide: Guide) -> None:
    """For every set of answers to the guide's own questions, and after each single one, both must say the same."""
    singles = list(single_answers(guide))
    decided, possible = evaluated(scripts, OWN, published_decision(guide), singles)
    sets = answer_sets(guide.decision)
    assert decided == [[answers, plain(decide(guide.decision, answers))] for answers in sets]
    for answers, found in zip(singles, possible, strict=True):
        outcomes = possible_outcomes(guide.decision, answers)
        assert found == [[list(one.picks), [rule.id for rule in one.rules]] for one in outcomes], answers


HOLES = """
const { completions, decisionOf } = await import("/scripts/decision/evaluate.js");
const { tell } = await import("/scripts/decision/explain.js");
const { record } = await import("/scripts/decision/record.js");
const decision = decisionOf(given[0], `${location.origin}/api/v1/decision.json`);
const guide = { ...decision, here: (answers) => `${location.href}?${new URLSearchParams(answers)}` };
const last = Object.keys(guide.questions).at(-1);
const whole = completions(guide).filter((_, place) => place % 7 === 0);
const open = whole.map(({ [last]: left, ...answers }) => answers);
const tellings = [...whole, ...open].map((answers) => tell(guide, answers));
const present = (_, value) => value ?? undefined;
const written = (told) => [JSON.stringify(told, present), told.drivers ? record(guide, told) : told.spoken];
const hole = /undefined|NaN|\\bnull\\b|\\[object|: \\.|\\(\\)|“”/;
return tellings.flatMap(written).filter((text) => hole.test(text)).slice(0, 3);
"""


def test_every_result_can_be_told(scripts: Page, guide: Guide) -> None:
    """No answers may leave a hole in the words, on the page or on file; one set in seven is tried, also in part."""
    assert evaluated(scripts, HOLES, published_decision(guide)) == []
