"""The proof of the rules: sound ones pass, and each kind of flaw is found with a set of answers that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

import pytest
from bicycles import FAMILIES, bicycles, values
from guide.decision.verify import Families, prove
from guide.model.problems import Flaw

Values = dict[str, Any]


def flaws(spoiled: Values, families: Families = FAMILIES, unplaced: Collection[str] = ()) -> list[Flaw]:
    """Return what is found in a decision made of these values."""
    return list(prove(bicycles(spoiled), families=families, unplaced=unplaced))


def test_sound_rules_have_no_flaw() -> None:
    """Rules that keep every promise yield nothing."""
    assert flaws(values()) == []


def hole(spoiled: Values) -> None:
    """Leave answers without a rule."""
    spoiled["rules"][5]["when"]["effort"] = ["much"]


def dead_end(spoiled: Values) -> None:
    """Send an answer outside the guide, and from there outside again."""
    spoiled["rules"][0]["outside"]["as_if"] = {"position": "recumbent"}


def shadow(spoiled: Values) -> None:
    """Put the special rule behind the two that it is made of."""
    spoiled["rules"][4]["when"] = {"position": ["upright", "drop_bar"], "trip": ["gravel"]}


def abroad(spoiled: Values) -> None:
    """Change the rider's position without asking."""
    del spoiled["rules"][1]["when"]["effort"]


def abroad_as_runner_up(spoiled: Values) -> None:
    """Offer the runner-up from elsewhere without asking."""
    spoiled["rules"][3]["runner_up"] = ["cargo"]


def abroad_in_a_tie(spoiled: Values) -> None:
    """Hide the change of position in a tie."""
    spoiled["rules"][3] |= {"pick": ["randonneur", "cargo"], "decide": "Is there a child to carry?"}


def same_second(spoiled: Values) -> None:
    """Name the pick as its own runner-up."""
    spoiled["rules"][2]["runner_up"] = ["roadster"]


def nobody_at_home(spoiled: Values) -> None:
    """Promise a runner-up from home where no later rule has one."""
    spoiled["rules"][2]["runner_up_in_own_language"] = True
    spoiled["rules"][2]["runner_up"] = []


def broken_sentence(spoiled: Values) -> None:
    """Drop the exception that a stated sentence needs."""
    spoiled["regressions"][0]["excepted"] = []


def broken_sentence_outside(spoiled: Values) -> None:
    """State a pick for answers that lie outside the guide."""
    spoiled["regressions"][0] |= {"given": {"position": "recumbent"}, "excepted": []}


def needless_exception(spoiled: Values) -> None:
    """Leave out answers for which the sentence holds."""
    spoiled["regressions"][0]["excepted"].append({"trip": ["city"]})


def empty_sentence(spoiled: Values) -> None:
    """Leave out everything that was given."""
    spoiled["regressions"][0]["excepted"] = [{"position": ["upright"]}]


