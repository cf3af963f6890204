"""References in text: what each name stands for, and what an author is told of one that stands for nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from guide.model.facts import Fact
from guide.model.vocabulary import FactType
from guide.source.library import read_library
from guide.source.references import BadReference, Figure, Figures, all_figures, figure, find
from worlds import SMALL_WORLD, write

PAGE = {"kind": "official", "title": "A page", "address": "https://example.org/"}


def fact(**fields: Any) -> Fact:
    """Return a fact; it has a source and a date if nothing else is said."""
    return Fact.model_validate({"as_of": "2025-12", "source": PAGE, **fields})


def kind(type: str) -> FactType:
    """Return a kind of fact whose values are of this type."""
    return FactType.model_validate({"label": "L", "question": "Q?", "type": type, "keeps_days": 1})


@pytest.fixture(scope="module")
def figures() -> Figures:
    """Return what names stand for in the small world."""
    return all_figures(read_library(SMALL_WORLD))


@pytest.mark.parametrize(
    ("name", "own", "text", "address"),
    [
        ("granite", "", "Granite", "/databases/granite/"),
        ("granite.rank", "", "1", "/databases/granite/"),
        ("rank", "folio", "3", "/databases/folio/"),
        ("granite.installations", "", "12,345", "/databases/granite/#fact-installations"),
        ("installations", "granite", "12,345", "/databases/granite/#fact-installations"),
        ("installations", "folio", "678", "/databases/folio/#fact-installations"),
        ("granite.installations", "folio", "12,345", "/databases/granite/#fact-installations"),
        ("since", "granite", "1999", "/databases/granite/#fact-since"),
        ("since", "pebble", "May 2004", "/databases/pebble/#fact-since"),
        ("since", "folio", "11 February 2011", "/databases/folio/#fact-since"),
        ("granite.long_support", "", "April 2030", "/databases/granite/#fact-long-support"),
        ("granite.current_version", "", "7.10", "/databases/granite/#fact-current-version"),
        ("granite.box.included", "", "2", "/databases/granite/#in-the-box"),
        ("box.extra", "granite", "1", "/databases/granite/#in-the-box"),
        ("granite.box.absent", "", "0", "/databases/granite/#in-the-box"),
        ("edition.name", "", "The Quiet Drawer", ""),
        ("edition.year", "granite", "2025", ""),
        ("edition.horizon_months", "", "36", "/about/"),
        ("edition.published", "", "1 December 2025", ""),
        ("evidence.last_fair", "", "30 September 2025", "/method/#evidence-last-fair"),
        ("count.candidates", "", "3", ""),
        ("count.pairs", "", "1", ""),
        ("count.features", "", "3", ""),
        ("count.fact_types", "", "5", ""),
        ("count.criteria", "", "2", ""),
        ("count.not_ranked", "", "1", ""),
        ("count.rules", "", "6", ""),
        ("count.questions", "", "2", ""),
        ("count.answer_sets", "", "12", ""),
    ],
)
def test_a_name_stands_for_what_the_data_knows(figures: Figures, name: str, own: str, text: str, address: str) -> None:
    """A name becomes the value in words, with the place on the site where its source and date stand."""
    figure = find(figures, name, own)
    assert (figure.text, figure.address) == (text, address)


@pytest.mark.parametrize(
    ("name", "own", "message"),
    [
        ("granit", "", "[[granit]] stands for nothing; did you mean 'granite'?"),
        ("curent_version", "granite", "[[curent_version]] stands for nothing; did you mean 'current_version'?"),
        ("Granite", "", "did you mean 'granite'?"),
        (" granite", "", "did you mean 'granite'?"),
        (
            "manual",
            "folio",
            "[[manual]] cannot be used: it is none published (There is a forum instead.); say it in words",
        ),
        (
            "installations",
            "pebble",
            "[[installations]] cannot be used: it is unknown (Nobody counts files.); say it in w",
        ),
    ],
)
def test_a_name_that_cannot_be_used_is_explained(figures: Figures, name: str, own: str, message: str) -> None:
    """An author is told the nearest name, or why a fact has no value to show."""
    with pytest.raises(BadReference) as raised:
        find(figures, name, own)
    assert message in str(raised.value)


def test_a_fact_of_its_own_wins_over_a_name_of_all(figures: Figures) -> None:
    """On a candidate's page a short name is that candidate's, whatever else has the name."""
    both: Figures = {**figures, "granite.folio": Figure(text="own")}
    assert find(both, "folio", "granite").text == "own"


def test_a_figure_carries_its_origin() -> None:
    """A fact shown in prose brings its source and date along."""
    assert figure(fact(value=3), kind("count"), "/a/#b", 9) == Figure(
        text="3", address="/a/#b", origin="A page, December 2025", keep_by=dt.date(2026, 1, 9)
    )


def test_names_are_known_as_far_as_files_could_be_read(small_world: Path) -> None:
    """A broken file must not take the names away that others explain."""
    write(small_world, "data/edition.yml", "- ")
    write(small_world, "data/evidence.yml", "- ")
    names = all_figures(read_library(small_world)).keys()
    assert "count.rules" in names
    assert not any(name.startswith(("edition.", "evidence.")) for name in names)
