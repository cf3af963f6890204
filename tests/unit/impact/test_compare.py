"""What a change does to the reader: the small world, and copies of it that are changed in one way each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from guide.checks.rules import rules_digest
from guide.impact.compare import Comparison, PassageChange, compare
from guide.impact.report import ImpactReport, summary
from guide.site.build import Publication, publish
from guide.source.library import read_library
from worlds import SMALL_WORLD, TODAY, change, read, rename_granite, write

FACTS = "data/facts/granite.yml"
OPINION = "data/opinions/granite.yml"
VERSION = "/databases/granite/#fact-current-version"


@cache
def before() -> Publication:
    """Return the small world as it is."""
    return publish(SMALL_WORLD, TODAY, {})


def compared(root: Path) -> Comparison:
    """Return what a copy of the small world changes, seen from the small world."""
    return compare(before(), publish(root, TODAY, {}))


def summed_up(comparison: Comparison) -> str:
    """Return the sentence that sums a comparison up."""
    return summary(ImpactReport(files=(), subject=("database", "databases"), comparison=comparison))


def fields(change: PassageChange) -> list[tuple[str, str | None, str | None]]:
    """Return what differs in a record: name, before and after."""
    return [(field.name, field.before, field.after) for field in change.fields]


def changes(root: Path) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """Return what differs in each record by its address."""
    return {change.address: fields(change) for change in compared(root).changes}


def enter(root: Path, kind: str, **values: object) -> None:
    """Append an entry to the ledger."""
    lines = [f"- date: 2026-01-10\n  kind: {kind}\n  what: It changed.\n  why: A test.\n"]
    lines += [f"  {key}: {value}\n" for key, value in values.items()]
    write(root, "data/changes.yml", read(root, "data/changes.yml") + "".join(lines))


def enter_rules(root: Path) -> None:
    """Append the entry that accounts for the rules as they are now."""
    enter(root, "rules", rules=f"'{rules_digest(read_library(root))}'")


def add_slate(root: Path) -> None:
    """Add a database at the end of the ranking, with a pair of its own."""
    for path in ("data/facts/{}.yml", "data/opinions/{}.yml", "content/databases/{}.md"):
        write(root, path.format("slate"), read(root, path.format("pebble")).replace("Pebble", "Slate"))
    change(root, "data/opinions/slate.yml", "rank: 2", "rank: 4")
    change(root, "data/opinions/slate.yml", "tier: default", "tier: special\nin_no_rule: It is a copy.")
    pair = read(root, "data/pairs/folio-vs-granite.yml").replace("granite:", "slate:").replace("Granite", "Slate")
    write(root, "data/pairs/folio-vs-slate.yml", pair)
    enter(root, "ranking", ranking="[granite, pebble, folio, slate]")


def test_the_same_guide_changes_nothing() -> None:
    """Where no file differs, there is nothing to tell."""
    comparison = compare(before(), before())
    assert (comparison.changes, comparison.answers.changed) == ((), 0)
    assert (comparison.pages.addresses, comparison.pages.pages, comparison.pages.links) == ((), (), ())
    assert summed_up(comparison) == "Changes nothing that readers see."


# Records


def test_what_is_published_does_not_change_unseen(small_world: Path) -> None:
    """Whatever the documents say is told at its address, under the name of the field, before and after."""
    change(
        small_world, FACTS, "value: https://granite.example/docs/manual", "missing: none_published\n    reason: Lost."
    )
    change(small_world, FACTS, "value: 12345\n    note: Those that answered.", "value: 54321\n    note: So they say.")
    change(small_world, FACTS, "status: extra\n    name: Lens\n", "status: included\n    name: Loupe\n")
    change(small_world, FACTS, "value: 2030-04", "value: 2031-04")
    change(small_world, FACTS, "runtime: A server of its own.", "runtime: A server.")
    change(small_world, "data/evidence.yml", "2025-09-30", "2025-09-29")
    change(small_world, OPINION, "word: calm, reason: It writes", "word: care, reason: We saw it write")
    change(small_world, OPINION, "Telephones", "Watches")
    change(small_world, OPINION, "It reads its diary first.", "It yawns.")
    change(small_world, "data/opinions/pebble.yml", "tier: default", "tier: special")
    change(small_world, "data/pairs/folio-vs-granite.yml", "Records come in", "Rows come in")
    change(small_world, "data/vocabulary/criteria.yml", "As far as one house.", "One house.")
    change(small_world, "data/vocabulary/features.yml", "label: Full text", "label: Text search")
    change(small_world, "data/decision.yml", "asks: How much upkeep", "asks: What upkeep")
    change(small_world, "data/decision.yml", "One file is easily lost", "A file is easily lost")
    change(small_world, "data/changes.yml", "Somebody had to begin.", "We had to begin.")
    change(small_world, "data/not-ranked.yml", "It is lovely", "It is pretty")
    granite = "/databases/granite/"
    told = changes(small_world)
    assert told.pop("/not-ranked/#card-index")[0][0] == "reason"
    assert told.pop("/compare/folio-vs-granite/")[0][0] == "choose granite"
    assert told == {
        f"{granite}#fact-manual": [
            ("", "https://granite.example/docs/manual", "None published"),
            ("reason", None, "Lost."),
        ],
        f"{granite}#fact-installations": [
            ("", "12,345", "54,321"),
            ("note", "Those that answered.", "So they say."),
        ],
        f"{granite}#fact-long-support": [("", "April 2030", "April 2031")],
        f"{granite}#box-full-text": [("", "Extra Lens", "Included Loupe")],
        f"{granite}#judgement-safety": [
            ("", "calm", "care"),
            ("reason", "It writes everything down twice.", "We saw it write everything down twice."),
        ],
        f"{granite}#weakness-slow-to-wake": [("detail", "It reads its diary first.", "It yawns.")],
        granite: [
            (
                "verdict",
                "The one nobody is blamed for: rows, rules and 2 of 3 things in the box.",
                "The one nobody is blamed for: rows, rules and 3 of 3 things in the box.",
            ),
            ("not for", "Telephones · People without a server", "Watches · People without a server"),
            ("runtime", "A server of its own.", "A server."),
        ],
        "/databases/pebble/": [("tier", "default", "special")],
        "/method/": [("criteria reach words room meaning", "As far as one house.", "One house.")],
        "/method/#evidence-last-fair": [("", "30 September 2025", "29 September 2025")],
        "/compare/": [("features full text label", "Full text", "Text search")],
        "/how-to-pick/": [
            ("questions effort asks", "How much upkeep would you accept?", "What upkeep would you accept?")
        ],
        "/rules/#caution-backups": [
            ("pick", "pebble · folio", "granite · pebble · folio"),
            ("says", "One file is easily lost.", "A file is easily lost."),
        ],
        "/changes/#change-2025-12-01-1": [("why", "Somebody had to begin.", "We had to begin.")],
    }


def test_a_fact_is_told_under_the_name_that_readers_know(small_world: Path) -> None:
    """Another value is a fact with its label, and warned about where the date of its source is as it was."""
    change(small_world, FACTS, '"7.10"', '"8.0"')
    comparison = compared(small_world)
    (fact,) = comparison.changes
    assert (fact.section, fact.label, fact.address) == ("facts", "Granite, Current version", VERSION)
    assert (fields(fact), fact.remarks) == ([("", "7.10", "8.0")], ("the date of its source is as it was",))
    assert summed_up(comparison) == "Changes 1 fact, how 3 pages read."


@pytest.mark.parametrize(
    ("path", "old", "new", "remarks"),
    [
        (FACTS, "as_of: 2025-11-20", "as_of: 2025-12-30", ()),
        (FACTS, "as_of: 2025-11-20", "as_of: 2025-11", ()),
        (FACTS, "as_of: 2025-11-20", "as_of: 2025-11-19", ("its source is older than before",)),
        (
            FACTS,
            "as_of: 2025-11-20",
            "as_of: 2025-01-20",
            ("its source is older than before", "past its keep-by date, 2025-04-20"),
        ),
        ("data/facts/pebble.yml", "as_of: 2023-02-01", "as_of: 2026-01-02", ("no longer past its keep-by date",)),
    ],
)
def test_a_date_alone_is_told_with_what_it_means(
    small_world: Path, path: str, old: str, new: str, remarks: tuple[str, ...]
) -> None:
    """A fresher date is no more than that; an older one, and a keep-by date that is passed or not any more, is told."""
    change(small_world, path, old, new)
    (statement,) = compared(small_world).changes
    assert fields(statement) == [("as of", old.removeprefix("as_of: "), new.removeprefix("as_of: "))]
    assert statement.remarks == remarks


def test_ranks_that_change_places_are_told_of_both(small_world: Path) -> None:
    """Two ranks that change places are told of both candidates, with the entry in the ledger."""
    change(small_world, OPINION, "rank: 1", "rank: 2")
    change(small_world, "data/opinions/pebble.yml", "rank: 2", "rank: 1")
    enter(small_world, "ranking", ranking="[pebble, granite, folio]")
    comparison = compared(small_world)
    pebble, granite, entry = comparison.changes
    assert [(pebble.label, fields(pebble)), (granite.label, fields(granite))] == [
        ("Pebble", [("rank", "2", "1")]),
        ("Granite", [("rank", "1", "2")]),
    ]
    assert (entry.section, entry.how, entry.address) == ("ledger", "added", "/changes/#change-2026-01-10-3")
    assert comparison.answers.changed == 0
    assert not comparison.inseparable


def test_the_order_of_the_rules_is_told(small_world: Path) -> None:
    """Rules that only change places are told though each says what it said, and so is where answers end now."""
    text = read(small_world, "data/decision.yml")
    start, rule, end = text.index("  - id: one-server"), text.index("  - id: no-server"), text.index("  - id: far-away")
    moved = text[:rule] + text[end:start] + text[rule:end] + text[start:]
    write(small_world, "data/decision.yml", moved)
    enter_rules(small_world)
    comparison = compared(small_world)
    (order, _) = comparison.changes
    assert (order.section, fields(order)) == (
        "decision",
        [
            (
                "rules",
                "graphs · papers · no-server · far-away · one-server · nothing-yet",
                "graphs · papers · far-away · no-server · one-server · nothing-yet",
            )
        ],
    )


def test_a_rule_that_decides_otherwise_is_told_with_its_answers(small_world: Path) -> None:
    """A narrower rule is told with the condition that changed, and with the answers that end elsewhere."""
    change(small_world, "data/decision.yml", "sql, none], effort: [little]", "sql], effort: [little]")
    enter_rules(small_world)
    comparison = compared(small_world)
    rule = comparison.changes[0]
    assert (rule.label, fields(rule)) == ("Rule no-server", [("when language", "sql · none", "sql")])
    ends = {(outcome.before, outcome.after, outcome.count) for outcome in comparison.answers.outcomes}
    assert ends == {
        ("Pebble", "Granite or Folio", 1),
        ("outside the guide, nearest Pebble", "outside the guide, nearest Granite or Folio", 1),
    }


def test_a_candidate_that_comes_or_goes_is_told_once(small_world: Path) -> None:
    """All that is said of a new candidate goes with it; when it goes, whatever leads nowhere is told."""
    add_slate(small_world)
    grown = publish(small_world, TODAY, {})
    come, gone = compare(before(), grown), compare(grown, before())
    for comparison, how in ((come, "added"), (gone, "removed")):
        told = [(entry.section, entry.label) for entry in comparison.changes if entry.how == how]
        assert sorted(told) == [("candidates", "Slate"), ("ledger", "2026-01-10"), ("texts", "Folio or Slate?")]
        assert comparison.inseparable
    pages = {"/databases/slate/", "/compare/folio-vs-slate/"}
    assert {entry.address for entry in come.pages.addresses if entry.kind == "page" and entry.is_new} == pages
    broken = {entry.address for entry in gone.pages.addresses if entry.is_broken}
    assert pages | {"/api/v1/databases/slate.json", "/feeds/slate.xml"} <= broken


# Renames


def test_a_new_slug_is_told_as_that_and_nothing_else(small_world: Path) -> None:
    """With the former slug among its aliases nobody comes or goes and no answers end elsewhere; its pages move."""
    rename_granite(small_world)
    comparison = compared(small_world)
    (rename,) = comparison.changes
    assert (rename.label, fields(rename)) == ("Granite", [("slug", "granite", "gravel")])
    assert comparison.answers.changed == 0
    assert {(entry.address, entry.leads_to) for entry in comparison.pages.addresses if entry.kind == "page"} == {
        ("/databases/gravel/", ""),
        ("/compare/folio-vs-gravel/", ""),
        ("/databases/granite/", "/databases/gravel/"),
        ("/compare/folio-vs-granite/", "/compare/folio-vs-gravel/"),
    }
    assert not [entry for entry in comparison.pages.addresses if entry.is_broken]
    assert comparison.inseparable


def test_what_changes_with_the_slug_is_told(small_world: Path) -> None:
    """A new slug hides no change of what is known, judged or decided."""
    rename_granite(small_world)
    change(small_world, "data/facts/gravel.yml", '"7.10"', '"8.0"')
    change(small_world, "data/opinions/gravel.yml", "Telephones", "Watches")
    change(small_world, "data/pairs/folio-vs-gravel.yml", "Records come in", "Rows come in")
    change(small_world, "data/decision.yml", "sql, none], effort: [little]", "sql], effort: [little]")
    enter_rules(small_world)
    comparison = compared(small_world)
    assert {entry.address for entry in comparison.changes} == {
        "/databases/gravel/#fact-current-version",
        "/databases/gravel/",
        "/compare/folio-vs-gravel/",
        "/rules/#rule-no-server",
        "/changes/#change-2026-01-10-3",
    }
    assert comparison.answers.changed == 2


# Pages


def test_prose_is_told_by_the_section_that_reads_differently(small_world: Path) -> None:
    """A sentence more is told by its page and section; where lines break makes no difference."""
    change(small_world, "content/about.md", "Nobody paid for this.", "Nobody paid\nfor this.")
    change(small_world, "content/about.md", "Take it.", "Take it. Please.")
    comparison = compared(small_world)
    assert [(page.address, page.sections) for page in comparison.pages.pages] == [("/about/", ("licences",))]
    assert summed_up(comparison) == "Changes how 1 page reads."


def test_addresses_that_come_and_go_are_told(small_world: Path) -> None:
    """An anchor that goes without a redirect is broken; a new redirect, and a new external link, are told."""
    change(small_world, "content/about.md", "{#licences}", "{#terms}")
    change(small_world, "data/redirects.yml", "/cupboards/", "/wardrobes/")
    change(small_world, FACTS, "'https://granite.example/plans'", "'https://granite.example/future'")
    pages = compared(small_world).pages
    assert pages.links == ("https://granite.example/future",)
    told = {(entry.address, entry.is_new): entry for entry in pages.addresses}
    assert told["/about/#terms", True].kind == "id"
    assert told["/about/#licences", False].is_broken
    assert told["/wardrobes/", True].leads_to == "/databases/granite/"
    assert told["/cupboards/", False].is_broken
