"""Tries the rules on every set of answers, and yields what they promise and do not keep."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import MappingProxyType

from guide.decision.concerns import Scales, Standings, weighed
from guide.decision.evaluate import (
    Answers,
    Outcome,
    accepts_switch,
    answer_sets,
    in_words,
    matches,
    outcomes,
    spoken,
)
from guide.decision.promises import Families, Field, Trial, broken_promises
from guide.model.decision import Decision, Regression, Rule, When
from guide.model.problems import Flaw, Location, first_at_each_place, meant

_Choice = tuple[Location, str, str]
"""A place in the record where an option is named for a question."""


def prove(
    decision: Decision,
    *,
    families: Families,
    unplaced: Collection[str],
    unread: Collection[str] = (),
    standings: Standings = MappingProxyType({}),
    scales: Scales = MappingProxyType({}),
) -> Iterator[Flaw]:
    """Yield every flaw of the rules; every question and candidate that they name must exist.

    Takes the language families of every candidate, the candidates that no rule is meant to pick, and those of which
    that cannot be told; then what is known of every candidate, without which less is tried.
    Nothing is tried on answers while the rules name answers that do not exist; only these are reported then.
    """
    broken = [*_repeated_ids(decision), *_unknown_options(decision), *_unknown_words(decision, scales)]
    yield from broken
    if not broken:
        decision = weighed(decision, standings, scales)
        families = spoken(decision, families)
        trial: Trial = []
        yield from _tried(decision, trial, families, unplaced, unread)
        if standings and len(trial) == len(answer_sets(decision)):
            yield from broken_promises(decision, trial, Field(families=families, standings=standings))


def _repeated_ids(decision: Decision) -> Iterator[Flaw]:
    ids = {
        "rules": [rule.id for rule in decision.rules],
        "cautions": [caution.id for caution in decision.cautions],
        "concerns": [concern.id for concern in decision.concerns],
    }
    for part, names in ids.items():
        for number, name in enumerate(names):
            if name in names[:number]:
                yield Flaw((part, number, "id"), f"'{name}' is the id of an earlier one; rename it")


def _unknown_options(decision: Decision) -> Iterator[Flaw]:
    for location, question, option in _choices(decision):
        if question not in decision.questions:
            yield Flaw(location, f"'{question}' is not a question; {meant(question, decision.questions)}")
        elif option not in (options := decision.questions[question].options):
            yield Flaw(location, f"'{option}' is not an answer to '{question}'; {meant(option, options)}")


def _unknown_words(decision: Decision, scales: Scales) -> Iterator[Flaw]:
    """Yield the words of ratings, the concerns and the phrases that are named or missing in vain."""
    concerns = {concern.id for concern in decision.concerns}
    for number, concern in enumerate(decision.concerns):
        for position, word in enumerate(concern.falls if scales else ()):
            if word not in (scale := scales.get(str(concern.criterion), ())):
                yield Flaw(("concerns", number, "falls", position), f"'{word}' is no such word; {meant(word, scale)}")
    for number, caution in enumerate(decision.cautions):
        if caution.covers and caution.covers not in concerns:
            message = f"'{caution.covers}' is not a concern; {meant(caution.covers, concerns)}"
            yield Flaw(("cautions", number, "covers"), message)
    for key, question in decision.questions.items():
        for option in question.options.keys() - question.phrases.keys() if question.phrases else ():
            yield Flaw(("questions", key, "phrases"), f"'{option}' has no phrase; say how it goes on after \"you\"")


def _choices(decision: Decision) -> Iterator[_Choice]:
    yield from _in_when(decision.switching.accepted_by, ("switching", "accepted_by"))
    for option, families in decision.switching.together.items():
        for family in (option, *families):
            yield ("switching", "together", option), decision.switching.question, family
    for number, rule in enumerate(decision.rules):
        yield from _in_when(rule.when, ("rules", number, "when"))
        if rule.outside:
            yield from _in_answers(rule.outside.as_if, ("rules", number, "outside", "as_if"))
    for number, caution in enumerate(decision.cautions):
        yield from _in_when(caution.when, ("cautions", number, "when"))
    for number, concern in enumerate(decision.concerns):
        yield from _in_when(concern.when, ("concerns", number, "when"))
    yield from _in_when(decision.everyday, ("everyday",))
    yield from _in_questions(decision)
    for number, regression in enumerate(decision.regressions):
        yield from _in_answers(regression.given, ("regressions", number, "given"))
        for position, when in enumerate(regression.excepted):
            yield from _in_when(when, ("regressions", number, "excepted", position))


def _in_questions(decision: Decision) -> Iterator[_Choice]:
    for key, question in decision.questions.items():
        place: Location = ("questions", key)
        yield from (((*place, "doubts", number), key, option) for number, option in enumerate(question.doubts))
        yield from (((*place, "phrases", option), key, option) for option in question.phrases)
        if question.if_open:
            yield (*place, "if_open"), key, question.if_open


def _in_when(when: When, place: Location) -> Iterator[_Choice]:
    for question, options in when.items():
        for number, option in enumerate(options):
            yield (*place, question, number), question, option


def _in_answers(answers: Answers, place: Location) -> Iterator[_Choice]:
    for question, option in answers.items():
        yield (*place, question), question, option


def _tried(
    decision: Decision, trial: Trial, families: Families, unplaced: Collection[str], unread: Collection[str]
) -> Iterator[Flaw]:
    """Try every set of answers, note what each leads to, and yield what is wrong with that."""
    tried = tuple(outcomes(decision))
    trial += [(answers, outcome) for answers, outcome in tried if outcome]
    yield from _undecided([answers for answers, outcome in tried if not outcome])
    yield from first_at_each_place(_dead_ends(decision, trial))
    yield from _idle(decision, trial)
    yield from _unreached(trial, families, {*unplaced, *unread})
    yield from first_at_each_place(_wrongly_picked(decision, trial, unplaced))
    yield from first_at_each_place(_sent_abroad(decision, trial, families))
    yield from first_at_each_place(_runner_ups(decision, trial, families))
    found = {tuple(answers.values()): outcome for answers, outcome in trial}
    for number, regression in enumerate(decision.regressions):
        sets = ((answers, found.get((*answers.values(),))) for answers in answer_sets(decision, regression.given))
        given = [(answers, outcome) for answers, outcome in sets if outcome]
        yield from _regression(regression, ("regressions", number), given)


def _undecided(undecided: list[Answers]) -> Iterator[Flaw]:
    if undecided:
        more = f" (and {len(undecided) - 1} more)" if len(undecided) > 1 else ""
        message = f"{in_words(undecided[0])}{more} ends in no rule; add a rule that matches it"
        yield Flaw(("rules",), message)


def _dead_ends(decision: Decision, trial: Trial) -> Iterator[Flaw]:
    for answers, outcome in trial:
        if outcome.rule.outside and outcome.nearest is None:
            message = f"{in_words(answers)} has no nearest pick; choose answers that a rule with a pick matches"
            yield Flaw(_place(decision, outcome.rule, "outside", "as_if"), message)


def _idle(decision: Decision, trial: Trial) -> Iterator[Flaw]:
    """Report the rules that never decide, with those that decide in their place."""
    busy = {outcome.rule.id for _, outcome in trial}
    for rule in decision.rules:
        if rule.id not in busy:
            yield Flaw(_place(decision, rule, "when"), _shadowed(decision, rule, trial))


def _shadowed(decision: Decision, rule: Rule, trial: Trial) -> str:
    taken = [(answers, outcome.rule.id) for answers, outcome in trial if matches(rule.when, answers)]
    takers = {rule_id for _, rule_id in taken}
    earlier = ", ".join(f"'{taker.id}'" for taker in decision.rules if taker.id in takers)
    return (
        f"'{rule.id}' never decides: its answers, such as {in_words(taken[0][0])}, are decided before by {earlier}; "
        "move it up, narrow what comes before it, or remove it"
    )


def _unreached(trial: Trial, families: Families, unplaced: Collection[str]) -> Iterator[Flaw]:
    picked = {slug for _, outcome in trial for slug in outcome.picks}
    for slug in sorted(families.keys() - picked - set(unplaced)):
        message = (
            f"'{slug}' is picked for no set of answers; add a rule that picks it, "
            "or say in its opinion under 'in_no_rule' why there is none"
        )
        yield Flaw(("rules",), message)


def _wrongly_picked(decision: Decision, trial: Trial, unplaced: Collection[str]) -> Iterator[Flaw]:
    for answers, outcome in trial:
        for number, slug in enumerate(outcome.picks):
            if slug in unplaced:
                message = (
                    f"{in_words(answers)} ends in '{slug}', whose opinion says that no rule picks it; "
                    "remove 'in_no_rule' there, or the pick here"
                )
                yield Flaw(_place(decision, outcome.rule, "pick", number), message)


def _sent_abroad(decision: Decision, trial: Trial, families: Families) -> Iterator[Flaw]:
    """Report picks and runner-ups in a language that is not the team's, where no new language was accepted."""
    known = frozenset[str]().union(*families.values())
    for answers, outcome in trial:
        home = answers[decision.switching.question]
        if home in known and not accepts_switch(decision, answers):
            for part, slugs in (("pick", outcome.picks), ("runner_up", outcome.runner_ups)):
                for slug in slugs:
                    if home not in families[slug]:
                        message = _unasked_switch(decision, answers, slug, home)
                        yield Flaw(_place(decision, outcome.rule, part), message)


