"""The guide's own decision: every set of answers, and every stated sentence."""

from __future__ import annotations

from math import prod

import pytest
from guide.checks.rules import check_decision
from guide.decision.concerns import scales, standings, weighed
from guide.decision.evaluate import Outcome, answer_sets, decide, in_words, matches, rules_for, separations
from guide.model.decision import Decision
from guide.model.facts import FactSheet
from guide.source.library import read_library
from worlds import REPOSITORY

LIBRARY = read_library(REPOSITORY)
DECISION: Decision = LIBRARY.one("decision")
OPINIONS = {slug: entry.record for slug, entry in LIBRARY.opinions.items()}
SHEETS = {slug: entry.record for slug, entry in LIBRARY.facts.items()}
WEIGHED = weighed(DECISION, standings(OPINIONS, SHEETS, LIBRARY.one("features")), scales(LIBRARY.one("criteria")))
TRIAL = [(answers, decide(WEIGHED, answers)) for answers in answer_sets(WEIGHED)]


def _is_honest(outcome: Outcome) -> bool:
    if outcome.nearest:
        return not outcome.picks and bool(outcome.nearest.picks)
    return len(outcome.picks) == 1 or bool(outcome.rule.decide)


def test_the_rules_keep_all_their_promises() -> None:
    """No answer set is lost, no rule idle, no candidate unreachable, nobody sent abroad, no sentence broken."""
    assert list(check_decision(LIBRARY)) == []


def test_every_answer_set_ends_in_a_pick_a_tie_or_honestly_outside() -> None:
    """One pick, a tie with the question that settles it, or outside the guide with the nearest pick: nothing else."""
    sets = answer_sets(DECISION)
    assert len(sets) == prod(len(question.options) for question in DECISION.questions.values()) >= 3000
    assert all(_is_honest(decide(DECISION, answers)) for answers in sets)


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


def test_no_question_is_asked_in_vain() -> None:
    """For every question there are answers that another answer to it alone would send elsewhere."""
    for question, asked in DECISION.questions.items():
        assert any(
            decide(DECISION, answers).picks != decide(DECISION, {**answers, question: option}).picks
            for answers in answer_sets(DECISION)[::7]
            for option in asked.options
        ), question


def test_who_prints_no_end_of_support_is_known_by_its_facts() -> None:
    """The concern that lists them by name must list those whose fact says so, and no other."""
    (support,) = (concern for concern in DECISION.concerns if concern.id == "support")
    assert support.rests_on == "supported_until"
    dated = {slug for slug, sheet in LIBRARY.facts.items() if dates_support(sheet.record)}
    assert ({*support.good}, {*support.short}) == (dated, LIBRARY.facts.keys() - dated)


@pytest.mark.parametrize(
    ("slug", "skipped_for"),
    [
        ("nestjs", {"product": ("small_service", "business_app")}),
        ("nestjs", {"failure": ("instability",)}),
        ("django", {"product": ("api", "data_ai", "realtime")}),
        ("express", {"product": ("business_app",)}),
        ("express", {"failure": ("swamp",)}),
        ("fastapi", {"product": ("business_app",)}),
        ("fastapi", {"failure": ("instability", "swamp")}),
        ("gin", {"product": ("business_app",)}),
        ("gin", {"failure": ("instability", "swamp")}),
        ("laravel", {"product": ("realtime",)}),
        ("laravel", {"failure": ("slow",)}),
        ("phoenix", {"team": ("many",)}),
        ("rails", {"product": ("api",)}),
        ("spring-boot", {"product": ("small_service",)}),
        ("aspnet-core", {"product": ("business_app",)}),
    ],
)
def test_a_pick_that_its_page_says_to_skip_says_so(slug: str, skipped_for: dict[str, tuple[str, ...]]) -> None:
    """Who is sent to a framework against what its page says to skip it for gets a caution about it, with a way out."""
    for answers, outcome in TRIAL:
        if slug in outcome.picks and matches(skipped_for, answers):
            assert any(slug in caution.pick for caution in outcome.cautions), in_words(answers)


def dates_support(sheet: FactSheet) -> bool:
    """Return whether a candidate prints until when a release gets fixes."""
    return sheet.facts["supported_until"].value is not None


def test_rivals_in_one_language_are_parted_by_the_product() -> None:
    """Within Python it is the product, and nothing else, that parts the two candidates."""
    python = [
        one
        for one in separations(DECISION, "django", "fastapi")
        if all("python" in rule.when.get("language", ()) for rule in one.rules)
    ]
    assert {one.question for one in python} == {"product"}
    assert python[0].options[0] == ("business_app", "unsure")
