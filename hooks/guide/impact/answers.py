"""Where sets of answers end before and after a change of the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from guide.decision.evaluate import Answers, Outcome, answer_sets, decide
from guide.model import urls
from guide.model.decision import Decision


@dataclass(frozen=True, kw_only=True)
class OutcomeChange:
    """Sets of answers that led to one outcome and lead to another."""

    before: str
    after: str
    count: int
    example: str
    """The form with the first of them, from the root of the site."""


@dataclass(frozen=True, kw_only=True)
class AnswerChanges:
    """What a change does to sets of answers; only those are compared that can be given before and after it."""

    total: int
    """How many sets of answers there are after the change."""
    compared: int
    """How many of them could be given before."""
    outcomes: tuple[OutcomeChange, ...]
    """The most frequent first."""
    changed: int
    """How many lead to another outcome."""


def compare_answers(before: Decision, after: Decision, names: Mapping[str, str]) -> AnswerChanges:
    """Try every set of answers on both decisions.

    Takes the names of candidates by their present and former slugs: a candidate keeps its name under a new slug.
    """
    old_sets, new_sets = _sets(before), _sets(after)
    shared = [answers for key, answers in new_sets.items() if key in old_sets]
    groups: dict[tuple[str, str], list[Answers]] = {}
    for answers in shared:
        old, new = (_in_words(decide(decision, answers), names) for decision in (before, after))
        if old != new:
            groups.setdefault((old, new), []).append(answers)
    return AnswerChanges(
        total=len(new_sets),
        compared=len(shared),
        changed=sum(map(len, groups.values())),
        outcomes=tuple(
            OutcomeChange(before=old, after=new, count=len(group), example=_form_address(group[0]))
            for (old, new), group in sorted(groups.items(), key=lambda item: -len(item[1]))
        ),
    )


def _form_address(answers: Answers) -> str:
    return f"{urls.HOW_TO_PICK}?{urlencode(answers)}#result"


def _sets(decision: Decision) -> dict[frozenset[tuple[str, str]], Answers]:
    """Return every set of answers by what makes it the same one, in whatever order the questions are asked."""
    return {frozenset(answers.items()): answers for answers in answer_sets(decision)}


def _in_words(outcome: Outcome, names: Mapping[str, str]) -> str:
    if outcome.picks:
        return _named(outcome.picks, names)
    nearest = outcome.nearest.picks if outcome.nearest else ()
    return f"outside the guide, nearest {_named(nearest, names)}" if nearest else "outside the guide"


def _named(slugs: Iterable[str], names: Mapping[str, str]) -> str:
    return " or ".join(names.get(slug, slug) for slug in slugs)
