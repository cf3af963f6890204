"""What a change does to the reader: the small world, and copies of it that are changed in one way each."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from bicycles import bicycles, values
from guide.checks.rules import rules_digest
from guide.decision import evaluate
from guide.derive.guide import Guide
from guide.impact.answers import compare_answers, form_address
from guide.impact.cells import compare_cells
from guide.impact.compare import Impact, Report, compare
from guide.impact.files import compare_folders
from guide.impact.pages import compare_pages
from guide.impact.summary import sections, summary, whose
from guide.impact.texts import compare_words
from guide.model.decision import Decision
from guide.pages.build import write_pages
from guide.source.library import read_library
from worlds import REPOSITORY, SMALL_WORLD, change, load, read, write

FACTS = "data/facts/granite.yml"
OPINION = "data/opinions/granite.yml"


@cache
def before() -> Guide:
    """Return the small world as it is."""
    return load(SMALL_WORLD)


def impact_of(root: Path) -> Impact:
    """Return what a copy of the small world changes, seen from the small world."""
    return compare(before(), load(root))


def report(root: Path) -> Report:
    """Return the report on a copy of the small world."""
    return Report(base="before", files=compare_folders(SMALL_WORLD, root), impact=impact_of(root))


def cells(impact: Impact) -> list[tuple[str, str | None, str | None]]:
    """Return the cells that changed: where, what they said and what they say."""
    return [(one.spot.address, one.before, one.after) for one in impact.cells.changes]


def enter(root: Path, kind: str, **fields: object) -> None:
    """Append an entry to the ledger."""
    lines = [f"- date: 2026-01-10\n  kind: {kind}\n  what: It changed.\n  why: A test.\n"]
    lines += [f"  {key}: {value}\n" for key, value in fields.items()]
    write(root, "data/changes.yml", read(root, "data/changes.yml") + "".join(lines))


def enter_rules(root: Path) -> None:
    """Append the entry that accounts for the rules as they are now."""
    enter(root, "rules", rules=f"'{rules_digest(read_library(root))}'")


def test_the_same_guide_changes_nothing(small_world: Path) -> None:
    """Where no file differs, there must be nothing to tell."""
    told = report(small_world)
    assert (summary(told), whose(told)) == ("Changes nothing that readers see.", "No file differs.")
    assert told.impact is not None
    assert told.impact.pages.changed == ()


def test_a_fact_is_told_before_and_after(small_world: Path) -> None:
    """Another value must be told as readers see it, at the cell where it stands, and nothing beside it."""
    change(small_world, FACTS, '"7.10"', '"8.0"')
    told = report(small_world)
    assert told.impact is not None
    assert cells(told.impact) == [("/databases/granite/#fact-current-version", "7.10", "8.0")]
    assert summary(told) == "Changes 1 fact, nothing else."
    assert whose(told) == "Only facts are touched: anyone may mend them."
    assert not told.mixed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: 12345", "value: 54321", ("12,345 drawers", "54,321 drawers")),
        ("value: 2030-04", "value: 2031-04", ("April 2030", "April 2031")),
        (
            'value: "7.10"\n    source: {kind: official',
            "missing: unknown\n    reason: Lost.\n    source: {kind: official",
            ("7.10", "Unknown"),
        ),
        ("status: extra\n    name: Lens", "status: included\n    name: Lens", ("Extra: Lens", "Included: Lens")),
        ("name: Lens", "name: Loupe", ("Extra: Lens", "Extra: Loupe")),
    ],
    ids=["a count", "a date", "no value", "a status", "a name"],
)
def test_a_cell_reads_as_on_the_page(small_world: Path, old: str, new: str, said: tuple[str, str]) -> None:
    """Counts with commas and units, dates in words, kinds of nothing and answers about the box as on the page."""
    for text in ("content/databases/granite.md", OPINION):
        write(small_world, text, read(small_world, text).replace("[[current_version]]", "now"))
    change(small_world, FACTS, old, new)
    (found,) = compare_cells(before(), load(small_world)).changes
    assert (found.before, found.after) == said


def test_what_stands_beside_a_value_is_told_as_such(small_world: Path) -> None:
    """A note that changes alone must be told with the cell, and must not count as another value."""
    change(small_world, FACTS, "Those that answered.", "Those that wrote back.")
    told = report(small_world)
    assert told.impact is not None
    (found,) = told.impact.cells.changes
    assert found.how == "beside"
    assert [(one.name, one.before, one.after) for one in found.beside] == [
        ("note", "Those that answered.", "Those that wrote back.")
    ]
    assert summary(told) == "Changes 1 source, note or reason, nothing else."


@pytest.mark.parametrize(
    ("day", "fresher", "said"),
    [
        ("2025-12-30", True, "Makes 1 statement fresher, nothing else."),
        ("2025-11-19", False, "Makes 1 statement staler, nothing else."),
        ("2025-11", True, "Makes 1 statement fresher, nothing else."),
    ],
)
def test_a_date_is_fresher_or_staler(small_world: Path, day: str, said: str, *, fresher: bool) -> None:
    """A date alone must be told as such; a month lasts until its end."""
    change(small_world, FACTS, "as_of: 2025-11-20", f"as_of: {day}")
    told = report(small_world)
    assert told.impact is not None
    assert [date.fresher for date in told.impact.cells.dates] == [fresher]
    assert told.impact.cells.changes == ()
    assert summary(told) == said


def test_what_gets_past_its_keep_by_date_is_told(small_world: Path) -> None:
    """An older date that puts a fact past its keep-by date must be told, and one that brings it back likewise."""
    change(small_world, FACTS, "as_of: 2025-11-20", "as_of: 2025-01-20")
    change(small_world, "data/facts/pebble.yml", "as_of: 2023-02-01", "as_of: 2026-01-02")
    found = compare_cells(before(), load(small_world))
    assert [one.spot.address for one in found.past] == ["/databases/granite/#fact-current-version"]
    assert [one.spot.address for one in found.current] == ["/databases/pebble/#fact-current-version"]
    assert [one.keep_by.isoformat() for one in (*found.past, *found.current)] == ["2025-04-20", "2026-04-02"]


def test_a_judgement_is_told_with_its_reason(small_world: Path) -> None:
    """Another word must be told with the reason that came with it, as opinion."""
    change(small_world, OPINION, "word: calm, reason: It writes", "word: care, reason: We saw it write")
    told = report(small_world)
    assert told.impact is not None
    (found,) = told.impact.cells.changes
    assert (found.spot.label, found.before, found.after) == ("Safety", "calm", "care")
    assert [one.name for one in found.beside] == ["reason"]
    assert whose(told) == "Opinion is touched and no fact: the editors decide."


def test_a_swap_is_told_from_both_sides(small_world: Path) -> None:
    """Two ranks that change places must be told as two moves, one swap, and an entry of the ledger."""
    change(small_world, OPINION, "rank: 1", "rank: 2")
    change(small_world, "data/opinions/pebble.yml", "rank: 2", "rank: 1")
    enter(small_world, "ranking", ranking="[pebble, granite, folio]")
    told = report(small_world)
    assert told.impact is not None
    assert [(one.slug, one.before, one.after) for one in told.impact.moves] == [("pebble", 2, 1), ("granite", 1, 2)]
    assert [(one.ahead, one.behind) for one in told.impact.swaps] == [("Pebble", "Granite")]
    assert told.impact.answers.elsewhere == 0
    assert summary(told) == "Adds 1 entry of the ledger; moves 2 ranks."


def test_another_tier_and_another_verdict_are_told(small_world: Path) -> None:
    """Readers see the word for the tier and the verdict first, so both must be told."""
    change(small_world, "data/opinions/pebble.yml", "tier: default", "tier: special")
    change(small_world, "data/opinions/pebble.yml", "One file, no server, few worries.", "One file.")
    found = impact_of(small_world)
    assert [(one.name, one.before, one.after) for one in found.tiers] == [("Pebble", "Default", "Special")]
    assert [(one.before, one.after) for one in found.verdicts] == [("One file, no server, few worries.", "One file.")]


# The decision


def counted(before: dict[str, Any], after: dict[str, Any]) -> int:
    """Return how many sets of answers end elsewhere, worked out from plain values by first principles."""

    def end(decision: dict[str, Any], given: dict[str, str]) -> tuple[list[str], list[str]]:
        holds = (r for r in decision["rules"] if all(given[q] in options for q, options in r["when"].items()))
        rule = next(holds)
        if rule.get("pick"):
            return rule["pick"], []
        inside = {"rules": [one for one in decision["rules"] if one.get("pick")]}
        return [], end(inside, {**given, **rule["outside"]["as_if"]})[0]

    questions = after["questions"]
    sets = [
        dict(zip(questions, chosen, strict=True))
        for chosen in product(*(question["options"] for question in questions.values()))
    ]
    shared = [
        given for given in sets if all(option in before["questions"][q]["options"] for q, option in given.items())
    ]
    return sum(end(before, given) != end(after, given) for given in shared)


def _pick(rule: int, *picks: str) -> Callable[[dict[str, Any]], None]:
    return lambda decision: decision["rules"][rule].update(pick=list(picks))


def _narrow(rule: int, question: str, *options: str) -> Callable[[dict[str, Any]], None]:
    return lambda decision: decision["rules"][rule]["when"].update({question: list(options)})


def _option(decision: dict[str, Any]) -> None:
    decision["questions"]["trip"]["options"]["sea"] = "Across the water"


def _swapped(decision: dict[str, Any]) -> None:
    rules = decision["rules"]
    rules[1], rules[2] = rules[2], rules[1]


@pytest.mark.parametrize(
    "spoil",
    [
        _pick(2, "cargo"),
        _pick(5, "roadster"),
        _narrow(1, "trip", "gravel", "unsure"),
        _narrow(0, "position", "recumbent", "upright"),
        _option,
        _swapped,
    ],
    ids=["another pick", "another nearest", "a wider rule", "outside the guide", "another option", "another order"],
)
def test_the_answer_sets_that_end_elsewhere_are_counted(spoil: Callable[[dict[str, Any]], None]) -> None:
    """The count must be what one gets by trying each set by hand, and each example must be one of its group."""
    changed = values()
    spoil(changed)
    before, after = bicycles(), bicycles(changed)
    found = compare_answers(before, after)
    assert found.elsewhere == counted(values(), changed)
    for group in found.diversions:
        ends = [evaluate.decide(decision, group.example) for decision in (before, after)]
        assert [end.picks for end in ends] == [group.before.picks, group.after.picks]
        assert group.address == form_address(group.example)
    assert [group.count for group in found.diversions] == sorted((g.count for g in found.diversions), reverse=True)


@pytest.mark.parametrize("first", [11, 17, 24])
def test_the_sets_of_the_own_guide_are_counted(first: int) -> None:
    """With another rule asked first, all sets of the project's own guide must be compared, and counted as by hand."""
    own = yaml.safe_load(read(REPOSITORY, "data/decision.yml"))
    rules = own["rules"]
    changed = {**own, "rules": [rules[first], *rules[:first], *rules[first + 1 :]]}
    before, after = (Decision.model_validate(one, strict=False) for one in (own, changed))
    found = compare_answers(before, after)
    assert found.compared == found.total == len(evaluate.answer_sets(before))
    assert found.elsewhere == counted(own, changed)
    assert found.elsewhere > 0


