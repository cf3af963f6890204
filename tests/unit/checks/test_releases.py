"""Checks of release lines: each fault is told once, at its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from releasing import FILE, answering, with_lines
from worlds import change, problems


def test_what_is_right_is_no_problem(small_world: Path) -> None:
    """Lines of every kind pass."""
    assert problems(with_lines(small_world)) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('line: "6"', 'line: "7"', "22:11: '7' is here twice; write each line once"),
        ('line: "8"', 'line: "ü"', "28:11: 'ü' has nothing that can stand in an address; "),
        ("date: 2024-03-01}", "date: 2026-02-01}", "9:22: 2026-02-01 is in the future; "),
        ("date: 2025-11-02", "date: 2026-11-02", "12:13: 2026-11-02 is in the future; "),
        ('version: "7.10"\n', 'version: "8.1"\n', "11:16: '8.1' is no release of the line '7'; "),
        (
            "{date: 2027-06, b",
            "{date: 2026-06, b",
            "18:34: 'security_fixes_until' is 2026-06, before 'bug_fixes_until'",
        ),
        ("{date: 2026-05}", "{date: 2026-Q5}", "29:17: 'date': '2026-Q5' is not a date; "),
        ("{date: 2026-05}", '{date: 2026-05, with_release: "9"}', "29:10: 'due': 'date', 'with_release' and "),
        ("{date: 2026-05}", "{date: 2026-05, as_of: 2025}", "29:10: 'due': a source of its own has a date "),
        ("kind: published", "kind: yes", "2:9: "),
        ("key: mended_until", "key: licence", "16:7: 'licence' is the name of another fact; "),
    ],
)
def test_a_fault_is_told_once_at_its_place(small_world: Path, old: str, new: str, told: str) -> None:
    """Whoever slips reads what is wrong, and where."""
    change(with_lines(small_world), FILE, old, new)
    (problem,) = problems(small_world)
    assert problem.startswith(f"{FILE}:{told}")


def test_nothing_is_written_twice(small_world: Path) -> None:
    """A fact that repeats its line would fall behind it one day."""
    answering(small_world)
    fact = '  current_version:\n    value: "7.10"\n    source: {kind: package, registry: q, name: g, version: "7"}\n'
    change(small_world, "data/facts/granite.yml", "facts:\n", f"facts:\n{fact}    as_of: 2025-11-20\n")
    (problem,) = problems(small_world)
    assert "'current_version' is answered by data/releases/granite.yml; take it away here" in problem


def test_a_fact_may_differ_from_its_line(small_world: Path) -> None:
    """An editor may name the major version where the line names its newest release."""
    answering(small_world)
    fact = '  current_version:\n    value: "7"\n    source: {kind: package, registry: q, name: g, version: "7"}\n'
    change(small_world, "data/facts/granite.yml", "facts:\n", f"facts:\n{fact}    as_of: 2025-11-20\n")
    assert problems(small_world) == []


def test_lines_belong_to_a_candidate(small_world: Path) -> None:
    """A file of lines under another name would be read by nobody."""
    with_lines(small_world)
    shutil.copy(small_world / FILE, small_world / "data/releases/slate.yml")
    (problem,) = problems(small_world)
    assert (
        problem == "data/releases/slate.yml:1:1: 'slate' is not in this guide; known are 'folio', 'granite', 'pebble'"
    )
