"""Where sets of answers end before and after a change of the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from bicycles import bicycles, values
from guide.decision import evaluate
from guide.impact.answers import compare_answers
from guide.model.decision import Decision


def counted(before: Decision, after: Decision) -> int:
    """Return how many sets of answers have other picks, or other nearest ones, one by one."""

    def picks(decision: Decision, answers: evaluate.Answers) -> tuple[evaluate.Picks, ...]:
        outcome = evaluate.decide(decision, answers)
        return outcome.picks, outcome.nearest.picks if outcome.nearest else ()

    return sum(picks(before, answers) != picks(after, answers) for answers in evaluate.answer_sets(before))


def _pick(rule: int, *picks: str) -> Callable[[dict[str, Any]], None]:
    return lambda decision: decision["rules"][rule].update(pick=list(picks))


def _narrow(rule: int, question: str, *options: str) -> Callable[[dict[str, Any]], None]:
    return lambda decision: decision["rules"][rule]["when"].update({question: list(options)})


def _option(decision: dict[str, Any]) -> None:
    decision["questions"]["trip"]["options"]["sea"] = "Across the water"


def _swapped(decision: dict[str, Any]) -> None:
    rules = decision["rules"]
    rules[1], rules[2] = rules[2], rules[1]


@pytest.mark.parametrize(
    "spoil",
    [
        _pick(2, "cargo"),
        _pick(5, "roadster"),
        _narrow(1, "trip", "gravel", "unsure"),
        _narrow(0, "position", "recumbent", "upright"),
        _option,
        _swapped,
    ],
    ids=["another pick", "another nearest", "a wider rule", "outside the guide", "another option", "another order"],
)
def test_the_answer_sets_that_end_elsewhere_are_counted(spoil: Callable[[dict[str, Any]], None]) -> None:
    """The count is what one gets by trying each set by hand, and each example is one of its group."""
    changed = values()
    spoil(changed)
    before, after = bicycles(), bicycles(changed)
    changes = compare_answers(before, after, {})
    assert changes.changed == counted(before, after)
    for outcome in changes.outcomes:
        address = urlsplit(outcome.example)
        assert (address.path, address.fragment) == ("/how-to-pick/", "result")
        given = dict(parse_qsl(address.query, strict_parsing=True))
        ends = [evaluate.decide(decision, given) for decision in (before, after)]
        for end, text in zip(ends, (outcome.before, outcome.after), strict=True):
            assert text == " or ".join(end.picks) or text.startswith("outside the guide, nearest ")
    counts = [outcome.count for outcome in changes.outcomes]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == changes.changed


def test_sets_that_cannot_be_given_on_both_sides_are_not_compared() -> None:
    """Another option brings new sets of answers, and one that goes takes some away; neither ends elsewhere."""
    changed = values()
    _option(changed)
    grown, shrunk = (
        compare_answers(*pair, {}) for pair in ((bicycles(), bicycles(changed)), (bicycles(changed), bicycles()))
    )
    assert (grown.total, grown.compared, grown.changed) == (32, 24, 0)
    assert (shrunk.total, shrunk.compared, shrunk.changed) == (24, 24, 0)


def test_another_runner_up_or_caution_is_no_other_outcome() -> None:
    """Where only the second place or a warning differs, the set does not count as ending elsewhere."""
    changed = values()
    changed["rules"][2]["runner_up"] = ["randonneur"]
    changed["cautions"].pop()
    assert compare_answers(bicycles(), bicycles(changed), {}).changed == 0


def test_who_is_called_the_same_is_the_same() -> None:
    """A pick under another slug of the same name is no other end."""
    changed = values()
    changed["rules"][2]["pick"] = ["hollander"]
    names = {"roadster": "Roadster", "hollander": "Roadster"}
    assert compare_answers(bicycles(), bicycles(changed), names).changed == 0
