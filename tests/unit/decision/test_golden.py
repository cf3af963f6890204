"""What the decisions of the small worlds come to in the build is what stands on file; the browser is held to it too."""

from __future__ import annotations

from typing import Any

import golden
import pytest
from bicycles import bicycles
from guide.decision.evaluate import Answers, Outcome, answer_sets, completed, decide, in_words
from guide.model.decision import Decision
from worlds import SMALL_WORLD, load


@pytest.fixture(scope="module", params=["databases", "bicycles"])
def world(request: pytest.FixtureRequest) -> tuple[Decision, Any]:
    """A decision, and what stands on file of it."""
    decision = load(SMALL_WORLD).decision if request.param == "databases" else bicycles()
    return decision, golden.known()[request.param]


def plain(outcome: Outcome | None) -> dict[str, Any] | None:
    """Return an outcome as it stands on file."""
    if outcome is None:
        return None
    return {
        "rule": outcome.rule.id,
        "picks": list(outcome.picks),
        "runnerUps": list(outcome.runner_ups),
        "nearest": plain(outcome.nearest),
        "cautions": [caution.id for caution in outcome.cautions],
    }


def test_every_set_of_answers_ends_as_on_file(world: tuple[Decision, Any]) -> None:
    """The outcome of each whole set of answers must be the one on file, and none may be missing there."""
    decision, on_file = world
    results = {in_words(answers): plain(decide(decision, answers)) for answers in answer_sets(decision)}
    assert results == {answers: result["outcome"] for answers, result in on_file["whole"].items()}


def test_open_questions_count_as_on_file(world: tuple[Decision, Any]) -> None:
    """After any answers, none included, the outcome with the open questions as they count must be the one on file."""
    decision, on_file = world
    for words, result in on_file["partial"].items():
        answers: Answers = dict(part.split("=") for part in words.split(", ") if part)
        assert plain(decide(decision, completed(decision, answers))) == result["outcome"], words


def test_a_question_is_settled_once_no_answer_to_it_changes_the_pick(world: tuple[Decision, Any]) -> None:
    """The open questions on file as undecided must be those with which some completion changes its picks."""
    decision, on_file = world
    for words, result in on_file["partial"].items():
        given: Answers = dict(part.split("=") for part in words.split(", ") if part)
        sets = [answers for answers in answer_sets(decision) if given.items() <= answers.items()]
        assert result["undecided"] == [
            question
            for question, asked in decision.questions.items()
            if question not in given
            and any(
                advised(decide(decision, answers)) != advised(decide(decision, {**answers, question: option}))
                for answers in sets
                for option in asked.options
            )
        ], words


def advised(outcome: Outcome) -> tuple[bool, tuple[str, ...]]:
    """Return the picks in the end, and whether they lie outside the guide."""
    return (outcome.nearest is not None, (outcome.nearest or outcome).picks)
