"""The guide's own decision: every set of answers, and every stated sentence."""

from __future__ import annotations

from functools import cache
from math import prod
from pathlib import Path
from typing import Any

import pytest
import yaml
from guide.decision.evaluate import (
    Outcome,
    answer_sets,
    by_language,
    decide,
    influence,
    matches,
    possible_outcomes,
    rules_for,
    separations,
)
from guide.decision.verify import prove
from guide.model.decision import Decision, Regression
from worlds import REPOSITORY

DATA = REPOSITORY / "data"


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def _families() -> dict[str, frozenset[str]]:
    languages = _load(DATA / "vocabulary" / "languages.yml")
    sheets = {path.stem: _load(path) for path in (DATA / "facts").glob("*.yml")}
    return {slug: frozenset(languages[key]["family"] for key in sheet["languages"]) for slug, sheet in sheets.items()}


def _decision() -> Decision:
    return Decision.model_validate(_load(DATA / "decision.yml"), strict=False)


DECISION = _decision()


def _regressions() -> list[Any]:
    return [pytest.param(case, id=f"{case.origin}: {case.says}") for case in DECISION.regressions]


def _is_honest(outcome: Outcome) -> bool:
    if outcome.nearest:
        return not outcome.picks and bool(outcome.nearest.picks)
    return len(outcome.picks) == 1 or bool(outcome.rule.decide)


def test_the_rules_keep_all_their_promises() -> None:
    """No answer set is lost, no rule idle, no candidate unreachable, nobody sent abroad, no sentence broken."""
    assert list(prove(DECISION, families=_families(), unplaced=())) == []


def test_every_answer_set_ends_in_a_pick_a_tie_or_honestly_outside() -> None:
    """One pick, a tie with the question that settles it, or outside the guide with the nearest pick: nothing else."""
    sets = answer_sets(DECISION)
    assert len(sets) == prod(len(question.options) for question in DECISION.questions.values()) >= 3000
    assert all(_is_honest(decide(DECISION, answers)) for answers in sets)


@pytest.mark.parametrize("case", _regressions())
def test_a_stated_sentence_holds(case: Regression) -> None:
    """What "How to pick" and the short list say, the rules say for every set of answers that it speaks of."""
    cases = [answers for answers in answer_sets(DECISION) if case.given.items() <= answers.items()]
    kept = [answers for answers in cases if not any(matches(when, answers) for when in case.excepted)]
    assert kept
    assert {frozenset(decide(DECISION, answers).picks) for answers in kept} == {frozenset(case.pick)}


@pytest.mark.parametrize(
    ("origin", "pick"),
    [
        ("rule", {"nestjs"}),
        ("rule", {"django"}),
        ("rule", {"fastapi"}),
        ("rule", {"aspnet-core", "spring-boot"}),
        ("rule", {"laravel"}),
        ("rule", {"gin"}),
        ("rule", {"rails"}),
        ("short_list", {"nestjs"}),
        ("short_list", {"django"}),
        ("short_list", {"fastapi"}),
        ("short_list", {"spring-boot"}),
        ("short_list", {"aspnet-core"}),
        ("short_list", {"rails", "laravel"}),
        ("short_list", {"gin"}),
    ],
)
def test_every_stated_sentence_is_a_regression_case(origin: str, pick: set[str]) -> None:
    """No sentence of "How to pick" or of the short list may be dropped from the cases."""
    assert any(case.origin == origin and set(case.pick) == pick for case in DECISION.regressions)


@pytest.mark.parametrize("slug", ["express", "phoenix"])
def test_a_candidate_in_no_stated_rule_says_where_its_place_comes_from(slug: str) -> None:
    """The two that no stated sentence names are picked by rules that follow from their own pages."""
    assert {rule.origin for rule in rules_for(DECISION, slug).picked_by} == {"best_for"}


def test_a_team_without_a_new_language_on_the_table_keeps_its_own() -> None:
    """Every pick that needs no acceptance is written in the team's own language family."""
    families = _families()
    spoken = {family for one in families.values() for family in one}
    for row in by_language(DECISION):
        if row.option in spoken:
            assert row.staying
            assert all(row.option in families[slug] for slug in row.staying)


def test_language_matters_always_and_every_question_matters() -> None:
    """Another language can change every result, and no question is asked in vain."""
    shares = influence(DECISION)
    assert shares["language"] == max(shares.values()) == 1
    assert min(shares.values()) > 0.05


def test_summaries_agree_with_deciding_one_set_at_a_time() -> None:
    """A whole set of answers has one possible outcome: the one that is decided."""
    for answers in answer_sets(DECISION)[::37]:
        (possible,) = possible_outcomes(DECISION, answers)
        outcome = decide(DECISION, answers)
        assert (possible.picks, possible.rules[0].id) == (outcome.picks, outcome.rule.id)


def test_the_runner_up_after_a_change_of_language_is_at_home() -> None:
    """Whoever is sent to another language is told what to take if the team would rather stay."""
    families = _families()
    for answers in answer_sets(DECISION):
        outcome = decide(DECISION, answers)
        if outcome.rule.runner_up_in_own_language:
            assert any(answers["language"] in families[slug] for slug in outcome.runner_ups)


def test_rivals_in_one_language_are_parted_by_the_product() -> None:
    """Within Python it is the product, and nothing else, that parts the two candidates."""
    python = [
        one
        for one in separations(DECISION, "django", "fastapi")
        if all(rule.when.get("language") == ("python",) for rule in one.rules)
    ]
    assert [one.question for one in python] == ["product"]
    assert python[0].options == (("business_app", "unsure"), ("api", "realtime", "small_service"))
