"""The rules applied to answers: outcomes, reasons, and what can be said about all answers at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from bicycles import answers, bicycles, values
from guide.decision.evaluate import (
    Undecided,
    answer_sets,
    by_language,
    decide,
    digest,
    in_words,
    influence,
    possible_outcomes,
    rules_for,
    separations,
    unswayed_by_other_questions,
)


def test_every_combination_of_answers_is_one_answer_set() -> None:
    """The answer sets are all combinations, each once, the last question turning fastest."""
    sets = answer_sets(bicycles())
    assert len(sets) == len({tuple(given.values()) for given in sets}) == 4 * 3 * 2
    assert [in_words(given) for given in sets[:2]] == [
        "position=upright, trip=city, effort=little",
        "position=upright, trip=city, effort=much",
    ]


@pytest.mark.parametrize(
    ("given", "rule", "picks", "runner_ups"),
    [
        ("upright city little", "upright", ("roadster",), ("cargo",)),
        ("upright gravel little", "upright", ("roadster",), ("cargo",)),
        ("upright gravel much", "to-the-hills", ("randonneur",), ("roadster",)),
        ("drop_bar city much", "drop-bar", ("randonneur",), ()),
        ("none city little", "first-city-bicycle", ("cargo", "roadster"), ()),
        ("none unsure little", "first-bicycle", ("randonneur",), ("roadster",)),
        ("recumbent unsure little", "not-sold", (), ()),
    ],
)
def test_the_first_rule_that_matches_decides(
    given: str, rule: str, picks: tuple[str, ...], runner_ups: tuple[str, ...]
) -> None:
    """The first matching rule gives the picks; a rule that changes the language may take its runner-up from home."""
    outcome = decide(bicycles(), answers(given))
    assert (outcome.rule.id, outcome.picks, outcome.runner_ups) == (rule, picks, runner_ups)


def test_answers_that_no_rule_matches_are_an_error() -> None:
    """Answers without a rule raise an error that names them."""
    holed = values()
    holed["rules"].pop()
    with pytest.raises(Undecided, match="position=none, trip=gravel, effort=little"):
        decide(bicycles(holed), answers("none gravel little"))


@pytest.mark.parametrize("summary", [influence, by_language, unswayed_by_other_questions])
def test_a_summary_of_rules_with_a_hole_is_an_error(summary: Callable[..., object]) -> None:
    """Nothing is said about all answers while one of them ends in no rule."""
    holed = values()
    holed["rules"].pop()
    with pytest.raises(Undecided, match="position=none, trip=gravel, effort=little"):
        summary(bicycles(holed))


def test_an_answer_that_is_not_offered_is_an_error() -> None:
    """An option that the question does not have cannot be completed."""
    with pytest.raises(KeyError):
        possible_outcomes(bicycles(), {"trip": "moon"})


@pytest.mark.parametrize(
    ("option", "default", "staying", "switching"),
    [
        ("upright", "upright", ("roadster",), ("randonneur",)),
        ("drop_bar", "drop-bar", ("randonneur",), ()),
        ("recumbent", "not-sold", (), ()),
        ("none", "first-bicycle", ("cargo", "roadster", "randonneur"), ()),
    ],
)
def test_each_language_has_a_default_and_the_picks_that_need_no_switch(
    option: str, default: str, staying: tuple[str, ...], switching: tuple[str, ...]
) -> None:
    """The default is the rule left when nothing special holds; picks are divided by whether a switch was accepted."""
    row = next(row for row in by_language(bicycles()) if row.option == option)
    assert (row.default.id, row.staying, row.switching) == (default, staying, switching)


def test_influence_agrees_with_trying_every_other_answer() -> None:
    """A question's influence is the share of answer sets in which some other answer to it changes the picks."""
    decision = bicycles()
    sets = answer_sets(decision)

    def can_change(given: dict[str, str], question: str) -> bool:
        picks = decide(decision, given).picks
        options = decision.questions[question].options
        return any(decide(decision, {**given, question: option}).picks != picks for option in options)

    tried = {key: sum(can_change(dict(given), key) for given in sets) / len(sets) for key in decision.questions}
    assert influence(decision) == pytest.approx(tried)
    assert tried["effort"] == pytest.approx(2 / 24)


def test_an_answer_set_is_unswayed_if_no_other_single_answer_matters() -> None:
    """Sets count in which only another answer to the switching question could change the picks."""
    decision = bicycles()
    alone = [given for given in answer_sets(decision) if only_position_changes_picks(decision, dict(given))]
    assert unswayed_by_other_questions(decision) == pytest.approx(len(alone) / 24)


def only_position_changes_picks(decision: Any, given: dict[str, str]) -> bool:
    """Return whether no other trip and no other effort changes the picks."""
    picks = decide(decision, given).picks
    others = [{**given, key: option} for key in ("trip", "effort") for option in decision.questions[key].options]
    return all(decide(decision, answers).picks == picks for answers in others)


