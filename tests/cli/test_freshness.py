"""`guide freshness`: what does not keep much longer, the soonest first, and who can renew it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from guide.cli.main import main
from refreshable import FILE, PAGE, prepare
from worlds import change


def freshness(root: Path, *options: str) -> str:
    """Run the command; however much is old, it must end well."""
    result = CliRunner().invoke(main, ["freshness", "--root", str(root), *options])
    assert result.exit_code == 0, result.output
    return result.output


def _listed(root: Path, *options: str) -> Any:
    return json.loads(freshness(root, "--format", "json", *options))


def test_what_is_past_stands_first(small_world: Path) -> None:
    """What is past its keep-by date must be told with its value, its date and who can renew it."""
    assert freshness(small_world) == (
        "Pebble\n"
        "  989 days over  Current version  3.2  2023-05-02  by a person\n"
        "Folio\n"
        "  14 days over   Current version  5    2026-01-01  by a person\n"
        "2 past their keep-by date, 0 within 30 days of it; `guide refresh` can renew 0 of them\n"
    )


def test_nearness_can_be_chosen(small_world: Path) -> None:
    """A larger number of days must bring more, whoever has the soonest first, and in each group the soonest first."""
    listed = _listed(small_world, "--within", "400")
    names = [statement["name"] for statement in listed]
    assert names[0] == "Pebble"
    assert len({*names}) == len([name for number, name in enumerate(names) if names[number - 1 : number] != [name]])
    for name in {*names}:
        days = [statement["days_left"] for statement in listed if statement["name"] == name]
        assert days == sorted(days)
    assert max(statement["days_left"] for statement in listed) <= 400
    assert _listed(small_world, "--within", "0") == _listed(small_world)


def test_every_kind_of_statement_is_looked_at(small_world: Path) -> None:
    """Facts that all answer, facts of one alone, what is in the box and what is about the whole field: all age."""
    listed = {
        (statement["slug"], statement["key"]): statement for statement in _listed(small_world, "--within", "36000")
    }
    assert listed["granite", "long_support"]["page"] == "/databases/granite/#fact-long-support"
    assert listed["granite", "full_text"]["value"] == "Lens"
    assert listed["pebble", "replication"]["value"] == "Absent"
    assert listed["folio", "manual"]["value"] == "None published"
    assert [key for slug, key in listed if not slug]


def test_machines_are_told_from_people(small_world: Path) -> None:
    """Only a fact whose own source a machine speaks for is one that `guide refresh` renews."""
    root = prepare(small_world)
    known = {"current_version", "released", "supported", "stars", "licence"}
    assert {statement["key"] for statement in _listed(root, "--within", "36000") if statement["by_machine"]} == known
    change(root, FILE, f"'{PAGE}/releases/tag/v7.10.3'", "'https://granite.example/news'")
    left = {statement["key"] for statement in _listed(root, "--within", "36000") if statement["by_machine"]}
    assert left == known - {"current_version"}


@pytest.mark.parametrize(
    ("as_of", "remark"), [("2025-10-17", "last day"), ("2025-10-18", "1 day left"), ("2025-10-16", "1 day over")]
)
def test_days_are_counted_from_today(small_world: Path, as_of: str, remark: str) -> None:
    """The last day on which a fact keeps is not past it yet."""
    change(small_world, FILE, "    as_of: 2025-11-20", f"    as_of: {as_of}")
    assert f"  {remark}" in freshness(small_world)


def test_a_list_for_an_issue(small_world: Path) -> None:
    """As Markdown, each line must name the file to change."""
    assert freshness(small_world, "--format", "markdown").splitlines()[:3] == [
        "### Pebble",
        "",
        "- 989 days over: Current version, `3.2`, by a person (`data/facts/pebble.yml`)",
    ]


def test_nothing_old_is_said(small_world: Path) -> None:
    """Where all is fresh, one line must say so."""
    change(small_world, "data/facts/pebble.yml", "as_of: 2023-02-01", "as_of: 2026-01-10")
    change(small_world, "data/facts/folio.yml", "as_of: 2025-10-03", "as_of: 2026-01-10")
    assert freshness(small_world, "--within", "0") == (
        "0 past their keep-by date, 0 within 0 days of it; `guide refresh` can renew 0 of them\n"
    )