def test_sets_that_cannot_be_given_on_both_sides_are_told_and_not_compared() -> None:
    """Another option brings new sets of answers, and one that goes takes some away; neither ends elsewhere."""
    changed = values()
    _option(changed)
    grown, shrunk = compare_answers(bicycles(), bicycles(changed)), compare_answers(bicycles(changed), bicycles())
    assert (grown.total, grown.compared, grown.withdrawn, grown.elsewhere) == (32, 24, 0, 0)
    assert (shrunk.total, shrunk.compared, shrunk.withdrawn, shrunk.elsewhere) == (24, 24, 8, 0)


def test_another_runner_up_or_caution_is_not_another_end() -> None:
    """Where only the second place or a warning differs, the set must not count as ending elsewhere."""
    changed = values()
    changed["rules"][2]["runner_up"] = ["randonneur"]
    changed["cautions"].pop()
    found = compare_answers(bicycles(), bicycles(changed))
    assert (found.elsewhere, found.runner_ups, found.cautions) == (0, 5, 8)


def test_an_example_is_an_address_that_the_form_understands(small_world: Path) -> None:
    """Each example must be answers of the form, in the order in which it asks and writes them, at its result."""
    change(small_world, "data/decision.yml", "sql, none], effort: [little]", "sql], effort: [little]")
    enter_rules(small_world)
    after = load(small_world)
    (form,) = (page.body for page in write_pages(after) if page.address == "/how-to-pick/")
    radios = re.findall(r'type="radio" name="(\w+)" value="(\w+)"', form)
    for group in compare_answers(before().decision, after.decision).diversions:
        parts = urlsplit(group.address)
        given = parse_qsl(parts.query, strict_parsing=True)
        assert dict(given) == group.example
        assert [question for question, _ in given] == list(dict(radios))
        assert set(given) <= set(radios)
        assert f'id="{parts.fragment}"' in form


