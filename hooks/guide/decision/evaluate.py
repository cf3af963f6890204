"""The rules evaluated for one set of answers, and for all of them.

The form in the browser evaluates the rules once more, and says why; tests/golden/decisions.json keeps the two alike.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
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
class Possibility:
    """Picks that are still possible while some questions are unanswered."""

    picks: Picks
    rules: tuple[Rule, ...]
    """The rules that lead there, in order."""
    share: float
    """Of the sets of answers that are still possible."""


@dataclass(frozen=True, kw_only=True)
class LanguagePicks:
    """What one language family can end in."""

    option: str
    default: Rule
    """The rule that is left when nothing more special holds."""
    staying: Picks
    """Every pick without accepting a new language, in the order of the rules."""
    switching: Picks
    """The picks that only come with accepting one."""


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


def answer_sets(decision: Decision) -> tuple[Answers, ...]:
    """Return every set of answers, in the order of the questions and their options."""
    return tuple(_named(decision, options) for options in _all_options(decision))


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
    rule = _deciding_rule(decision.rules, answers)
    return Outcome(
        rule=rule,
        picks=rule.pick,
        runner_ups=_runner_ups(decision, rule, answers),
        nearest=_nearest(decision, rule, answers),
        cautions=tuple(caution for caution in decision.cautions if _holds(caution, rule.pick, answers)),
    )


def possible_outcomes(decision: Decision, answers: Answers) -> tuple[Possibility, ...]:
    """Return the picks that are still possible after some answers, the likeliest completion first.

    Takes any number of answers, none included; raises KeyError where an answer is not among the options.
    """
    table = _table(decision)
    rules = [table[options] for options in _all_options(decision, _exactly(answers))]
    by_picks = Counter(rule.pick for rule in rules)
    return tuple(
        Possibility(
            picks=picks,
            rules=_in_order(decision, (rule for rule in rules if rule.pick == picks)),
            share=count / len(rules),
        )
        for picks, count in by_picks.most_common()
    )


def by_language(decision: Decision) -> tuple[LanguagePicks, ...]:
    """Return, for each option of the switching question, its default and every pick it can end in."""
    table = _table(decision)
    question = decision.switching.question
    options = decision.questions[question].options
    return tuple(_language_picks(decision, table, {question: option}) for option in options)


def accepts_switch(decision: Decision, answers: Answers) -> bool:
    """Return whether the answers accept a new language."""
    return matches(decision.switching.accepted_by, answers)


@lru_cache(maxsize=8)
def influence(decision: Decision) -> dict[str, float]:
    """Return for each question the share of answer sets in which another answer to it alone can change the pick."""
    table = _table(decision)
    return {question: len(_swayed(decision, table, question)) / len(table) for question in decision.questions}


@lru_cache(maxsize=8)
def unswayed_by_other_questions(decision: Decision) -> float:
    """Return the share of answer sets in which no single answer can change the pick, the switching question's apart."""
    table = _table(decision)
    others = (question for question in decision.questions if question != decision.switching.question)
    swayed = set().union(*(_swayed(decision, table, question) for question in others))
    return 1 - len(swayed) / len(table)


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
    if not rule.runner_up_in_own_language:
        return rule.runner_up
    return _distinct((*rule.runner_up, *_picks_at_home(decision, answers)))


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
    about_pick = not caution.pick or any(slug in caution.pick for slug in picks)
    return about_pick and matches(caution.when, answers)


@lru_cache(maxsize=8)
def _flips(decision: Decision) -> Mapping[tuple[str, str], Sequence[tuple[str, _Options, _Options]]]:
    """Return for every two candidates where a single other answer leads from the first to the second.

    That is the question, the answers, and the answers with that one changed.
    """
    table = _table(decision)
    flips: dict[tuple[str, str], list[tuple[str, _Options, _Options]]] = defaultdict(list)
    for options, rule in table.items():
        for question, flipped in _neighbours(decision, options):
            picks = table[flipped].pick if table[flipped] is not rule else ()
            for first, second in product(rule.pick, picks):
                if second not in rule.pick and first not in picks:
                    flips[first, second].append((question, options, flipped))
    return flips


@lru_cache(maxsize=8)
def _table(decision: Decision) -> dict[_Options, Rule]:
    """Return the deciding rule of every answer set; raise Undecided if one has none.

    Each rule is spread over its own answer sets, which takes a fraction of the time of trying every set on every rule.
    """
    table: dict[_Options, Rule] = {}
    for rule in decision.rules:
        for options in _all_options(decision, rule.when):
            table.setdefault(options, rule)
    try:
        return {options: table[options] for options in _all_options(decision)}
    except KeyError as error:
        raise Undecided(in_words(_named(decision, error.args[0]))) from None


def _all_options(decision: Decision, when: When | None = None) -> Iterator[_Options]:
    """Yield the answer sets that match `when`, in the order of the questions and their options."""
    allowed: When = {key: tuple(question.options) for key, question in decision.questions.items()} | (when or {})
    return product(*(allowed[question] for question in decision.questions))


def _named(decision: Decision, options: _Options) -> Answers:
    return dict(zip(decision.questions, options, strict=True))


def _distinct(slugs: Iterable[str]) -> Picks:
    return tuple(dict.fromkeys(slugs))


def _in_order(decision: Decision, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules once each, in the order of the decision."""
    ids = {rule.id for rule in rules}
    return tuple(rule for rule in decision.rules if rule.id in ids)


def _language_picks(decision: Decision, table: Mapping[_Options, Rule], language: Answers) -> LanguagePicks:
    (option,) = language.values()
    here = {options: table[options] for options in _all_options(decision, _exactly(language))}
    staying = [rule for options, rule in here.items() if not accepts_switch(decision, _named(decision, options))]
    home = _picks_of(_in_order(decision, staying))
    return LanguagePicks(
        option=option,
        default=_in_order(decision, here.values())[-1],
        staying=home,
        switching=tuple(slug for slug in _picks_of(_in_order(decision, here.values())) if slug not in home),
    )


def _exactly(answers: Answers) -> When:
    return {question: (option,) for question, option in answers.items()}


def _picks_of(rules: Iterable[Rule]) -> Picks:
    return _distinct(slug for rule in rules for slug in rule.pick)


def _swayed(decision: Decision, table: Mapping[_Options, Rule], question: str) -> set[_Options]:
    """Return the answer sets whose picks another answer to one question can change."""
    position = list(decision.questions).index(question)
    alike: dict[_Options, list[_Options]] = defaultdict(list)
    for options in table:
        alike[options[:position] + options[position + 1 :]].append(options)
    mixed = (group for group in alike.values() if len({table[options].pick for options in group}) > 1)
    return {options for group in mixed for options in group}


def _neighbours(decision: Decision, options: _Options) -> Iterator[tuple[str, _Options]]:
    """Yield every answer set that differs in a single question, with that question."""
    for position, (key, question) in enumerate(decision.questions.items()):
        for option in question.options:
            if option != options[position]:
                yield key, (*options[:position], option, *options[position + 1 :])


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
