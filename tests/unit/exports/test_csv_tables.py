"""The guide as data for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from guide.derive.routes import FORM, TABLES
from guide.exports.csv_tables import files, neutral
from worlds import SMALL_WORLD, change, load


def rows(root: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(csv.DictReader(io.StringIO(files(load(root))[f"data/{name}"])))


def decision() -> Any:
    """Return what the form of the small world runs on."""
    return json.loads(files(load(SMALL_WORLD))[FORM])


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("a=1", "a=1"),
        ("", ""),
        (7, "7"),
        (-7, "'-7"),
        ("7.10", "7.10"),
    ],
)
def test_no_cell_is_taken_for_a_formula(cell: object, written: str) -> None:
    """A cell that a spreadsheet would compute must be written so that it stays text."""
    assert neutral(cell) == written


def test_formulas_in_the_data_stay_text(small_world: Path) -> None:
    """A hostile value reaches the tables as text."""
    formula = '=HYPERLINK("https://evil.example","x")'
    change(
        small_world,
        "data/facts/granite.yml",
        "value: Do what you like, and say where it is from.",
        f"value: '{formula}'",
    )
    change(small_world, "data/facts/granite.yml", "name: Lens", "name: '+Lens'")
    change(small_world, "data/opinions/granite.yml", "It writes everything down twice.", "'@everything, twice.'")
    assert next(row["value"] for row in rows(small_world, "facts.csv") if row["question"] == "licence") == f"'{formula}"
    assert next(row["name"] for row in rows(small_world, "in-the-box.csv") if row["status"] == "extra") == "'+Lens"
    assert next(row["shown"] for row in rows(small_world, "facts.csv") if row["question"] == "licence") == f"'{formula}"
    assert rows(small_world, "judgements.csv")[0]["reason"] == "'@everything, twice."


def test_every_file_has_a_label() -> None:
    """What is written and what readers are told is written are the same files."""
    assert files(load(SMALL_WORLD)).keys() == {FORM, *TABLES}


def test_every_judgement_is_a_row() -> None:
    """The table of judgements has a row for each candidate and criterion, by rank, references resolved."""
    table = rows(SMALL_WORLD, "judgements.csv")
    assert [(row["candidate"], row["criterion"], row["word"]) for row in table] == [
        ("granite", "safety", "calm"),
        ("granite", "reach", "room"),
        ("pebble", "safety", "care"),
        ("pebble", "reach", "desk"),
        ("folio", "safety", "hope"),
        ("folio", "reach", "city"),
    ]
    assert table[1]["reason"] == "Twins help, with 12,345 installations to learn from."


@pytest.mark.parametrize(
    ("candidate", "question", "row"),
    [
        ("granite", "installations", ("12345", "", "2025-06", "2026-06-30", "https://granite.example/survey")),
        ("folio", "installations", ("678", "", "2025-02-14", "2030-08-07", "https://folio.example/census")),
        ("pebble", "installations", ("", "unknown", "2025-11-20", "2026-11-20", "")),
        ("pebble", "current_version", ("3.2", "", "2023-02-01", "2023-05-02", "pebble 3.2 (quarry)")),
        ("granite", "since", ("1999", "", "2025", "2035-12-29", "https://granite.example/history")),
    ],
)
def test_every_fact_is_a_row(candidate: str, question: str, row: tuple[str, ...]) -> None:
    """The table of facts has value or lack, both dates and the source; a package has no address."""
    (found,) = (
        fact
        for fact in rows(SMALL_WORLD, "facts.csv")
        if (fact["candidate"], fact["question"]) == (candidate, question)
    )
    assert tuple(found[key] for key in ("value", "missing", "as_of", "keep_by", "source")) == row


def test_everything_asked_about_the_box_is_a_row() -> None:
    """The table of the box has an answer for each candidate and feature."""
    table = rows(SMALL_WORLD, "in-the-box.csv")
    assert len(table) == 9
    assert table[1] == {
        "candidate": "granite",
        "feature": "full_text",
        "status": "extra",
        "name": "Lens",
        "note": "Fetched from its makers.",
        "as_of": "2025-11-20",
        "keep_by": "2026-12-25",
        "source": "lens 2.0 (quarry)",
        "shown": "Extra Lens",
    }


def test_the_rules_can_be_followed_by_a_program() -> None:
    """What the form runs on has the questions with their options and the rules in order, in plain text."""
    questions, rules = decision()["questions"], decision()["rules"]
    assert questions["effort"]["options"]["little"] == "Little: no server"
    assert [rule["id"] for rule in rules] == [
        "graphs",
        "papers",
        "no-server",
        "far-away",
        "one-server",
        "nothing-yet",
    ]
    assert "[[" not in json.dumps(rules)


def test_the_rules_say_which_edition_they_are_of() -> None:
    """Whoever keeps a result must be able to say what it was made with, and how far the data reached."""
    form = decision()
    known = ("name", "edition", "published", "as_of", "horizon_months")
    assert [form[key] for key in known] == ["The Quiet Drawer", 2025, "2025-12-01", "2025-12-24", 36]
    assert form["subject"] == {"one": "database", "many": "databases", "area": "databases"}
    assert form["pairs"] == [{"pair": ["folio", "granite"], "address": "/compare/folio-vs-granite/"}]


def test_the_rules_come_with_advice_on_every_candidate() -> None:
    """What to try, when weaknesses bite and what holds today stand beside the rules, with the state of each fact."""
    granite, pebble, folio = decision()["candidates"]
    assert granite["try_first"][0] == "Let the newest clerk bring granited back after a power cut."
    assert folio["try_first"][1].endswith("you do not need Granite.")
    assert pebble["weaknesses"][0] == {"what": "One writer at a time", "when": "Day one"}
    version, manual = pebble["starting"]
    assert (version["text"], version["stale"]) == ("3.2", True)
    assert version["address"] == "/databases/pebble/#fact-current-version"
    assert manual["type"] == "address"
    assert folio["starting"][1]["missing"] == "none_published"
    assert "text" not in folio["starting"][1]