def test_rules_are_told_by_what_became_of_them() -> None:
    """A rule that came, went, moved or changed must be told by its name, with what changed in it."""
    changed = values()
    first, hills, upright, drop_bar, city, rest = changed["rules"]
    changed["rules"] = [
        first,
        {**drop_bar, "id": "bent"},
        upright,
        {**hills, "when": {"position": ["upright"], "trip": ["gravel", "unsure"], "effort": ["much"]}},
        rest,
        city,
    ]
    found = compare_answers(bicycles(), bicycles(changed)).rules
    told = {rule.id: (rule.how, rule.places) for rule in found}
    assert told.pop("to-the-hills") == ("changed", (2, 4))
    assert told.pop("bent") == ("added", (None, 2))
    assert told.pop("drop-bar") == ("gone", (4, None))
    assert len(told) == 1, "of the two at the end one moved"
    assert set(told.values()) <= {("moved", (5, 6)), ("moved", (6, 5))}
    (fields,) = (rule.fields for rule in found if rule.id == "to-the-hills")
    assert [(one.name, one.before, one.after) for one in fields] == [("when trip", "gravel", "gravel or unsure")]


def test_the_summary_counts_the_sets_of_the_guide(small_world: Path) -> None:
    """The sentence must say how many of all sets end elsewhere, and the rule must be told with its page."""
    change(small_world, "data/decision.yml", "sql, none], effort: [little]", "sql], effort: [little]")
    enter_rules(small_world)
    told = report(small_world)
    assert told.impact is not None
    assert summary(told) == "Adds 1 entry of the ledger; sends 2 of 12 answer sets elsewhere; changes 1 rule."
    assert [group.address for group in told.impact.answers.diversions] == [
        "/how-to-pick/?language=other&effort=little#result",
        "/how-to-pick/?language=none&effort=little#result",
    ]
    (rule,) = told.impact.answers.rules
    assert (rule.how, rule.address) == ("changed", "/how-to-pick/#rule-no-server")