def _unasked_switch(decision: Decision, answers: Answers, slug: str, home: str) -> str:
    asked = " and ".join(f"{key}={' or '.join(options)}" for key, options in decision.switching.accepted_by.items())
    return (
        f"{in_words(answers)} is sent to '{slug}' and away from '{home}' without having accepted that; "
        f"ask for {asked} in 'when', or leave '{home}' out of it"
    )


def _runner_ups(decision: Decision, trial: Trial, families: Families) -> Iterator[Flaw]:
    for answers, outcome in trial:
        for slug in sorted({*outcome.runner_ups} & {*outcome.picks}):
            message = f"{in_words(answers)} has '{slug}' as pick and as runner-up; name another runner-up, or none"
            yield Flaw(_place(decision, outcome.rule, "runner_up"), message)
        home = answers[decision.switching.question]
        if outcome.rule.runner_up_in_own_language and not any(home in families[slug] for slug in outcome.runner_ups):
            message = f"{in_words(answers)} has no runner-up in '{home}'; add a rule further down that picks one"
            yield Flaw(_place(decision, outcome.rule, "runner_up_in_own_language"), message)


def _place(decision: Decision, rule: Rule, *inner: str | int) -> Location:
    return ("rules", [candidate.id for candidate in decision.rules].index(rule.id), *inner)


def _regression(regression: Regression, place: Location, given: Trial) -> Iterator[Flaw]:
    cases = [case for case in given if not any(matches(when, case[0]) for when in regression.excepted)]
    failing = [case for case in cases if not _holds(regression, case[1])]
    if failing:
        yield Flaw((*place, "pick"), _counterexample(regression, *failing[0]))
    if not cases:
        message = f"'{regression.says}' is left without a set of answers that it holds for; narrow 'excepted'"
        yield Flaw((*place, "excepted"), message)
    for number, when in enumerate(regression.excepted):
        if all(_holds(regression, outcome) for answers, outcome in given if matches(when, answers)):
            message = f"'{regression.says}' holds without this exception; remove it"
            yield Flaw((*place, "excepted", number), message)


def _holds(regression: Regression, outcome: Outcome) -> bool:
    return set(outcome.picks) == set(regression.pick)


def _counterexample(regression: Regression, answers: Answers, outcome: Outcome) -> str:
    picks = " and ".join(f"'{slug}'" for slug in outcome.picks) or "nothing in this guide"
    return (
        f"'{regression.says}' does not hold: {in_words(answers)} ends in {picks} by rule '{outcome.rule.id}'; "
        "change the rules, or say here when it is left out"
    )
