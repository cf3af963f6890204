"""A small decision on another subject: which bicycle, for whom."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from guide.model.decision import Decision

FAMILIES = {
    "cargo": frozenset({"upright"}),
    "roadster": frozenset({"upright"}),
    "randonneur": frozenset({"drop_bar"}),
}
"""The position that each bicycle asks of its rider."""

_VALUES: dict[str, Any] = {
    "policy": "first_match",
    "origins": {"rule": {"label": "Rule", "meaning": "We said so."}},
    "switching": {"question": "position", "accepted_by": {"effort": ["much"]}},
    "questions": {
        "position": {
            "label": "Position",
            "asks": "How do you sit today?",
            "options": {"upright": "Upright", "drop_bar": "Bent", "recumbent": "Lying", "none": "I do not ride yet"},
            "if_open": "none",
            "doubts": ["none"],
        },
        "trip": {
            "label": "Trip",
            "asks": "Where to?",
            "options": {"city": "To work", "gravel": "Over the hills", "unsure": "Who knows"},
            "if_open": "unsure",
            "doubts": ["unsure"],
        },
        "effort": {
            "label": "Effort",
            "asks": "Would you learn to sit in another way?",
            "options": {"little": "No", "much": "Yes"},
        },
    },
    "rules": [
        {"id": "not-sold", "when": {"position": ["recumbent"]}, "outside": {"as_if": {"position": "none"}}},
        {
            "id": "to-the-hills",
            "when": {"position": ["upright"], "trip": ["gravel"], "effort": ["much"]},
            "pick": ["randonneur"],
            "runner_up_in_own_language": True,
        },
        {"id": "upright", "when": {"position": ["upright"]}, "pick": ["roadster"], "runner_up": ["cargo"]},
        {"id": "drop-bar", "when": {"position": ["drop_bar"]}, "pick": ["randonneur"]},
        {
            "id": "first-city-bicycle",
            "when": {"position": ["none"], "trip": ["city"]},
            "pick": ["cargo", "roadster"],
            "decide": "Is there a child to carry?",
        },
        {"id": "first-bicycle", "when": {"position": ["none"]}, "pick": ["randonneur"], "runner_up": ["roadster"]},
    ],
    "cautions": [
        {
            "id": "cobbles",
            "when": {"trip": ["city"]},
            "pick": ["randonneur"],
            "says": "Narrow tyres hate cobbles.",
            "way_out": "Buy wide ones.",
        },
        {"id": "lock", "when": {"trip": ["city"]}, "says": "It will be stolen.", "way_out": "Buy a good lock."},
    ],
    "regressions": [
        {
            "says": "Whoever sits upright stays upright",
            "origin": "rule",
            "given": {"position": "upright"},
            "excepted": [{"trip": ["gravel"], "effort": ["much"]}],
            "pick": ["roadster"],
        },
    ],
}


def values() -> dict[str, Any]:
    """Return the decision as plain values, free to be spoiled."""
    spare = deepcopy(_VALUES)
    spare["rules"] = [{"origin": "rule", "says": "Because.", **rule} for rule in spare["rules"]]
    return spare


def bicycles(spoiled: dict[str, Any] | None = None) -> Decision:
    """Return the decision, or one made of `spoiled` values."""
    return Decision.model_validate(spoiled or values(), strict=False)


def answers(text: str) -> dict[str, str]:
    """Return the answers written as `upright city little`, or as many of them as there are."""
    return dict(zip(("position", "trip", "effort"), text.split(), strict=False))