@pytest.mark.parametrize(
    ("slug", "picked_by", "runner_up_in"),
    [
        ("roadster", ["upright", "first-city-bicycle"], ["to-the-hills", "first-bicycle"]),
        ("cargo", ["first-city-bicycle"], ["upright"]),
        ("tandem", [], []),
    ],
)
def test_a_candidate_is_named_by_its_rules(slug: str, picked_by: list[str], runner_up_in: list[str]) -> None:
    """Rules name a candidate as pick, tied or not, or as runner-up, written down or taken from home."""
    mentions = rules_for(bicycles(), slug)
    assert [rule.id for rule in mentions.picked_by] == picked_by
    assert [rule.id for rule in mentions.runner_up_in] == runner_up_in


def test_two_candidates_are_parted_by_single_answers() -> None:
    """A separation names the question, the answers on both sides, and how many cases there are."""
    decision = bicycles()
    separated = {
        (case.question, case.rules[0].id, case.rules[1].id): case
        for case in separations(decision, "roadster", "randonneur")
    }
    trip = separated["trip", "upright", "to-the-hills"]
    assert trip.options == (("city", "unsure"), ("gravel",))
    assert trip.cases == 2
    assert decide(decision, answers("upright city much")).picks == ("roadster",)
    assert decide(decision, answers("upright gravel much")).picks == ("randonneur",)


def test_separations_are_the_same_from_both_sides() -> None:
    """Asking for the second candidate first turns every separation round and loses none."""
    decision = bicycles()
    there = separations(decision, "roadster", "randonneur")
    ahead = {(case.question, *case.rules[0].pick, case.options) for case in there}
    back = separations(decision, "randonneur", "roadster")
    assert {(case.question, *case.rules[1].pick, case.options[::-1]) for case in back} == ahead


def test_a_tie_does_not_part_the_two_that_are_tied() -> None:
    """Two candidates that the rules never pick apart have no separation."""
    assert separations(bicycles(), "cargo", "roadster") == ()


def reworded(spoiled: dict[str, Any]) -> None:
    """Change what is shown only."""
    spoiled["rules"][2]["says"] = "Sit up."
    spoiled["questions"]["trip"]["asks"] = "Where do you go?"
    spoiled["questions"]["trip"]["options"]["city"] = "Into town"
    spoiled["cautions"] = []
    spoiled["regressions"] = []


def reordered_options(spoiled: dict[str, Any]) -> None:
    """Change the order of options in a condition, which makes no difference."""
    spoiled["switching"]["accepted_by"]["effort"] = ["much"]
    spoiled["questions"]["trip"]["options"] = dict(reversed(spoiled["questions"]["trip"]["options"].items()))


@pytest.mark.parametrize("change", [reworded, reordered_options])
def test_the_digest_does_not_see_wording(change: Callable[[dict[str, Any]], None]) -> None:
    """Words and the order of options leave the digest as it was."""
    changed = values()
    change(changed)
    assert digest(bicycles(changed)) == digest(bicycles())


def test_the_digest_is_twelve_hexadecimal_digits() -> None:
    """A digest is short enough to be copied into the ledger."""
    assert len(digest(bicycles())) == 12
    assert int(digest(bicycles()), 16)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("rules", 2, "id"), "sit-up"),
        (("rules", 2, "pick"), ["cargo"]),
        (("rules", 2, "runner_up"), []),
        (("rules", 2, "when"), {"position": ["upright"], "trip": ["city"]}),
        (("rules", 1, "runner_up_in_own_language"), False),
        (("rules", 0, "outside", "as_if", "position"), "upright"),
        (("switching", "accepted_by", "effort"), ["little", "much"]),
        (("questions", "trip", "options", "moon"), "To the moon"),
    ],
)
def test_the_digest_sees_every_part_of_the_logic(place: tuple[str | int, ...], value: object) -> None:
    """A change of anything that can change a result changes the digest."""
    changed: Any = values()
    inner = changed
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    assert digest(bicycles(changed)) != digest(bicycles())


def test_the_digest_does_not_see_a_rename() -> None:
    """A candidate that is picked under a new slug, and was picked under the old one, is the same."""
    slug = bicycles().rules[2].pick[0]
    renamed = json.loads(json.dumps(values()).replace(f'"{slug}"', '"new-slug"'))
    assert digest(bicycles(renamed)) != digest(bicycles())
    assert digest(bicycles(renamed), {"new-slug": slug}) == digest(bicycles())


def test_the_digest_sees_the_order_of_the_rules() -> None:
    """The first rule that matches decides, so their order is logic."""
    changed = values()
    changed["rules"][3:5] = reversed(changed["rules"][3:5])
    assert digest(bicycles(changed)) != digest(bicycles())
