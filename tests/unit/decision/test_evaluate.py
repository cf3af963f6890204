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
    completed,
    contenders,
    decide,
    digest,
    falls_short,
    in_words,
    rules_for,
    separations,
    spoken,
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


def test_an_open_question_counts_as_its_own_answer_says() -> None:
    """What is answered stays; what is open counts as its answer for that, or as the first."""
    assert completed(bicycles(), {"trip": "city"}) == answers("none city little")
    assert completed(bicycles(), answers("upright gravel much")) == answers("upright gravel much")


@pytest.mark.parametrize(
    ("given", "question", "possible"),
    [
        ("", "position", {"cargo", "roadster", "randonneur"}),
        ("drop_bar", "trip", {"randonneur"}),
        ("upright city much", "effort", {"roadster", "cargo"}),
        ("none city", "effort", {"roadster", "cargo"}),
    ],
)
def test_who_is_possible_follows_from_the_questions_before(given: str, question: str, possible: set[str]) -> None:
    """Picks and runner-ups of the rules that can still decide are possible, and nobody else."""
    assert contenders(bicycles(), answers(given), question) == possible


CONCERN = {"id": "cargo_room", "when": {"trip": ["city"]}, "short": ["roadster", "cargo"], "against": "No room"}


def test_a_runner_up_never_falls_short_of_what_is_asked() -> None:
    """Who falls short is no runner-up where that is asked, and stays one where it is not."""
    picky = bicycles({**values(), "concerns": [{**CONCERN, "short": ["cargo"]}]})
    assert falls_short(picky, "cargo", answers("upright city little"))
    assert decide(picky, answers("upright city little")).runner_ups == ()
    assert decide(picky, answers("upright unsure little")).runner_ups == ("cargo",)


def test_whoever_would_stay_gets_what_there_is_at_home() -> None:
    """A runner-up for those who keep their language is named whatever it falls short of: it is what they have."""
    changed = values()
    changed["concerns"] = [{**CONCERN, "when": {"trip": ["gravel"]}}]
    assert decide(bicycles(changed), answers("upright gravel much")).runner_ups == ("roadster",)


def test_an_answer_may_stand_for_several_languages() -> None:
    """Whoever is at home in one of them is at home in the answer that holds it."""
    changed = values()
    changed["switching"]["together"] = {"none": ["upright", "recumbent"]}
    home = spoken(bicycles(changed), {"cargo": frozenset({"upright"}), "randonneur": frozenset({"drop_bar"})})
    assert home == {"cargo": {"upright", "none"}, "randonneur": {"drop_bar"}}


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
