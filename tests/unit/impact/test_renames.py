"""A change that gives a candidate another slug: it is told as that, and everything else as of any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.checks.rules import rules_digest
from guide.derive.guide import Guide
from guide.impact.compare import Report, compare
from guide.impact.files import compare_folders
from guide.impact.renames import NAMING, Names
from guide.impact.report import as_text
from guide.impact.summary import summary, whose
from guide.source.library import read_library
from record_classes import record_classes
from worlds import SMALL_WORLD, change, load, problems, read, rename_granite, write

FACTS = "data/facts/gravel.yml"


def report(root: Path) -> Report:
    """Return the report on a copy of the small world, which has to be sound."""
    assert problems(root) == []
    return Report(
        base="before", files=compare_folders(SMALL_WORLD, root), impact=compare(load(SMALL_WORLD), load(root))
    )


@pytest.fixture
def renamed(small_world: Path) -> Path:
    """The small world after its first has got another slug, with the former one among the aliases."""
    rename_granite(small_world)
    return small_world


@pytest.mark.parametrize("ledger", ["granite", "old-granite", "gravel"], ids=["former", "first", "present"])
def test_a_new_slug_is_told_as_that_and_nothing_else(renamed: Path, ledger: str) -> None:
    """Nobody came or went, no answers end elsewhere and no text changed, whichever slug the ledger goes by."""
    change(renamed, "data/changes.yml", "[granite, pebble", f"[{ledger}, pebble")
    told = report(renamed)
    assert summary(told) == "Gives 1 database a new short name; moves 2 pages."
    found = told.impact
    assert found is not None
    assert (found.moves, found.swaps, found.words, found.entries, found.cells.changes) == ((), (), (), (), ())
    assert (found.answers.diversions, found.answers.runner_ups, found.answers.rules) == ((), 0, ())
    assert (found.pages.added, found.pages.gone) == ((), ())
    assert [(one.former_address, one.address, one.leads_on) for one in found.pages.moved] == [
        ("/databases/granite/", "/databases/gravel/", True),
        ("/compare/folio-vs-granite/", "/compare/folio-vs-gravel/", True),
    ]


def test_it_is_said_that_the_former_addresses_lead_on(renamed: Path) -> None:
    """Whoever agrees to a new slug must read both, and that links of others still lead there."""
    told = report(renamed)
    text = as_text(told)
    assert "“granite” → “gravel”; /databases/granite/ leads to /databases/gravel/\n" in text
    assert "from /compare/folio-vs-granite/ to /compare/folio-vs-gravel/; its former address leads on\n" in text
    assert not told.mixed
    assert "have to change together" in whose(told)


def test_a_slug_that_leads_nowhere_is_said(renamed: Path) -> None:
    """Where an older name shows who it is and the last slug is left out, its address leads nowhere."""
    change(renamed, FACTS, "[old-granite, granite]", "[old-granite]")
    (found,) = compare(load(SMALL_WORLD), load_put_right(renamed)).renamings
    assert (found.before, found.after, found.leads_on) == ("granite", "gravel", False)


def load_put_right(root: Path) -> Guide:
    """Return a guide whose ledger is put right first: without the alias its order and its rules are others."""
    change(root, "data/changes.yml", "[granite, pebble", "[gravel, pebble")
    write(
        root,
        "data/changes.yml",
        read(root, "data/changes.yml").replace("a7fcb0290094", rules_digest(read_library(root))),
    )
    return load(root)


def test_a_fact_that_changes_with_the_slug_is_told(renamed: Path) -> None:
    """A new slug must hide no change of what is known: the cell is told, and led to where it stood."""
    change(renamed, FACTS, '"7.10"', '"8.0"')
    told = report(renamed)
    assert told.impact is not None
    assert summary(told) == "Gives 1 database a new short name; moves 2 pages; changes 1 fact."
    (cell,) = told.impact.cells.changes
    assert (cell.spot.address, cell.before, cell.after) == (
        "/databases/gravel/#fact-current-version",
        "7.10",
        "8.0",
    )
    published = "https://drawer.example/guide/databases/granite/#fact-current-version"
    assert f"Granite, Current version <{published}>: “7.10” → “8.0”" in as_text(told)
    preview = "https://preview.example/databases/gravel/#fact-current-version"
    assert f"Granite, Current version <{preview}>: “7.10” → “8.0”" in as_text(told, "https://preview.example/")


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("data/opinions/gravel.yml", "word: calm", "word: care", "changes 1 judgement"),
        ("data/opinions/gravel.yml", "Telephones", "Watches", "changes 1 text"),
        ("data/opinions/gravel.yml", "The one nobody is blamed for", "The one", "changes 1 verdict"),
        ("data/opinions/pebble.yml", "where [[gravel]] does not", "where [[gravel]] leaves", "changes 1 text"),
        (FACTS, "Those that answered.", "Those that wrote.", "changes 1 source, note or reason"),
        (FACTS, "as_of: 2025-11-20", "as_of: 2025-12-30", "makes 1 statement fresher"),
        ("data/pairs/folio-vs-gravel.yml", "Records come in", "Rows come in", "changes 1 text"),
        ("content/databases/gravel.md", "careful server for rows.\n---", "server.\n---", "changes 1 text"),
    ],
)
def test_nothing_that_changes_with_the_slug_is_hidden(renamed: Path, path: str, old: str, new: str, said: str) -> None:
    """Whatever else changes about the one with the new slug must be told as of any other."""
    change(renamed, path, old, new)
    told = compare(load(SMALL_WORLD), load(renamed))
    assert (
        summary(Report(base="before", files=(), impact=told))
        == f"Gives 1 database a new short name; moves 2 pages; {said}."
    )


def test_ranks_and_rules_are_compared_under_the_new_slug(renamed: Path) -> None:
    """Who changes places, and where a rule leads now, must be told of the one with the new slug as well."""
    change(renamed, "data/opinions/gravel.yml", "rank: 1", "rank: 2")
    change(renamed, "data/opinions/pebble.yml", "rank: 2", "rank: 1")
    change(renamed, "data/decision.yml", "sql, none], effort: [little]", "sql], effort: [little]")
    rules = rules_digest(read_library(renamed))
    entry = "- {date: 2026-01-10, kind: ranking, what: So., why: So., ranking: [pebble, gravel, folio], rules: '%s'}\n"
    write(renamed, "data/changes.yml", read(renamed, "data/changes.yml") + entry % rules)
    found = compare(load(SMALL_WORLD), load(renamed))
    assert [(one.slug, one.before, one.after) for one in found.moves] == [("pebble", 2, 1), ("gravel", 1, 2)]
    assert [(one.ahead, one.behind) for one in found.swaps] == [("Pebble", "Granite")]
    assert found.answers.elsewhere == 2
    assert [rule.id for rule in found.answers.rules] == ["no-server"]
    assert [one.how for one in found.entries] == ["added"]


def test_a_newcomer_under_a_slug_that_was_left_is_no_renaming(small_world: Path) -> None:
    """Where nothing says that they are one, one is gone and another has come."""
    rename_granite(small_world)
    change(small_world, FACTS, "aliases: [old-granite, granite]\n", "")
    found = compare(load(SMALL_WORLD), load_put_right(small_world))
    assert (found.renamings, found.pages.moved) == ((), ())
    assert [(one.slug, one.before, one.after) for one in found.moves] == [("gravel", None, 1), ("granite", 1, None)]


def test_every_field_that_names_a_candidate_is_known() -> None:
    """A field that holds slugs, by the mark on its type, must be among those whose slugs are compared as names."""
    naming = {
        name
        for kind in record_classes()
        for name, field in kind.model_fields.items()
        if "Names(vocabulary='candidates'" in f"{field.annotation!r} {field.metadata!r}"
    }
    assert "pick" in naming
    assert naming <= NAMING


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("See [[granite]] and [[granite.rank]].", "See [[gravel]] and [[gravel.rank]]."),
        ("[So](/databases/granite/#facts)", "[So](/databases/gravel/#facts)"),
        ("https://example.org/databases/granite/", "https://example.org/databases/granite/"),
        ("granite, [[granites]], [[old.granite]]", "granite, [[granites]], [[old.granite]]"),
    ],
)
def test_only_what_names_it_goes_by_the_new_slug(before: str, after: str) -> None:
    """References and links within the site name it; words and addresses elsewhere do not."""
    names = Names(slugs={"granite": "gravel"}, pages={"/databases/granite/": "/databases/gravel/"})
    assert names.text(before) == after


@pytest.mark.parametrize(
    ("before", "after"), [("granite", "gravel"), ("row-granite", "row-gravel"), ("granites", "granites")]
)
def test_an_anchor_changes_with_its_slug(before: str, after: str) -> None:
    """An anchor that is a slug, or a kind of thing and a slug, is the same thing under its new one."""
    assert Names(slugs={"granite": "gravel"}).anchor(before) == after