@pytest.mark.parametrize(
    ("spoil", "location", "message"),
    [
        (hole, ("rules",), "position=none, trip=gravel, effort=little (and 1 more) ends in no rule; add"),
        (
            dead_end,
            ("rules", 0, "outside", "as_if"),
            "position=recumbent, trip=city, effort=little has no nearest pick;",
        ),
        (
            shadow,
            ("rules", 4, "when"),
            (
                "'first-city-bicycle' never decides: its answers, such as position=upright, trip=gravel, "
                "effort=little, are decided before by 'to-the-hills', 'upright', 'drop-bar';"
            ),
        ),
        (
            abroad,
            ("rules", 1, "pick"),
            (
                "position=upright, trip=gravel, effort=little is sent to 'randonneur' and away from 'upright' "
                "without having accepted that; ask for effort=much"
            ),
        ),
        (abroad_as_runner_up, ("rules", 3, "runner_up"), "effort=little is sent to 'cargo' and away from 'drop_bar'"),
        (abroad_in_a_tie, ("rules", 3, "pick"), "effort=little is sent to 'cargo' and away from 'drop_bar'"),
        (
            same_second,
            ("rules", 2, "runner_up"),
            "position=upright, trip=city, effort=little has 'roadster' as pick and as runner-up;",
        ),
        (
            nobody_at_home,
            ("rules", 2, "runner_up_in_own_language"),
            "position=upright, trip=city, effort=little has no runner-up in 'upright';",
        ),
        (
            broken_sentence,
            ("regressions", 0, "pick"),
            (
                "'Whoever sits upright stays upright' does not hold: position=upright, trip=gravel, effort=much "
                "ends in 'randonneur' by rule 'to-the-hills';"
            ),
        ),
        (broken_sentence_outside, ("regressions", 0, "pick"), "ends in nothing in this guide by rule 'not-sold';"),
        (needless_exception, ("regressions", 0, "excepted", 1), "holds without this exception;"),
        (empty_sentence, ("regressions", 0, "excepted"), "is left without a set of answers"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_broken_promise_is_shown_by_answers(
    spoil: Callable[[Values], None], location: tuple[str | int, ...], message: str
) -> None:
    """Each broken promise is found at its place, with the answers that show it."""
    spoiled = values()
    spoil(spoiled)
    found = {flaw.location: flaw.message for flaw in flaws(spoiled)}
    assert message in found[location]


def test_an_option_without_a_family_may_be_sent_anywhere() -> None:
    """An option that is no candidate's family has no own language to stay in, so it needs no consent."""
    upright_only = {slug: frozenset({"upright"}) for slug in FAMILIES}
    assert flaws(values(), upright_only) == []


def test_one_flaw_a_place_is_enough() -> None:
    """A flaw that many sets of answers show is reported once."""
    spoiled = values()
    abroad(spoiled)
    assert [flaw.location for flaw in flaws(spoiled)].count(("rules", 1, "pick")) == 1


def test_a_candidate_that_no_rule_picks_is_a_flaw() -> None:
    """Every candidate is picked by some rule, unless its opinion says why not."""
    families = {**FAMILIES, "tandem": frozenset({"upright"})}
    (flaw,) = flaws(values(), families)
    assert flaw.location == ("rules",)
    assert flaw.message.startswith("'tandem' is picked for no set of answers;")
    assert flaws(values(), families, unplaced={"tandem"}) == []


def test_a_candidate_that_is_picked_cannot_be_declared_unplaced() -> None:
    """An opinion that says no rule picks its candidate must not be wrong."""
    (flaw,) = flaws(values(), unplaced={"cargo"})
    assert flaw.location == ("rules", 4, "pick", 0)
    assert flaw.message.startswith("position=none, trip=city, effort=little ends in 'cargo',")


@pytest.mark.parametrize(
    ("place", "value", "location", "message"),
    [
        (
            ("rules", 2, "when"),
            {"positon": ["upright"]},
            ("rules", 2, "when", "positon", 0),
            "not a question; did you mean 'position'?",
        ),
        (
            ("rules", 2, "when"),
            {"trip": ["citi"]},
            ("rules", 2, "when", "trip", 0),
            "not an answer to 'trip'; did you mean 'city'?",
        ),
        (
            ("rules", 2, "pick"),
            ["rodster"],
            ("rules", 2, "pick", 0),
            "'rodster' is not in this guide; did you mean 'roadster'?",
        ),
        (("rules", 2, "runner_up"), ["carg"], ("rules", 2, "runner_up", 0), "did you mean 'cargo'?"),
        (("rules", 2, "origin"), "rul", ("rules", 2, "origin"), "'rul' is not an origin; did you mean 'rule'?"),
        (("rules", 3, "id"), "upright", ("rules", 3, "id"), "'upright' is the id of an earlier one;"),
        (
            ("rules", 0, "outside"),
            {"as_if": {"position": "non"}},
            ("rules", 0, "outside", "as_if", "position"),
            "did you mean 'none'?",
        ),
        (("switching", "question"), "positions", ("switching", "question"), "did you mean 'position'?"),
        (
            ("switching", "accepted_by"),
            {"effort": ["mutch"]},
            ("switching", "accepted_by", "effort", 0),
            "did you mean 'much'?",
        ),
        (
            ("cautions", 0, "when"),
            {"trip": ["town"]},
            ("cautions", 0, "when", "trip", 0),
            "known are 'city', 'gravel', 'unsure'",
        ),
        (("cautions", 0, "pick"), ["randoneur"], ("cautions", 0, "pick", 0), "did you mean 'randonneur'?"),
        (("cautions", 1, "id"), "cobbles", ("cautions", 1, "id"), "'cobbles' is the id of an earlier one;"),
        (("regressions", 0, "origin"), "ruler", ("regressions", 0, "origin"), "did you mean 'rule'?"),
        (("regressions", 0, "given"), {"trips": "city"}, ("regressions", 0, "given", "trips"), "did you mean 'trip'?"),
        (
            ("regressions", 0, "excepted", 0),
            {"trip": ["cty"]},
            ("regressions", 0, "excepted", 0, "trip", 0),
            "did you mean 'city'?",
        ),
        (("regressions", 0, "pick"), ["roadstar"], ("regressions", 0, "pick", 0), "did you mean 'roadster'?"),
    ],
)
def test_a_name_that_stands_for_nothing_is_a_flaw(
    place: tuple[Any, ...], value: object, location: tuple[str | int, ...], message: str
) -> None:
    """Unknown names and repeated ids are reported at their place, with the nearest name that is known."""
    spoiled: Any = values()
    inner = spoiled
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    found = {flaw.location: flaw.message for flaw in flaws(spoiled)}
    assert message in found[location]


def test_answers_are_not_tried_on_rules_with_unknown_names() -> None:
    """While a rule names what does not exist, nothing is said about answers: it would only mislead."""
    spoiled = values()
    hole(spoiled)
    spoiled["rules"][2]["pick"] = ["rodster"]
    assert [flaw.location for flaw in flaws(spoiled)] == [("rules", 2, "pick", 0)]


def test_a_sentence_with_an_unknown_name_does_not_silence_the_others() -> None:
    """A stated sentence that cannot be tried is left out alone."""
    spoiled = values()
    broken_sentence(spoiled)
    spoiled["regressions"].insert(
        0, {"says": "On the moon", "origin": "rule", "given": {"trip": "moon"}, "pick": ["cargo"]}
    )
    assert {flaw.location for flaw in flaws(spoiled)} == {
        ("regressions", 0, "given", "trip"),
        ("regressions", 1, "pick"),
    }


def test_all_flaws_are_reported_at_once() -> None:
    """One broken promise does not hide another."""
    spoiled = values()
    for spoil in (hole, abroad, same_second):
        spoil(spoiled)
    assert {("rules",), ("rules", 1, "pick"), ("rules", 2, "runner_up")} <= {flaw.location for flaw in flaws(spoiled)}


def test_every_message_says_what_to_do() -> None:
    """A message says what is wrong; then, after a semicolon, what to do."""
    for spoil in (hole, dead_end, shadow, abroad, same_second, nobody_at_home, broken_sentence, needless_exception):
        spoiled = values()
        spoil(spoiled)
        for flaw in flaws(spoiled):
            assert re.search(r"\S; [a-z]", flaw.message), flaw.message
