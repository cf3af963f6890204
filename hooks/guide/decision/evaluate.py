"""The rules evaluated for one set of answers, and for all of them.

The form in the browser evaluates the rules once more, and says why; tests/golden/decisions.json keeps the two alike.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Any

from guide.model.decision import Caution, Decision, Rule, When

Answers = Mapping[str, str]
"""The option chosen for each question."""

Picks = tuple[str, ...]
"""The candidates that an outcome names: one, several in a tie, or none outside the guide."""

_Options = tuple[str, ...]
"""A set of answers as options only, in the order of the questions."""


class Undecided(LookupError):
    """No rule decides a set of answers."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one set of answers leads to."""

    rule: Rule
    """The rule that decided."""
    picks: Picks
    runner_ups: Picks
    nearest: Outcome | None
    """Outside the guide: the outcome of the answers that these are taken for."""
    cautions: tuple[Caution, ...]
    """Those that hold."""


@dataclass(frozen=True, kw_only=True)
class Mentions:
    """The rules that name one candidate."""

    picked_by: tuple[Rule, ...]
    runner_up_in: tuple[Rule, ...]


@dataclass(frozen=True, kw_only=True)
class Separation:
    """One question on which two rules part two candidates, all other answers being equal."""

    question: str
    rules: tuple[Rule, Rule]
    """The rule that picks the first candidate, and the one that picks the second."""
    options: tuple[tuple[str, ...], tuple[str, ...]]
    """The answers that lead to the first candidate, and those that lead to the second."""
    cases: int
    """How many such couples of answer sets there are."""


def answer_sets(decision: Decision, given: Answers = MappingProxyType({})) -> tuple[Answers, ...]:
    """Return every set of answers that agrees with those given, in the order of the questions and their options."""
    return tuple(_named(decision, options) for options in _all_options(decision, _exactly(given)))


def in_words(answers: Answers) -> str:
    """Return answers as text: `language=go, product=api`."""
    return ", ".join(f"{question}={option}" for question, option in answers.items())


def matches(when: When, answers: Answers) -> bool:
    """Return whether every condition of `when` allows the answer; raise KeyError where one is missing."""
    for question, options in when.items():  # noqa: SIM110 - the innermost loop; a generator takes twice as long
        if answers[question] not in options:
            return False
    return True


def decide(decision: Decision, answers: Answers) -> Outcome:
    """Return the outcome of a whole set of answers; raise Undecided if no rule matches it."""
    return outcome(decision, _deciding_rule(decision.rules, answers), answers)


def outcomes(decision: Decision) -> Iterator[tuple[Answers, Outcome | None]]:
    """Yield every set of answers with its outcome, or with None where no rule matches it."""
    table = _decided(decision)
    for options in _all_options(decision):
        answers = _named(decision, options)
        yield answers, outcome(decision, table[options], answers) if options in table else None


def outcome(decision: Decision, rule: Rule, answers: Answers) -> Outcome:
    """Return what a whole set of answers leads to by the rule that decides it."""
    return Outcome(
        rule=rule,
        picks=rule.pick,
        runner_ups=_runner_ups(decision, rule, answers),
        nearest=_nearest(decision, rule, answers),
        cautions=tuple(caution for caution in decision.cautions if _holds(caution, rule.pick, answers)),
    )


def completed(decision: Decision, answers: Answers) -> Answers:
    """Return answers with every open question answered as it counts while it is open."""
    return {
        key: answers.get(key, question.if_open or next(iter(question.options)))
        for key, question in decision.questions.items()
    }


def falls_short(decision: Decision, candidate: str, answers: Answers) -> bool:
    """Return whether a candidate falls short of what the answers ask of it."""
    return any(candidate in concern.short and matches(concern.when, answers) for concern in decision.concerns)


def contenders(decision: Decision, answers: Answers, question: str) -> frozenset[str]:
    """Return who is still possible, as pick or as runner-up, once the questions before one are answered as given."""
    order = list(decision.questions)
    before = ((key, answers[key]) for key in order[: order.index(question)] if key in answers)
    return _contenders(decision, tuple(before))


