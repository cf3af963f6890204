"""The guide as data for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from guide.derive.routes import tables
from guide.exports.csv_tables import files, neutral
from worlds import SMALL_WORLD, change, load


def rows(root: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(csv.DictReader(io.StringIO(files(load(root))[f"data/{name}"])))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        (" =1", "' =1"),
        ('"=1', "'\"=1"),
        ("a;=1", "a;'=1"),
        ("a; +1;-1;b", "a;' +1;'-1;b"),
        ('a;"=1;', "a;'\"=1;"),
        ("a;＠b", "a;'＠b"),
        (";;=1", ";;'=1"),
        ("a=1", "a=1"),
        ("a; b - c; d=e", "a; b - c; d=e"),
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
    guide = load(SMALL_WORLD)
    assert files(guide).keys() == tables(guide).keys()


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
    (answer,) = (
        fact
        for fact in rows(SMALL_WORLD, "facts.csv")
        if (fact["candidate"], fact["question"]) == (candidate, question)
    )
    assert tuple(answer[key] for key in ("value", "missing", "as_of", "keep_by", "source")) == row


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
        "stale": "no",
    }