# Files, words and pages


def add_candidate(root: Path) -> None:
    """Write the three files of a newcomer at the end, and its entry in the ledger."""
    for kind in ("facts", "opinions"):
        shutil.copy(root / f"data/{kind}/pebble.yml", root / f"data/{kind}/shelf.yml")
    shutil.copy(root / "content/databases/pebble.md", root / "content/databases/shelf.md")
    change(root, "data/facts/shelf.yml", "name: Pebble", "name: Shelf")
    change(root, "data/opinions/shelf.yml", "rank: 2\ntier: default", "rank: 4\ntier: special\nin_no_rule: It is new.")
    enter(root, "ranking", ranking="[granite, pebble, folio, shelf]")


def test_a_newcomer_is_told_as_one_thing(small_world: Path) -> None:
    """A candidate more must be told as such, with its page; its facts and its opinion cannot be split."""
    add_candidate(small_world)
    told = report(small_world)
    assert told.impact is not None
    assert summary(told) == "Adds 1 database, 1 page and 1 entry of the ledger."
    assert [(one.name, one.before, one.after) for one in told.impact.moves] == [("Shelf", None, 4)]
    assert cells(told.impact) == []
    assert not told.mixed
    assert "have to change together" in whose(told)


def test_one_that_leaves_is_told(small_world: Path) -> None:
    """Seen the other way round the newcomer is gone, and its address leads nowhere."""
    add_candidate(small_world)
    found = compare(load(small_world), before())
    assert [(one.name, one.before, one.after) for one in found.moves] == [("Shelf", 4, None)]
    assert [(one.address, one.leads_to) for one in found.pages.gone] == [("/databases/shelf/", "")]


