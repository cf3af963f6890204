"""The proof of the rules: each kind of flaw is found; more of them are tabled in `tests/cli/spoilt.txt`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from bicycles import FAMILIES, bicycles, values
from guide.decision.promises import Families
from guide.decision.verify import prove
from guide.model.problems import Location

HOLE: dict[Location, Any] = {("rules", 5, "when", "effort"): ["much"]}
"""Some answers are left without a rule."""

ABROAD: dict[Location, Any] = {("rules", 1, "when"): {"position": ["upright"], "trip": ["gravel"]}}
"""Riders are sent to another position without being asked."""

NOT_KEPT: dict[Location, Any] = {("regressions", 0, "excepted"): []}
"""The exception is missing that a stated sentence needs."""


def flaws(
    changes: dict[Location, Any], families: Families = FAMILIES, unplaced: Collection[str] = ()
) -> dict[Location, str]:
    """Return what is found in a decision with other values at some places; no place may have two flaws."""
    spoiled: Any = values()
    for (*place, last), value in changes.items():
        inner = spoiled
        for part in place:
            inner = inner[part]
        inner[last] = value
    flaws = list(prove(bicycles(spoiled), families=families, unplaced=unplaced))
    assert len({flaw.location for flaw in flaws}) == len(flaws)
    return dict[Location, str](flaws)


def test_sound_rules_have_no_flaw() -> None:
    """Rules that keep every promise yield nothing."""
    assert flaws({}) == {}


@pytest.mark.parametrize(
    ("changes", "location", "message"),
    [
        (HOLE, ("rules",), "position=none, trip=gravel, effort=little (and 1 more) ends in no rule; add"),
        (ABROAD, ("rules", 1, "pick"), "is sent to 'randonneur' and away from 'upright' without having accepted that;"),
        ({("rules", 3, "runner_up"): ["cargo"]}, ("rules", 3, "runner_up"), "'cargo' and away from 'drop_bar'"),
        (
            {("rules", 3, "pick"): ["randonneur", "cargo"], ("rules", 3, "decide"): "Is there a child to carry?"},
            ("rules", 3, "pick"),
            "effort=little is sent to 'cargo' and away from 'drop_bar'",
        ),
        (
            {("rules", 2, "runner_up"): ["roadster"]},
            ("rules", 2, "runner_up"),
            "position=upright, trip=city, effort=little has 'roadster' as pick and as runner-up;",
        ),
        (
            {("rules", 2, "runner_up_in_own_language"): True, ("rules", 2, "runner_up"): []},
            ("rules", 2, "runner_up_in_own_language"),
            "position=upright, trip=city, effort=little has no runner-up in 'upright';",
        ),
        (
            {("regressions", 0, "given"): {"position": "recumbent"}, **NOT_KEPT},
            ("regressions", 0, "pick"),
            "ends in nothing in this guide by rule 'not-sold';",
        ),
        (
            {("regressions", 0, "excepted"): [{"trip": ["gravel"], "effort": ["much"]}, {"trip": ["city"]}]},
            ("regressions", 0, "excepted", 1),
            "holds without this exception;",
        ),
        (
            {("regressions", 0, "excepted"): [{"position": ["upright"]}]},
            ("regressions", 0, "excepted"),
            "is left without a set of answers",
        ),
    ],
)
def test_a_broken_promise_is_shown_by_answers(changes: dict[Location, Any], location: Location, message: str) -> None:
    """Each broken promise is found at its place, with the answers that show it."""
    assert message in flaws(changes)[location]


@pytest.mark.parametrize(
    ("place", "value", "inner", "message"),
    [
        (("rules", 3, "id"), "upright", (), "'upright' is the id of an earlier one;"),
        (("rules", 0, "outside"), {"as_if": {"position": "non"}}, ("as_if", "position"), "did you mean 'none'?"),
        (("switching", "accepted_by"), {"effort": ["mutch"]}, ("effort", 0), "did you mean 'much'?"),
        (("cautions", 0, "when"), {"trip": ["town"]}, ("trip", 0), "known are 'city', 'gravel', 'unsure'"),
        (("cautions", 1, "id"), "cobbles", (), "'cobbles' is the id of an earlier one;"),
        (("regressions", 0, "given"), {"trips": "city"}, ("trips",), "did you mean 'trip'?"),
        (("regressions", 0, "excepted", 0), {"trip": ["cty"]}, ("trip", 0), "did you mean 'city'?"),
    ],
)
def test_a_name_that_stands_for_nothing_is_a_flaw(
    place: Location, value: object, inner: Location, message: str
) -> None:
    """Unknown names and repeated ids are reported at their place, with the nearest name that is known."""
    assert message in flaws({place: value})[*place, *inner]


def test_an_option_without_a_family_may_be_sent_anywhere() -> None:
    """An option that is no candidate's family has no own language to stay in, so it needs no consent."""
    assert flaws({}, {slug: frozenset({"upright"}) for slug in FAMILIES}) == {}


def test_a_candidate_that_is_declared_unplaced_needs_no_rule() -> None:
    """Every candidate is picked by some rule, unless its opinion says why not."""
    families = {**FAMILIES, "tandem": frozenset({"upright"})}
    assert flaws({}, families).keys() == {("rules",)}
    assert flaws({}, families, unplaced={"tandem"}) == {}


def test_answers_are_not_tried_on_rules_with_unknown_names() -> None:
    """While a rule names what does not exist, nothing is said about answers: it would only mislead."""
    changes = {**HOLE, ("rules", 2, "when"): {"trip": ["citi"]}}
    assert flaws(changes).keys() == {("rules", 2, "when", "trip", 0)}


def test_all_flaws_are_reported_at_once() -> None:
    """One broken promise does not hide another."""
    places = flaws({**HOLE, **ABROAD, ("rules", 2, "runner_up"): ["roadster"]}).keys()
    assert {("rules",), ("rules", 1, "pick"), ("rules", 2, "runner_up")} <= places
