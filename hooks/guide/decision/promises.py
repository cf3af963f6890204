"""What the guide says of its own rules, tried on every set of answers: that its pages agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guide.decision.concerns import Standings
from guide.decision.evaluate import Answers, Outcome, accepts_switch, contenders, in_words, matches
from guide.model.decision import Caution, Decision, Rule, When
from guide.model.problems import Flaw, Location, first_at_each_place

Families = Mapping[str, frozenset[str]]
"""The language families of each candidate."""

Trial = list[tuple[Answers, Outcome]]
"""Every set of answers with what it leads to."""

BEST_FOR = "best_for"
"""What a rule rests on that says no more than what a candidate's page says to pick it for."""

_NAMED = re.compile(r"\[\[([a-z0-9-]+)\]\]")


@dataclass(frozen=True, kw_only=True)
class Field:
    """Everything known of the candidates that the rules are held against."""

    families: Families
    standings: Standings
    """In order of rank."""


def broken_promises(decision: Decision, trial: Trial, field: Field) -> Iterator[Flaw]:
    """Yield every promise that some set of answers breaks, once for each place; takes the decision as weighed."""
    for flaws in (_headline, _order, _new_to_most, _uncovered, _ways_out, _reasons):
        yield from first_at_each_place(flaws(decision, trial, field))


def _headline(decision: Decision, trial: Trial, field: Field) -> Iterator[Flaw]:
    """With no special case, the first of the ranking."""
    first = next(iter(field.standings))
    for answers, outcome in trial if decision.everyday else ():
        if matches(decision.everyday, answers) and outcome.picks != (first,):
            message = (
                f"{in_words(answers)} ends in rule '{outcome.rule.id}' and not in '{first}', the first of the ranking"
            )
            yield Flaw(
                ("everyday",), f"{message}; change the rules, or what counts as everyday and the headline with it"
            )


def _order(decision: Decision, _trial: Trial, field: Field) -> Iterator[Flaw]:
    """Whoever ranks higher is named first."""
    ranked = list(field.standings)
    for number, rule in enumerate(decision.rules):
        in_order = sorted(rule.pick, key=ranked.index)
        if list(rule.pick) != in_order:
            message = f"'{rule.id}' names its picks in another order than the ranking; write {', '.join(in_order)}"
            yield Flaw(("rules", number, "pick"), message)


def _new_to_most(decision: Decision, trial: Trial, field: Field) -> Iterator[Flaw]:
    """Nobody gets a language that is new to most without having named it, or accepted a new one."""
    rare = frozenset(decision.switching.new_to_most)
    for answers, outcome in trial:
        if answers[decision.switching.question] not in rare and not accepts_switch(decision, answers):
            for slug in (*outcome.picks, *outcome.runner_ups):
                if field.families[slug] <= rare:
                    message = f"{in_words(answers)} is sent to '{slug}', whose language is new to most, without having"
                    yield Flaw(
                        _place(decision, outcome.rule, "when"), f"{message} accepted one; ask for that in 'when'"
                    )


def _uncovered(decision: Decision, trial: Trial, _field: Field) -> Iterator[Flaw]:
    """A pick that falls short of what the answers ask carries a caution that says so."""
    for answers, outcome in trial:
        covered = {(caution.covers, slug) for caution in outcome.cautions for slug in caution.pick}
        for number, concern in enumerate(decision.concerns):
            for slug in outcome.picks:
                if slug in concern.short and (concern.id, slug) not in covered and matches(concern.when, answers):
                    message = f"{in_words(answers)} ends in '{slug}', which falls short of '{concern.id}'"
                    yield Flaw(("concerns", number), f"{message}; add a caution that covers it, with a way out")


def _ways_out(decision: Decision, trial: Trial, field: Field) -> Iterator[Flaw]:
    """No way out leads somebody to another language who did not accept one."""
    ids = [caution.id for caution in decision.cautions]
    known = frozenset[str]().union(*field.families.values())
    named = {caution.id: _names(caution) for caution in decision.cautions}
    for answers, outcome in trial:
        home = answers[decision.switching.question]
        at_home = home not in known or accepts_switch(decision, answers)
        for caution in () if at_home else outcome.cautions:
            for slug in named[caution.id] & field.families.keys():
                if home not in field.families[slug]:
                    message = f"{in_words(answers)} is shown '{slug}', in a language that it did not accept"
                    yield Flaw(
                        ("cautions", ids.index(caution.id), "way_out"), f"{message}; name none, or narrow 'when'"
                    )


def _names(caution: Caution) -> frozenset[str]:
    return frozenset(_NAMED.findall(caution.way_out))


def _reasons(decision: Decision, trial: Trial, field: Field) -> Iterator[Flaw]:
    """The reason of a rule separates its pick from somebody who was still possible, and leads to what tells."""
    language = decision.switching.question
    for answers, outcome in trial:
        rule = outcome.rule
        heads = _told(decision, answers, rule.when, language)
        if not heads or not rule.pick:
            continue
        if rule.rests_on is None:
            message = (
                f"'{rule.id}' is a reason and leads to nothing; say under 'rests_on' which rating or feature tells"
            )
            yield Flaw(_place(decision, rule), message)
        elif rule.rests_on != BEST_FOR and not _separates(
            rule, contenders(decision, answers, heads[0]), field.standings
        ):
            message = f"'{rule.id}' rests on '{rule.rests_on}', which separates nobody possible for {in_words(answers)}"
            yield Flaw(_place(decision, rule, "rests_on"), f"{message}; name what does")


def _told(decision: Decision, answers: Answers, when: When, language: str) -> list[str]:
    """Return the questions of some conditions, the language apart, that are answered for good."""
    questions = (question for question in when if question != language)
    return [question for question in questions if answers[question] not in decision.questions[question].doubts]


def _separates(rule: Rule, possible: frozenset[str], standings: Standings) -> bool:
    def told(slug: str) -> str | None:
        standing = standings[slug]
        return standing.words.get(str(rule.rests_on)) or standing.features.get(str(rule.rests_on))

    picked = {told(slug) for slug in rule.pick}
    return None not in picked and any(told(slug) not in picked for slug in possible)


def _place(decision: Decision, rule: Rule, *inner: str | int) -> Location:
    return ("rules", [candidate.id for candidate in decision.rules].index(rule.id), *inner)