@pytest.mark.parametrize(("redirect", "leads_to"), [(False, ""), (True, "/compare/")])
def test_a_page_that_goes_is_told_with_where_its_address_leads(
    small_world: Path, leads_to: str, *, redirect: bool
) -> None:
    """A pair that is dropped leaves a dead address, unless a redirect takes it over."""
    (small_world / "data/pairs/folio-vs-granite.yml").unlink()
    if redirect:
        entry = "- old: /compare/folio-vs-granite/\n  new: /compare/\n"
        write(small_world, "data/redirects.yml", read(small_world, "data/redirects.yml") + entry)
    found = compare_pages(before(), load(small_world))
    assert [(one.address, one.leads_to) for one in found.gone] == [("/compare/folio-vs-granite/", leads_to)]
    assert found.added == ()


def test_prose_is_told_by_section_with_its_words(small_world: Path) -> None:
    """A sentence more must be told by its file and section, and the page must count its words."""
    change(small_world, "content/about.md", "Write to us.", "Write to us. We answer.")
    told = report(small_world)
    assert told.impact is not None
    (found,) = told.impact.words
    assert (found.file, found.place, found.address) == ("content/about.md", "#contact", "/about/")
    assert found.words == (4, 6)
    (page,) = told.impact.pages.changed
    assert (page.address, page.parts, page.words[1] - page.words[0]) == ("/about/", ("contact",), 2)
    assert summary(told) == "Changes 1 text, nothing else."


def test_line_breaks_are_no_change(small_world: Path) -> None:
    """A paragraph that is only broken elsewhere must not be told as another text."""
    change(small_world, "content/about.md", "Nobody paid for this.", "Nobody paid\nfor this.")
    told = report(small_world)
    assert summary(told) == "Changes nothing that readers see."
    assert [file.path for file in told.files] == ["content/about.md"]


def test_an_anchor_that_goes_is_told(small_world: Path) -> None:
    """Others link to anchors, so one that goes and one that comes must be told with its page."""
    change(small_world, "content/about.md", "{#contact}", "{#write-to-us}")
    (page,) = compare_pages(before(), load(small_world)).changed
    assert (page.anchors_added, page.anchors_gone) == (("write-to-us",), ("contact",))


def test_links_elsewhere_are_told(small_world: Path) -> None:
    """An address elsewhere that no page led to must be told, and one that no page leads to any more."""
    change(small_world, FACTS, "'https://granite.example/plans'", "'https://granite.example/future'")
    found = compare_pages(before(), load(small_world))
    assert found.links_added == ("https://granite.example/future",)
    assert found.links_gone == ("https://granite.example/plans",)


def test_facts_and_opinion_in_one_change_are_to_be_split(small_world: Path) -> None:
    """Who mends a fact and argues a judgement in one change must be asked for two."""
    change(small_world, FACTS, '"7.10"', '"8.0"')
    change(small_world, OPINION, "It is slow to wake", "It wakes slowly")
    told = report(small_world)
    assert told.mixed
    assert whose(told).startswith("Facts and opinion are mixed. Split it: ")
    assert summary(told) == "Changes 1 fact and 1 text."


def test_a_correction_in_the_ledger_goes_with_its_fact(small_world: Path) -> None:
    """The ledger records what is done to facts as well, so its entry beside a fact is no mix."""
    change(small_world, FACTS, '"7.10"', '"8.0"')
    enter(small_world, "correction", candidates="[granite]")
    told = report(small_world)
    assert not told.mixed
    assert whose(told).startswith("Only facts are touched")
    assert told.impact is not None
    assert told.impact.words == ()
    (entry,) = told.impact.entries
    assert (entry.kind, entry.how) == ("ledger", "added")
    assert entry.after
    assert (entry.after.title, entry.after.text) == (
        "Correction, 10 January 2026",
        "It changed. · A test. · concerns granite",
    )
    assert _stands(entry.after.address, load(small_world))
    assert summary(told) == "Adds 1 entry of the ledger; changes 1 fact."


