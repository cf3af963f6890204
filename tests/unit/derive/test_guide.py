"""The guide as one value: put together, derived from, immutable."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from guide.model.problems import InvalidGuide
from guide.site.load import load_guide
from worlds import SMALL_WORLD, TODAY, change, load


def test_candidates_stand_in_order_of_rank() -> None:
    """However their files sort, candidates come by rank, each with its facts, opinion, prose and address."""
    guide = load(SMALL_WORLD)
    assert [(candidate.rank, candidate.name, candidate.address) for candidate in guide.candidates] == [
        (1, "Granite", "/databases/granite/"),
        (2, "Pebble", "/databases/pebble/"),
        (3, "Folio", "/databases/folio/"),
    ]
    assert guide.by_slug["folio"].prose.head.description == "Folio keeps documents on several servers."


def test_a_pair_knows_both_of_its_candidates() -> None:
    """A pair has its two candidates in the order of its address."""
    (versus,) = load(SMALL_WORLD).pairs
    assert (versus.one.name, versus.other.name, versus.address) == ("Folio", "Granite", "/compare/folio-vs-granite/")


@pytest.mark.parametrize(
    ("environment", "site", "repository"),
    [
        ({}, "https://drawer.example/guide/", "https://code.example/quiet/drawer"),
        (
            {"GUIDE_SITE": "", "GUIDE_REPOSITORY": ""},
            "https://drawer.example/guide/",
            "https://code.example/quiet/drawer",
        ),
        ({"GUIDE_SITE": "https://a.example"}, "https://a.example/", "https://code.example/quiet/drawer"),
        ({"GUIDE_REPOSITORY": "https://b.example/c/"}, "https://drawer.example/guide/", "https://b.example/c"),
    ],
)
def test_the_environment_wins_over_the_edition(environment: dict[str, str], site: str, repository: str) -> None:
    """A fork sets its addresses in the environment; the site ends with one slash, the repository with none."""
    guide = load_guide(SMALL_WORLD, TODAY, environment)
    assert (guide.site, guide.repository) == (site, repository)


def test_of_many_candidates_only_promised_pairs_have_an_address() -> None:
    """Every two of many would be most of the site; what was promised before there were many still answers."""
    few = load(SMALL_WORLD)
    assert len(few.unwritten_addresses()) == 6
    granite = few.by_slug["granite"]
    names = [f"slab{number}" for number in range(30)]
    others = tuple(dataclasses.replace(granite, slug=name, rank=9 + number) for number, name in enumerate(names))
    many = dataclasses.replace(few, candidates=(*few.candidates, *others), promised=frozenset())
    assert many.unwritten_addresses() == {}
    promised = frozenset({"/compare/pebble-vs-granite/", "/compare/slab7-vs-stone/", "/databases/pebble/"})
    answering = dataclasses.replace(many, promised=promised).unwritten_addresses()
    assert answering["/compare/pebble-vs-granite/"] == "/compare/?f=granite,pebble"
    assert {address for address in answering if "slab" in address} == set()


def test_every_former_address_leads_to_a_page() -> None:
    """Redirects, aliases, and pairs in their other order and by former names, all lead somewhere."""
    assert load(SMALL_WORLD).former_addresses() == {
        "/cupboards/": "/databases/granite/",
        "/databases/old-granite/": "/databases/granite/",
        "/compare/granite-vs-folio/": "/compare/folio-vs-granite/",
        "/compare/folio-vs-old-granite/": "/compare/folio-vs-granite/",
        "/compare/old-granite-vs-folio/": "/compare/folio-vs-granite/",
    }


def test_pairs_are_found_by_candidate() -> None:
    """A candidate's page knows the pairs that it is part of."""
    guide = load(SMALL_WORLD)
    assert [versus.name for versus in guide.pairs_of("folio")] == ["folio-vs-granite"]
    assert guide.pairs_of("pebble") == ()


def test_a_situation_leads_to_its_answer(small_world: Path) -> None:
    """What the first page asks about is a stated sentence, and leads to what its answers end in."""
    says = "  - says: No server at all, in SQL\n"
    change(small_world, "data/decision.yml", says, f"{says}    situation: No server\n")
    assert [(case.regression.situation, case.address) for case in load(small_world).situations()][-1] == (
        "No server",
        "/how-to-pick/?language=sql&effort=little",
    )


def test_two_answers_are_told_at_a_glance(small_world: Path) -> None:
    """Each language with each answer after it has its picks, or those of the nearest option, and its address."""
    glance = load(small_world).at_a_glance()
    assert [(one.picks, one.is_outside) for one in glance["other"]] == [
        (("pebble",), True),
        (("granite", "folio"), True),
        (("granite", "folio"), True),
    ]
    assert glance["sql"][2].address == "/how-to-pick/?language=sql&effort=much"
    assert glance["sql"][2].picks == ("folio",)


def test_a_guide_never_changes() -> None:
    """What was read on one day stays what it is."""
    guide = load(SMALL_WORLD)
    with pytest.raises(dataclasses.FrozenInstanceError):
        guide.today = TODAY  # type: ignore[misc]


def test_a_broken_guide_is_none(small_world: Path) -> None:
    """With any problem there is no guide, and every problem is told."""
    change(small_world, "data/opinions/folio.yml", "rank: 3", "rank: 4")
    change(small_world, "data/facts/folio.yml", "[documents]", "[papers]")
    with pytest.raises(InvalidGuide) as raised:
        load(small_world)
    assert len(raised.value.problems) == 2
