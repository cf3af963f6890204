"""What the guide's own ratings are held to, and the sentences that rest on them."""

from __future__ import annotations

import pytest
from guide.model.opinions import Opinion
from guide.source.library import read_library
from worlds import REPOSITORY

LIBRARY = read_library(REPOSITORY)
OPINIONS: dict[str, Opinion] = {slug: entry.record for slug, entry in LIBRARY.opinions.items()}
CRITERIA = LIBRARY.one("criteria")


def place(slug: str, criterion: str) -> int:
    """Return how good a rating is; the words of a criterion go from worst to best."""
    return list(CRITERIA[criterion].words).index(OPINIONS[slug].judgements[criterion].word)


def rated(criterion: str, word: str) -> set[str]:
    """Return who has a rating."""
    return {slug for slug, opinion in OPINIONS.items() if opinion.judgements[criterion].word == word}


def better(one: str, other: str) -> set[str]:
    """Return the criteria on which one is rated better than the other."""
    return {criterion for criterion in CRITERIA if place(one, criterion) > place(other, criterion)}


@pytest.mark.parametrize("criterion", CRITERIA)
def test_every_criterion_separates(criterion: str) -> None:
    """Each rating is given to somebody, and none to two thirds of all."""
    given = [len(rated(criterion, word)) for word in CRITERIA[criterion].words]
    assert min(given) >= 1
    assert max(given) <= 6


def test_a_reason_is_short() -> None:
    """A reason of a rating is read in a table."""
    reasons = [judgement.reason for opinion in OPINIONS.values() for judgement in opinion.judgements.values()]
    assert [reason for reason in reasons if len(reason.split()) > 30] == []


def test_what_the_method_page_says_against_the_ranking_is_true() -> None:
    """Its paragraph on the ratings compares some of them by name."""
    assert rated("productivity", "quick") == rated("change_cost", "high") == {"django", "laravel", "rails"}
    for slug in ("spring-boot", "aspnet-core"):
        assert {"documentation", "hiring"} <= better(slug, "nestjs")
        assert better("nestjs", slug) == {"structure"}
    assert better("laravel", "django") == better("django", "laravel") == set()
    assert better("spring-boot", "aspnet-core") == set()


def test_what_the_pages_say_of_first_and_last_is_true() -> None:
    """NestJS, Laravel and Phoenix say in a sentence where they are ahead or behind."""
    assert {"documentation", "hiring"} <= better("django", "nestjs") & better("spring-boot", "nestjs")
    assert "productivity" in better("django", "nestjs")
    assert rated("hiring", "narrow") == rated("ecosystem", "sparse") == {"phoenix"}


def test_who_has_most_built_in_and_more_stars_is_said_rightly() -> None:
    """The method page and Laravel's verdict name the two with most built in, and who has more stars than NestJS."""
    sheets = {slug: entry.record for slug, entry in LIBRARY.facts.items()}
    built_in = sorted(((sheet.count("built_in"), slug) for slug, sheet in sheets.items()), reverse=True)
    assert [slug for _, slug in built_in[:2]] == ["laravel", "rails"]
    assert built_in[0][0] > built_in[1][0] > built_in[2][0]
    stars = {slug: int(str(sheet.facts["stars"].value)) for slug, sheet in sheets.items()}
    more = {slug for slug, count in stars.items() if count > stars["nestjs"]}
    assert more == {"fastapi", "gin", "django", "spring-boot"}


@pytest.mark.parametrize(
    ("one", "other", "criteria"),
    [
        ("django", "rails", {"hiring"}),
        ("laravel", "rails", {"hiring"}),
        ("rails", "phoenix", {"hiring", "ecosystem"}),
        ("nestjs", "fastapi", {"structure"}),
        ("django", "fastapi", {"structure"}),
        ("nestjs", "express", {"structure", "productivity"}),
        ("express", "gin", {"hiring"}),
        ("gin", "express", {"performance"}),
    ],
)
def test_what_a_page_says_of_two_is_rated_so(one: str, other: str, criteria: set[str]) -> None:
    """A verdict on two, or the reason of a place, says that one is ahead of the other in these."""
    assert criteria <= better(one, other)


@pytest.mark.parametrize(("further", "other"), [("django", "rails"), ("aspnet-core", "laravel")])
def test_support_that_is_said_to_reach_further_does(further: str, other: str) -> None:
    """Two texts argue a place by the last day with a promise of fixes."""

    def last(slug: str) -> str:
        lines = LIBRARY.releases[slug].record.lines
        return max(str(line.security_fixes_until.date) for line in lines if line.security_fixes_until)

    assert last(further) > last(other)