def test_a_redirect_is_told_as_one(small_world: Path) -> None:
    """A redirect must be told by where it starts and leads, and be no text, the first of them as well."""
    write(small_world, "data/redirects.yml", "[]\n")
    none = load(small_world)
    write(small_world, "data/redirects.yml", "- old: /shelves/\n  new: /about/\n")
    found = compare(none, load(small_world))
    assert [(one.kind, one.how, one.after and one.after.text) for one in found.entries] == [
        ("redirect", "added", "/shelves/ → /about/")
    ]
    told = Report(base="before", files=(), impact=found)
    assert found.words == ()
    assert summary(told) == "Adds 1 redirect, nothing else."
    assert [section.title for section in sections(told)] == ["Redirects"]
    gone = compare(load(small_world), none)
    assert summary(Report(base="before", files=(), impact=gone)) == "Removes 1 redirect, nothing else."


def test_an_entry_that_says_something_else_is_told(small_world: Path) -> None:
    """What is rewritten in the ledger must be told before and after, and not as one gone and one new."""
    change(small_world, "data/changes.yml", "Somebody had to begin.", "We had to begin.")
    enter(small_world, "correction")
    told = report(small_world)
    assert told.impact is not None
    assert [one.how for one in told.impact.entries] == ["changed", "added"]
    assert summary(told) == "Adds 1 entry of the ledger; changes 1 entry of the ledger."


def test_the_first_entry_of_a_list_has_its_place(small_world: Path) -> None:
    """An entry of a list that was empty must be told at its place in the file."""
    entry = "- was: A page\n  addresses: [/gone/]\n  date: 2026-01-02\n  reason: Nobody read it.\n"
    write(small_world, "data/retired.yml", "[]\n")
    none = load(small_world)
    write(small_world, "data/retired.yml", entry)
    assert {one.place.partition(".")[0] for one in compare_words(none, load(small_world))} == {"1"}


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        (OPINION, "Telephones", "Watches", "not_for"),
        (OPINION, "It reads its diary first.", "It yawns.", "weaknesses.slow-to-wake.detail"),
        (FACTS, "A server of its own.", "A server.", "runtime"),
        (FACTS, "if the weather holds", "weather permitting", "announced.1.what"),
        ("data/pairs/folio-vs-granite.yml", "Papers come in", "Paper comes in", "choose.folio"),
        ("data/vocabulary/criteria.yml", "As far as one house.", "One house.", "reach.words.room"),
        ("data/edition.yml", "name: The Quiet Drawer", "name: The Loud Drawer", "name"),
        ("data/decision.yml", "One file is easily lost", "A file is easily lost", "cautions.backups.says"),
        ("data/decision.yml", "asks: How much upkeep would", "asks: What upkeep would", "questions.effort.asks"),
        ("data/not-ranked.yml", "reason: ", "reason: Well. ", ""),
        ("content/databases/granite.md", "careful server for rows.\n---", "server for rows.\n---", "description"),
    ],
)
def test_no_text_changes_unseen(small_world: Path, path: str, old: str, new: str, place: str) -> None:
    """Whatever text of the data is changed must be told, with its file and its place in it."""
    change(small_world, path, old, new)
    (found,) = compare_words(before(), load(small_world))
    assert found.file == path
    assert found.place == place or not place
    assert new.split("\n", maxsplit=1)[0].removeprefix("name: ").split(": ")[-1] in (found.after or "")


def test_every_address_told_is_on_a_page(small_world: Path) -> None:
    """Cells, rules, sections and pages must be told with addresses that exist where the change is made."""
    change(small_world, FACTS, '"7.10"', '"8.0"')
    change(small_world, FACTS, "name: Lens", "name: Loupe")
    change(small_world, OPINION, "word: calm", "word: care")
    change(small_world, "data/evidence.yml", "value: ", "note: So.\n  value: ")
    change(small_world, "data/decision.yml", "sql, none], effort: [little]", "sql], effort: [little]")
    enter_rules(small_world)
    found, after = impact_of(small_world), load(small_world)
    told = [*(one.spot.address for one in found.cells.changes), *(one.address for one in found.answers.rules)]
    assert len(told) == 5
    assert all(_stands(told_address, after) for told_address in told), told


def _stands(address: str, guide: Guide) -> bool:
    page, _, fragment = address.partition("#")
    bodies: Iterable[str] = (one.body for one in write_pages(guide) if one.address == page)
    return any(f'id="{fragment}"' in body for body in bodies)
