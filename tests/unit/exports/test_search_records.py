"""What a search can find, and what it is called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide.exports.search_records import SearchRecord, search_records
from worlds import SMALL_WORLD, change, load


@pytest.fixture(scope="module")
def records() -> dict[str, SearchRecord]:
    """Return what can be found in the small world, by address."""
    return {entry.address: entry for entry in search_records(load(SMALL_WORLD))}


@pytest.mark.parametrize(
    ("address", "kind", "title", "part"),
    [
        ("/", "Ranking", "The ranking", ""),
        ("/#stance", "Ranking", "Where we stand", ""),
        ("/databases/granite/", "Database", "Granite", "A careful server for rows."),
        ("/databases/granite/#what", "Database", "Granite: ", ""),
        ("/databases/granite/#why-not-higher", "Database", "Granite: Why not higher", ""),
        ("/databases/granite/#weaknesses", "Database", "Granite: Weaknesses", "It wants a server"),
        ("/databases/granite/#alternatives", "Database", "Granite: Alternatives", "Pebble: You have no server."),
        ("/databases/granite/#judgement-safety", "Rating", "Granite: Safety", "It writes everything down twice."),
        ("/databases/granite/#box-replication", "Built-in feature", "Granite: ", "Twin."),
        ("/databases/granite/#fact-current-version", "Fact", "Granite: ", "7.10."),
        ("/method/#criterion-safety", "Method", "Safety", "Nothing is lost."),
        ("/compare/#judgement-safety", "Comparison", "Safety", "What is left after the power fails?"),
        ("/compare/#fact-current-version", "Comparison", "Current version", "Which version would you install?"),
        ("/compare/?f=granite,pebble", "Comparison", "Granite and Pebble side by side", "Ratings, facts and features"),
        ("/compare/folio-vs-granite/", "Comparison", "Folio or Granite?", "what is left after an outage."),
        ("/rules/#rule-one-server", "Rule", ": one server", ""),
        ("/not-ranked/#card-index", "Not ranked", "Card Index", "A second drawer."),
        ("/about/", "About", "", ""),
    ],
)
def test_a_reader_can_land_on(records: dict[str, SearchRecord], address: str, kind: str, title: str, part: str) -> None:
    """Each page, section, row and rule is an entry with its kind, its title and what stands there."""
    entry = records[address]
    assert entry.kind == kind
    assert title in entry.title
    assert part in entry.text


def test_nothing_of_markdown_and_of_references_is_left(records: dict[str, SearchRecord]) -> None:
    """What is quoted is text as readers know it, and none is empty."""
    for entry in records.values():
        assert entry.title, entry.address
        assert not re.search(r"\[\[|\]\(|\*\*|</?\w+>|\{#|_\w+_\b|\.\.", entry.title + entry.text), entry.text


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/databases/granite/", {"Granite", "granite", "granit", "the stone", "old-granite", "SQL"}),
        ("/method/#criterion-safety", set()),
        ("/compare/#judgement-safety", {"Safety", "safety", "durable", "durability"}),
        ("/compare/#box-replication", {"Replication", "replication", "high availability", "twin"}),
        ("/compare/folio-vs-granite/", {"Folio Granite", "Granite Folio"}),
        ("/not-ranked/#card-index", {"Card Index"}),
        ("/about/", {"About"}),
        ("/about/#contact", set()),
        ("/rules/#rule-one-server", set()),
    ],
)
def test_whatever_it_is_called_is_looked_up(records: dict[str, SearchRecord], address: str, names: set[str]) -> None:
    """A page is looked up by name, slug, former slug, nickname, language and synonym; a section has no own name."""
    assert set(records[address].names) == names


def test_answers_to_one_question_share_their_topic(records: dict[str, SearchRecord]) -> None:
    """What each says is told in a word, under the record of the comparison of all."""
    topic = "/compare/#judgement-safety"
    found = {record.address: record.says for record in records.values() if record.topic == topic}
    assert found == {
        "/databases/granite/#judgement-safety": "calm",
        "/databases/pebble/#judgement-safety": "care",
        "/databases/folio/#judgement-safety": "hope",
    }
    assert topic in records


def test_of_one_name_the_better_ranked_comes_first() -> None:
    """Where a name is that of several, the editors' order is kept."""
    guide = load(SMALL_WORLD)
    pages = [entry.title for entry in search_records(guide) if entry.address.startswith("/databases/") and entry.names]
    assert pages == [candidate.name for candidate in guide.candidates]


def test_titles_are_found_in_the_spelling_of_others(small_world: Path) -> None:
    """Who types a word in a spelling that is not ours must find the title and the name that have it in ours."""
    change(small_world, "data/vocabulary/criteria.yml", "label: Safety", "label: Licence terms")
    change(small_world, "data/vocabulary/wording.yml", "spelling:", "spelling:\n  license: licence")
    records = {entry.address: entry for entry in search_records(load(small_world))}
    assert "license terms" in records["/compare/#judgement-safety"].names
    assert records["/databases/granite/#judgement-safety"].names == ("granite: license terms",)
    assert records["/about/"].names == ("About",)


def test_a_lack_can_be_found_with_its_reason(records: dict[str, SearchRecord]) -> None:
    """What is unknown or not published says so where it is quoted."""
    assert any("None published. There is a forum instead." in entry.text for entry in records.values())


def test_an_address_is_quoted_by_its_host(records: dict[str, SearchRecord]) -> None:
    """A whole address says little in a quotation; its host says whose it is."""
    assert records["/databases/granite/#fact-manual"].text == "granite.example."
    assert not any("https://" in entry.text for entry in records.values())