def spoken(decision: Decision, families: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """Return for each candidate the answers on the language that it is at home in; takes its language families."""
    together = decision.switching.together
    return {
        slug: own | {option for option, several in together.items() if own & {*several}}
        for slug, own in families.items()
    }


def accepts_switch(decision: Decision, answers: Answers) -> bool:
    """Return whether the answers accept a new language."""
    return matches(decision.switching.accepted_by, answers)


def rules_for(decision: Decision, candidate: str) -> Mentions:
    """Return the rules that pick a candidate and those that end with it as runner-up, in order."""
    runner_ups = _all_runner_ups(decision)
    return Mentions(
        picked_by=tuple(rule for rule in decision.rules if candidate in rule.pick),
        runner_up_in=tuple(rule for rule in decision.rules if candidate in runner_ups[rule.id]),
    )


def separations(decision: Decision, first: str, second: str) -> tuple[Separation, ...]:
    """Return where a single other answer leads from one candidate to the other, the most frequent case first.

    Answers that end in a tie of the two do not part them.
    """
    table = _table(decision)
    couples: dict[tuple[str, str, str], list[tuple[_Options, _Options]]] = defaultdict(list)
    for question, options, flipped in _flips(decision).get((first, second), ()):
        couples[question, table[options].id, table[flipped].id].append((options, flipped))
    separated = [_separation(decision, question, table, cases) for (question, _, _), cases in couples.items()]
    return tuple(sorted(separated, key=lambda separation: -separation.cases))


def digest(decision: Decision, first_slugs: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return twelve hexadecimal digits that change when the logic of the rules does, and not with its wording.

    Nor do they change with a name: `first_slugs` has the slug that each renamed candidate had at first.
    """
    logic = {
        "questions": {key: sorted(question.options) for key, question in decision.questions.items()},
        "switching": _plain(decision.switching.model_dump()),
        "rules": [_plain(_unnamed(rule.model_dump(include=_LOGIC), first_slugs)) for rule in decision.rules],
    }
    if decision.concerns:
        logic["concerns"] = [
            _plain(concern.model_dump(exclude={"meets", "against", "rests_on"})) for concern in decision.concerns
        ]
    canonical = json.dumps(logic, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


_LOGIC = {"id", "when", "pick", "runner_up", "runner_up_in_own_language", "outside"}


def _unnamed(logic: dict[str, Any], first_slugs: Mapping[str, str]) -> dict[str, Any]:
    return logic | {key: tuple(first_slugs.get(slug, slug) for slug in logic[key]) for key in ("pick", "runner_up")}


def _plain(value: Any) -> Any:
    """Return a value with every list in it sorted: within a rule no order makes a difference."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return sorted(value) if isinstance(value, tuple) else value


def _deciding_rule(rules: Iterable[Rule], answers: Answers) -> Rule:
    for rule in rules:
        if matches(rule.when, answers):
            return rule
    raise Undecided(in_words(answers))


def _nearest(decision: Decision, rule: Rule, answers: Answers) -> Outcome | None:
    if rule.outside is None:
        return None
    inside = decision.model_copy(update={"rules": tuple(rule for rule in decision.rules if rule.pick)})
    try:
        return decide(inside, {**answers, **rule.outside.as_if})
    except Undecided:
        return None


def _runner_ups(decision: Decision, rule: Rule, answers: Answers) -> Picks:
    seconds = tuple(slug for slug in rule.runner_up if not falls_short(decision, slug, answers))
    if not rule.runner_up_in_own_language:
        return seconds
    return _distinct((*seconds, *_picks_at_home(decision, answers)))


def _picks_at_home(decision: Decision, answers: Answers) -> Picks:
    """Return the picks of the first matching rule that does not change the language."""
    rules = (rule for rule in decision.rules if rule.pick and not rule.runner_up_in_own_language)
    return next((rule.pick for rule in rules if matches(rule.when, answers)), ())


@lru_cache(maxsize=8)
def _all_runner_ups(decision: Decision) -> Mapping[str, AbstractSet[str]]:
    """Return every runner-up of each rule, over all answers that it decides, by the id of the rule."""
    runner_ups = {rule.id: set(rule.runner_up) for rule in decision.rules}
    for options, rule in _table(decision).items():
        if rule.runner_up_in_own_language:
            runner_ups[rule.id].update(_runner_ups(decision, rule, _named(decision, options)))
    return runner_ups


def _holds(caution: Caution, picks: Picks, answers: Answers) -> bool:
    for slug in picks:
        if slug in caution.pick:
            return matches(caution.when, answers)
    return not caution.pick and matches(caution.when, answers)


@lru_cache(maxsize=4096)
def _contenders(decision: Decision, given: tuple[tuple[str, str], ...]) -> frozenset[str]:
    table = _table(decision)
    rules = {table[options].id: table[options] for options in _all_options(decision, _exactly(dict(given)))}
    return frozenset(slug for rule in rules.values() for slug in (*rule.pick, *rule.runner_up))


@lru_cache(maxsize=8)
def _flips(decision: Decision) -> Mapping[tuple[str, str], Sequence[tuple[str, _Options, _Options]]]:
    """Return for every two candidates where a single other answer leads from the first to the second.

    That is the question, the answers, and the answers with that one changed.
    """
    sets, rules = list(_table(decision)), list(_table(decision).values())
    flips: dict[tuple[str, str], list[tuple[str, _Options, _Options]]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for question, others in _neighbours(decision, number):
            for other in others:
                # Most neighbours are decided by the same rule.
                if rules[other] is rule:
                    continue
                picks = rules[other].pick
                for first, second in product(rule.pick, picks):
                    if second not in rule.pick and first not in picks:
                        flips[first, second].append((question, sets[number], sets[other]))
    return flips


@lru_cache(maxsize=8)
def _table(decision: Decision) -> dict[_Options, Rule]:
    """Return the deciding rule of every answer set; raise Undecided if one has none."""
    table = _decided(decision)
    try:
        return {options: table[options] for options in _all_options(decision)}
    except KeyError as error:
        raise Undecided(in_words(_named(decision, error.args[0]))) from None


def _decided(decision: Decision) -> dict[_Options, Rule]:
    """Return the deciding rule of every answer set that has one.

    Each rule is spread over its own answer sets, which takes a fraction of the time of trying every set on every rule.
    """
    table: dict[_Options, Rule] = {}
    for rule in decision.rules:
        for options in _all_options(decision, rule.when):
            table.setdefault(options, rule)
    return table


def _all_options(decision: Decision, when: When | None = None) -> Iterator[_Options]:
    """Yield the answer sets that match `when`, in the order of the questions and their options."""
    allowed: When = {key: tuple(question.options) for key, question in decision.questions.items()} | (when or {})
    return product(*(allowed[question] for question in decision.questions))


def _named(decision: Decision, options: _Options) -> Answers:
    return dict(zip(decision.questions, options, strict=True))


def _distinct(slugs: Iterable[str]) -> Picks:
    return tuple(dict.fromkeys(slugs))


def _exactly(answers: Answers) -> When:
    return {question: (option,) for question, option in answers.items()}


def _neighbours(decision: Decision, number: int) -> Iterator[tuple[str, range]]:
    """Yield each question with the places, in the order of all answer sets, of those that differ in it alone.

    Takes the place of an answer set; it is among those that are yielded.
    """
    size = prod(len(question.options) for question in decision.questions.values())
    for key, question in decision.questions.items():
        step = size // len(question.options)
        start = number - number % size + number % step
        yield key, range(start, start + size, step)
        size = step


def _separation(
    decision: Decision, question: str, table: Mapping[_Options, Rule], couples: Sequence[tuple[_Options, _Options]]
) -> Separation:
    position = list(decision.questions).index(question)
    first, second = couples[0]

    def in_order(options: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(options), key=list(decision.questions[question].options).index))

    return Separation(
        question=question,
        rules=(table[first], table[second]),
        options=(
            in_order(options[position] for options, _ in couples),
            in_order(flipped[position] for _, flipped in couples),
        ),
        cases=len(couples),
    )
