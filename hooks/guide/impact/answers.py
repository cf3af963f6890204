"""What a change does to the decision: where sets of answers end, and the rules that lead there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal
from urllib.parse import urlencode

from guide.decision.evaluate import Answers, Outcome, Picks, answer_sets, decide
from guide.impact.cells import Difference, differences
from guide.model import urls
from guide.model.decision import Decision, Rule


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Where a set of answers ends."""

    picks: Picks
    """None outside the guide."""
    nearest: Picks
    """Outside the guide: its nearest option."""


@dataclass(frozen=True, kw_only=True)
class Diversion:
    """Sets of answers that ended in one place and end in another."""

    before: Ending
    after: Ending
    count: int
    example: Answers
    """The first of them."""
    address: str
    """The form with these answers, from the root of the site."""


@dataclass(frozen=True, kw_only=True)
class RuleChange:
    """A rule that came, went, changed or stands in another place."""

    id: str
    how: Literal["added", "gone", "changed", "moved"]
    address: str
    places: tuple[int | None, int | None]
    """Its number in the order before and after."""
    fields: tuple[Difference, ...] = ()
    """What changed in it."""


@dataclass(frozen=True, kw_only=True)
class AnswerImpact:
    """What a change does to sets of answers; only those are compared that can be given before and after it."""

    total: int
    """How many sets of answers there are after the change."""
    compared: int
    """How many of them could be given before."""
    withdrawn: int
    """How many could be given before and cannot be given any more."""
    diversions: tuple[Diversion, ...]
    """The most frequent first."""
    runner_ups: int
    """How many end where they did, with another runner-up."""
    cautions: int
    """How many end where they did, with other cautions."""
    rules: tuple[RuleChange, ...]
    """In the order of the rules; those that are gone at the end."""

    @property
    def elsewhere(self) -> int:
        """How many sets of answers now end elsewhere."""
        return sum(diversion.count for diversion in self.diversions)


def compare_answers(before: Decision, after: Decision) -> AnswerImpact:
    """Try every set of answers on both decisions; raise Undecided if no rule matches one."""
    asked, askable = _sets(before), _sets(after)
    shared = [answers for key, answers in askable.items() if key in asked]
    outcomes = [(answers, decide(before, answers), decide(after, answers)) for answers in shared]
    same = [(one, other) for _, one, other in outcomes if _ending(one) == _ending(other)]
    return AnswerImpact(
        total=len(askable),
        compared=len(shared),
        withdrawn=len(asked.keys() - askable.keys()),
        diversions=_diversions(outcomes),
        runner_ups=sum(one.runner_ups != other.runner_ups for one, other in same),
        cautions=sum(one.cautions != other.cautions for one, other in same),
        rules=tuple(_rules(before, after)),
    )


def form_address(answers: Answers) -> str:
    """Return the address of the form with some answers, as the form itself writes it, at its result."""
    return f"{urls.HOW_TO_PICK}?{urlencode(answers)}#result"


def _sets(decision: Decision) -> Mapping[frozenset[tuple[str, str]], Answers]:
    """Return every set of answers under what makes it the same one, in whatever order the questions are asked."""
    return {frozenset(answers.items()): answers for answers in answer_sets(decision)}


def _ending(outcome: Outcome) -> Ending:
    return Ending(picks=outcome.picks, nearest=outcome.nearest.picks if outcome.nearest else ())


def _diversions(outcomes: Iterable[tuple[Answers, Outcome, Outcome]]) -> tuple[Diversion, ...]:
    grouped: dict[tuple[Ending, Ending], list[Answers]] = defaultdict(list)
    for answers, one, other in outcomes:
        if _ending(one) != _ending(other):
            grouped[_ending(one), _ending(other)].append(answers)
    diversions = (
        Diversion(before=before, after=after, count=len(group), example=group[0], address=form_address(group[0]))
        for (before, after), group in grouped.items()
    )
    return tuple(sorted(diversions, key=lambda diversion: -diversion.count))


def _rules(before: Decision, after: Decision) -> Iterator[RuleChange]:
    old, new = _numbered(before), _numbered(after)
    changed = {id: differences(_fields(old[id][1]), _fields(new[id][1])) for id in new if id in old}
    same = {id for id, fields in changed.items() if not fields}
    moved = _moved([id for id in old if id in same], [id for id in new if id in same])
    for id, (place, _) in new.items():
        if id not in old:
            yield _rule_change(id, "added", (None, place))
        elif id not in same:
            yield _rule_change(id, "changed", (old[id][0], place), changed[id])
        elif id in moved:
            yield _rule_change(id, "moved", (old[id][0], place))
    yield from (_rule_change(id, "gone", (place, None)) for id, (place, _) in old.items() if id not in new)


def _numbered(decision: Decision) -> dict[str, tuple[int, Rule]]:
    return {rule.id: (place, rule) for place, rule in enumerate(decision.rules, 1)}


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return the fewest names, or nearly so, that make one order of the other."""
    kept = SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks()
    return set(after).difference(*(after[block.b : block.b + block.size] for block in kept))


def _rule_change(
    id: str,
    how: Literal["added", "gone", "changed", "moved"],
    places: tuple[int | None, int | None],
    fields: tuple[Difference, ...] = (),
) -> RuleChange:
    address = f"{urls.HOW_TO_PICK}#{urls.anchor('rule', id)}"
    return RuleChange(id=id, how=how, address=address, places=places, fields=fields)


def _fields(rule: Rule) -> dict[str, str]:
    """Return what a rule says, key by key, as text."""
    values = rule.model_dump(mode="json", exclude_defaults=True)
    return {
        **{key.replace("_", " "): _text(value) for key, value in values.items() if key != "when"},
        **{f"when {question}": " or ".join(options) for question, options in rule.when.items()},
    }


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_text(inner)}" for key, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
