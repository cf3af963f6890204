"""The guide's own decision: every set of answers, and every stated sentence."""

from __future__ import annotations

import re
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


def shown(outcome: Outcome) -> set[str]:
    """Return the cautions of an outcome."""
    return {caution.id for caution in outcome.cautions}


def test_everybody_who_is_moved_to_a_small_pool_is_told() -> None:
    """Few people for hire know Phoenix: that is said to teams of every size that do not write Elixir today."""
    for answers, outcome in TRIAL:
        if outcome.picks == ("phoenix",) and answers["language"] != "elixir":
            assert shown(outcome) & {"small-pool", "small-pool-for-few"}, in_words(answers)


def test_a_late_product_that_stays_with_a_slower_language_reads_who_is_quicker() -> None:
    """Whoever must ship a product and is sent to somebody who is not quick reads that others are."""
    quick = {slug for slug, opinion in OPINIONS.items() if opinion.judgements["productivity"].word == "quick"}
    (elsewhere,) = (caution for caution in DECISION.cautions if caution.id == "quicker-elsewhere")
    assert set(re.findall(r"\[\[([a-z-]+)]]", elsewhere.says)) == quick
    for answers, outcome in TRIAL:
        if answers["failure"] == "late" and answers["product"] == "business_app" and not quick & {*outcome.picks}:
            told = shown(outcome) & {"quicker-elsewhere", "another-language-has-it"}
            assert outcome.nearest or told, in_words(answers)


def test_one_service_is_not_held_against_a_whole_product() -> None:
    """What is said of a late release is not said of one service; those for whom it is heavy are not praised for it."""
    concerns = {concern.id: concern for concern in WEIGHED.concerns}
    pace, service = concerns["pace"], concerns["service_pace"]
    products = DECISION.questions["product"].options.keys()
    assert {*pace.when["product"]} == products - {*service.when["product"]}
    heavy = {slug for one in DECISION.cautions if one.id in ("heavy-for-small", "small-may-grow") for slug in one.pick}
    assert {*service.good} == OPINIONS.keys() - heavy


def test_few_people_are_not_asked_whom_they_can_hire() -> None:
    """A founder alone does not hire: neither what settles a tie nor a way out may ask one for it."""
    for answers, outcome in TRIAL:
        if answers["team"] == "few":
            advice = " ".join([outcome.rule.decide or "", *(caution.way_out for caution in outcome.cautions)])
            assert not re.search(r"\b(hire|hires|strongest)\b", advice), (in_words(answers), advice)


def test_the_headline_and_the_rules_name_the_same_two() -> None:
    """With no language to defend and no special fear: the two of the headline, parted by the product."""
    headline = " ".join(LIBRARY.one("edition").headline)
    named = {slug for slug in OPINIONS if LIBRARY.facts[slug].record.name in headline}
    picked = {
        outcome.picks
        for answers, outcome in TRIAL
        if answers["language"] == "none"
        and answers["failure"] in ("swamp", "unsure")
        and answers["product"] in ("business_app", "api", "unsure")
    }
    assert {slug for picks in picked for slug in picks} == named


def test_a_way_out_to_somebody_unranked_leads_to_somebody_considered() -> None:
    """Who is sent past the ranked ones for one small service on the JVM finds both names among those considered."""
    (heavy,) = (caution for caution in DECISION.cautions if caution.id == "heavy-for-small")
    considered = {one.name for one in LIBRARY.one("not_ranked")}
    assert {name for name in considered if name in heavy.way_out} == {"Quarkus", "Ktor"}
