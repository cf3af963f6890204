"""What the browser makes of answers is what stands on file and what the build makes of them; no site is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import golden
import pytest
from answering import published_decision, single_answers
from guide.decision.evaluate import answer_sets, completed, decide
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
const { completed, completions, decide, decisionOf } = await import("/scripts/decision/evaluate.js");
const [document, some] = given;
const decision = decisionOf(document, location.href);
const plain = (one) => one
  && [one.rule.id, one.picks, one.runnerUps, one.cautions.map(({ id }) => id), plain(one.nearest) ?? null];
return [completions(decision), some.map((answers) => completed(decision, answers))].map(
  (sets) => sets.map((answers) => [answers, plain(decide(decision, answers))]));
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
    decided, single = evaluated(scripts, OWN, published_decision(guide), singles)
    for found, sets in (
        (decided, answer_sets(guide.decision)),
        (single, [completed(guide.decision, answers) for answers in singles]),
    ):
        assert found == [[answers, plain(decide(guide.decision, answers))] for answers in sets]


HOLES = """
const { completions, decisionOf } = await import("/scripts/decision/evaluate.js");
const { tell } = await import("/scripts/decision/explain.js");
const { record } = await import("/scripts/decision/record.js");
const decision = decisionOf(given[0], `${location.origin}/api/v1/decision.json`);
const guide = { ...decision, here: (answers) => `${location.href}?${new URLSearchParams(answers)}` };
const last = Object.keys(guide.questions).at(-1);
const whole = completions(guide).filter((_, place) => place % 31 === 0);
const open = whole.map(({ [last]: left, ...answers }) => answers);
const tellings = [...whole, ...open].map((answers) => tell(guide, answers));
const present = (_, value) => value ?? undefined;
const written = (told) => [JSON.stringify(told, present), record(guide, told)];
const hole = /undefined|NaN|\\bnull\\b|\\[object|: \\.|\\(\\)|“”/;
return tellings.flatMap(written).filter((text) => hole.test(text)).slice(0, 3);
"""


def test_every_result_can_be_told(scripts: Page, guide: Guide) -> None:
    """No answers may leave a hole in the words, on the page or on file; some sets are tried, also in part."""
    assert evaluated(scripts, HOLES, published_decision(guide)) == []


PROMISES = """
const { completions, decide, decisionOf, known, reasons } = await import("/scripts/decision/evaluate.js");
const { plain, tell } = await import("/scripts/decision/explain.js");
const guide = { ...decisionOf(given[0], `${location.origin}/api/v1/decision.json`), here: (answers) => answers };
const [language] = Object.keys(guide.questions);
const faults = [];
for (const answers of completions(guide).filter((_, place) => place % 7 === 0)) {
  const told = tell(guide, answers);
  const outcome = decide(guide, answers);
  if (told.why.length > 3) faults.push(["too many reasons", answers]);
  if (outcome.picks.length)
    for (const { questions } of reasons(guide, answers, outcome))
      if (!questions.every((question) => known(guide, answers, question))) faults.push(["an open reason", answers]);
  for (const { href } of told.changes.flat(Infinity).filter((part) => part.href && typeof part.href === "object"))
    if (href[language] !== answers[language]) faults.push(["another language", answers]);
  for (const caution of told.cautions) if (!caution.wayOut) faults.push(["no way out", answers]);
  const [head] = plain(told.lead).split(". ");
  const [, phrase] = head.match(/^You (.+)/) ?? [];
  if (phrase && told.title.includes(phrase)) faults.push(["title said again", answers]);
  if (told.why.some(({ says }) => plain(told.lead).endsWith(plain(says)))) faults.push(["reason said again", answers]);
}
return faults.slice(0, 3);
"""


def test_what_is_told_keeps_what_the_guide_promises(scripts: Page, guide: Guide) -> None:
    """At most three reasons, none from a doubt; no unasked new language; a way out of each caution; nothing twice."""
    assert evaluated(scripts, PROMISES, published_decision(guide)) == []
