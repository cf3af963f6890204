"""Answers the form on the page of the rules as a reader does, and reads what it says."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from urllib.parse import urlencode

from guide.decision.evaluate import Answers, Explanation, answer_sets, explain, possible_outcomes
from guide.derive.guide import Guide
from guide.render.text import TextWriter
from playwright.sync_api import Locator, Page

PAGE = "/how-to-pick/"
FORM, RESULT, GROUNDS = "#questions", "#result", "#grounds"

Kind = Callable[[Explanation], bool]

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
"""The kinds of result that read differently."""


def case(guide: Guide, kind: str) -> tuple[Answers, Explanation]:
    """Return the first answers whose result is of a kind, and why it is."""
    explained = ((answers, explain(guide.decision, answers)) for answers in answer_sets(guide.decision))
    return next((answers, explanation) for answers, explanation in explained if KINDS[kind](explanation))


def partial_answers(guide: Guide, most: int) -> Iterator[Answers]:
    """Yield every way to answer up to some number of questions."""
    questions = guide.decision.questions
    for count in range(most + 1):
        for chosen in combinations(questions, count):
            for options in product(*(questions[question].options for question in chosen)):
                yield dict(zip(chosen, options, strict=True))


def sampled_answers(guide: Guide, count: int, samples: int) -> Iterator[Answers]:
    """Yield some of the ways to answer a number of questions, the same ones each time."""
    chance = random.Random(f"{count} answers")  # noqa: S311 - a sample, not a secret
    questions = guide.decision.questions
    for _ in range(samples):
        chosen = chance.sample(list(questions), count)
        yield {key: chance.choice(list(questions[key].options)) for key in questions if key in chosen}


def widest(guide: Guide) -> Answers:
    """Return the first answer that leaves most outcomes possible."""
    first, *_ = guide.decision.questions
    ways: list[Answers] = [{first: option} for option in guide.decision.questions[first].options]
    return max(ways, key=lambda one: len(possible_outcomes(guide.decision, one)))


def settled(guide: Guide) -> Answers:
    """Return the first answer after which the others change nothing."""
    ways = ((one, possible_outcomes(guide.decision, one)) for one in partial_answers(guide, 1))
    return next(one for one, found in ways if len(found) == 1 and found[0].picks)


def answered(address: str, answers: Answers, fragment: str = "") -> str:
    """Return the address that holds answers."""
    return f"{address}?{urlencode(answers)}{fragment}"


def answer(page: Page, answers: Answers) -> None:
    """Give answers as a reader does, one after the other."""
    for question, option in answers.items():
        page.check(f"[name={question}][value={option}]")


def checked(page: Page) -> dict[str, str]:
    """Return what is answered in the form."""
    given: dict[str, str] = page.evaluate("Object.fromEntries(new FormData(document.querySelector('#questions')))")
    return given


def shown(where: Locator) -> dict[str, str]:
    """Return the terms of a part of the result, each with what is said of it."""
    script = "(rows) => Object.fromEntries(rows.map((row) => [...row.children].map((part) => part.innerText.trim())))"
    found: dict[str, str] = where.locator("dl > div").evaluate_all(script)
    return found


def links(where: Locator) -> list[str]:
    """Return where the links of a part lead, whole."""
    found: list[str] = where.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
    return found


def home(address: str, guide: Guide, slugs: tuple[str, ...]) -> list[str]:
    """Return where links to candidates must lead, from the address of the page of the rules."""
    root = address.removesuffix(PAGE[1:])
    return [root + guide.by_slug[slug].address[1:] for slug in slugs]


def said(guide: Guide, text: str, slug: str = "") -> str:
    """Return a sentence of the editors as readers see it; takes the candidate whose it is."""
    return " ".join(TextWriter(guide.figures, PAGE, slug).plain(text).split())


def labels(guide: Guide, questions: tuple[str, ...]) -> list[str]:
    """Return the names of questions within a sentence."""
    return [guide.decision.questions[question].label.lower() for question in questions]
