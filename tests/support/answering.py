"""Answers the form on the page of the rules as a reader does, and reads what it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from guide.decision.evaluate import Answers, Outcome, answer_sets, decide
from guide.derive.guide import Guide
from guide.derive.routes import API_ROOT
from guide.exports.documents import api
from guide.render.text import TextWriter
from playwright.sync_api import Locator, Page

PAGE = "/how-to-pick/"
FORM, RESULT, TITLE, STATE = "#questions", "#result", ".picking h1", "#state"

Kind = Callable[[Outcome], bool]

KINDS: Mapping[str, Kind] = {
    "one pick": lambda outcome: len(outcome.picks) == 1,
    "a tie": lambda outcome: len(outcome.picks) > 1,
    "outside the guide": lambda outcome: not outcome.picks,
    "with a runner-up": lambda outcome: bool(outcome.runner_ups),
    "with a caution": lambda outcome: bool(outcome.cautions),
}
"""The kinds of result that look different."""


def case(guide: Guide, kind: str) -> tuple[Answers, Outcome]:
    """Return the first answers whose result is of a kind, and that result."""
    decided = ((answers, decide(guide.decision, answers)) for answers in answer_sets(guide.decision))
    return next((answers, outcome) for answers, outcome in decided if KINDS[kind](outcome))


def single_answers(guide: Guide) -> Iterator[Answers]:
    """Yield every way to answer a single question."""
    for key, question in guide.decision.questions.items():
        yield from ({key: option} for option in question.options)


def published_decision(guide: Guide) -> Any:
    """Return the decision as the site publishes it."""
    return json.loads(api.files(guide)[f"{API_ROOT}/decision.json"])


def answered(address: str, answers: Answers, fragment: str = "") -> str:
    """Return the address that holds answers."""
    return f"{address}?{urlencode(answers)}{fragment}"


def answer(page: Page, answers: Answers) -> None:
    """Give answers one after the other, also to questions that are no longer asked."""
    for question, option in answers.items():
        page.select_option(f"select[name={question}]", option, force=True)


def checked(page: Page) -> dict[str, str]:
    """Return what is answered in the form."""
    given: dict[str, str] = page.evaluate("Object.fromEntries(new FormData(document.querySelector('#questions')))")
    return {question: option for question, option in given.items() if option}


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
