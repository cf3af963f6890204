"""What the guide says of its own rules: each promise that some answers break is found, at its place."""

from __future__ import annotations

from typing import Any

import pytest
from bicycles import FAMILIES, bicycles, values
from guide.decision.concerns import Standing, weighed
from guide.decision.verify import prove
from guide.model.problems import Location

SCALES = {"comfort": ("stiff", "fair", "soft")}

STANDINGS = {
    "randonneur": Standing(words={"comfort": "fair"}, features={"racks": "welded"}, has={"racks"}),
    "cargo": Standing(words={"comfort": "soft"}, features={"racks": "welded"}, has={"racks"}),
    "roadster": Standing(words={"comfort": "stiff"}, features={"racks": "none"}),
}
"""What is known of the bicycles, in order of rank."""

COMFORT = {"id": "comfort", "when": {"trip": ["city"]}, "criterion": "comfort", "falls": ["stiff"], "against": "Stiff"}
RACKS = {"id": "racks", "when": {"trip": ["gravel"]}, "features": ["racks"], "against": "No racks"}
CAUTION = {"id": "stiff", "covers": "comfort", "says": "It is stiff.", "way_out": "Let air out."}


def spoilt(changes: dict[Location, Any]) -> Any:
    """Return the decision, sound in everything that is promised, with other values at some places."""
    decision: Any = values()
    decision["rules"][4]["pick"] = ["cargo", "roadster"]
    for number, key in ((1, "racks"), (4, "comfort")):
        decision["rules"][number]["rests_on"] = key
    decision["concerns"], decision["cautions"] = [dict(COMFORT)], [dict(CAUTION)]
    for (*place, last), value in changes.items():
        inner = decision
        for part in place:
            inner = inner[part]
        inner[last] = value
    return decision


def flaws(changes: dict[Location, Any]) -> dict[Location, str]:
    """Return what is found in a spoilt decision."""
    decision = bicycles(spoilt(changes))
    found = prove(decision, families=FAMILIES, unplaced=(), standings=STANDINGS, scales=SCALES)
    return dict[Location, str](found)


def test_what_is_promised_is_kept() -> None:
    """A decision that keeps every promise has no flaw."""
    assert flaws({}) == {}


@pytest.mark.parametrize(
    ("changes", "location", "message"),
    [
        (
            {("everyday",): {"position": ["none"], "trip": ["city"]}},
            ("everyday",),
            "position=none, trip=city, effort=little ends in rule 'first-city-bicycle' and not in 'randonneur', the",
        ),
        (
            {("rules", 4, "pick"): ["roadster", "cargo"]},
            ("rules", 4, "pick"),
            "'first-city-bicycle' names its picks in another order than the ranking; write cargo, roadster",
        ),
        (
            {("switching", "new_to_most"): ["drop_bar"]},
            ("rules", 5, "when"),
            "effort=little is sent to 'randonneur', whose language is new to most, without having accepted one;",
        ),
        (
            {("cautions",): []},
            ("concerns", 0),
            "position=upright, trip=city, effort=little ends in 'roadster', which falls short of 'comfort'; add",
        ),
        (
            {("cautions", 0, "way_out"): "Take [[randonneur]]."},
            ("cautions", 0, "way_out"),
            "effort=little is shown 'randonneur', in a language that it did not accept; name none, or narrow 'when'",
        ),
        (
            {("rules", 4, "rests_on"): None},
            ("rules", 4),
            "'first-city-bicycle' is a reason and leads to nothing; say under 'rests_on' which rating or feature tells",
        ),
        (
            {("rules", 1, "rests_on"): "wings"},
            ("rules", 1, "rests_on"),
            "'to-the-hills' rests on 'wings', which separates nobody possible for position=upright, trip=gravel",
        ),
        ({("concerns", 0, "falls"): ["hard"]}, ("concerns", 0, "falls", 0), "'hard' is no such word; known are"),
        ({("cautions", 0, "covers"): "comfrt"}, ("cautions", 0, "covers"), "'comfrt' is not a concern; did you mean"),
        (
            {("questions", "trip", "phrases"): {"city": "ride to work"}},
            ("questions", "trip", "phrases"),
            "has no phrase; say how it goes on after",
        ),
        (
            {("questions", "trip", "if_open"): "moon"},
            ("questions", "trip", "if_open"),
            "'moon' is not an answer to 'trip'",
        ),
        ({("questions", "trip", "doubts"): ["moon"]}, ("questions", "trip", "doubts", 0), "'moon' is not an answer"),
        ({("everyday",): {"trip": ["moon"]}}, ("everyday", "trip", 0), "'moon' is not an answer to 'trip'"),
        ({("concerns", 0, "when"): {"trip": ["moon"]}}, ("concerns", 0, "when", "trip", 0), "'moon' is not an answer"),
    ],
)
def test_a_broken_promise_is_found_at_its_place(changes: dict[Location, Any], location: Location, message: str) -> None:
    """Each kind of promise is tried, and the message names the answers that break it."""
    found = flaws(changes)
    assert message in found[location]


def test_ratings_and_features_tell_who_falls_short_and_who_is_good() -> None:
    """The words named fall short and the best word is good; enough features are good, and too few fall short."""
    decision = weighed(bicycles(spoilt({("concerns",): [COMFORT, RACKS]})), STANDINGS, SCALES)
    comfort, racks = decision.concerns
    assert (comfort.short, comfort.good) == (("roadster",), ("cargo",))
    assert (racks.short, racks.good) == (("roadster",), ("randonneur", "cargo"))


def test_a_caution_stands_for_those_who_fall_short() -> None:
    """A caution that covers a concern has its conditions and its candidates, and goes if there are none."""
    (caution,) = weighed(bicycles(spoilt({})), STANDINGS, SCALES).cautions
    assert (caution.when, caution.pick) == ({"trip": ("city",)}, ("roadster",))
    soft = {**STANDINGS, "roadster": Standing(words={"comfort": "soft"})}
    assert weighed(bicycles(spoilt({})), soft, SCALES).cautions == ()
