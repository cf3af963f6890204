"""`guide check`: every kind of bad input is told with its place, in plain words, and all of it at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from guide.command_line import main
from worlds import change, read, write

HERE = "‸"
"""Stands in a replacement at the place that the message has to name; it is not written into the file."""

EDITION = "data/edition.yml"
FACTS = "data/facts/granite.yml"
OPINION = "data/opinions/granite.yml"
PAIR = "data/pairs/folio-vs-granite.yml"
DECISION = "data/decision.yml"
CHANGES = "data/changes.yml"
PROSE = "content/databases/granite.md"


def check(root: Path) -> Result:
    """Run the command on a guide."""
    return CliRunner().invoke(main, ["check", "--root", str(root)])


def told(root: Path) -> list[str]:
    """Return the problems that the command tells; it must exit with 1, without a traceback, sorted and counted."""
    result = check(root)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    *problems, count = result.output.splitlines()
    assert count == f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    assert "Traceback" not in result.output
    return problems


def place_of_mark(root: Path, path: str, old: str, new: str) -> str:
    """Spoil a file by a replacement and return the place marked in it, as `path:line:column`; without a mark, 1:1."""
    change(root, path, old, new)
    text = read(root, path)
    before, mark, _ = text.partition(HERE)
    write(root, path, text.replace(HERE, ""))
    if not mark:
        return f"{path}:1:1"
    return f"{path}:{before.count('\n') + 1}:{len(before) - before.rfind('\n')}"


def test_a_sound_guide_has_no_problems(small_world: Path) -> None:
    """A guide without a fault must pass, and be told how much would be written."""
    result = check(small_world)
    assert (result.exit_code, result.output) == (0, "No problems: 15 pages, 8 other files\n")


FORM = [
    ("broken-yaml", FACTS, "[sql]", "[sql\nruntime‸: x", "broken YAML: "),
    ("broken-yaml-quote", EDITION, "name: The Quiet Drawer", "name: 'The Quiet' ‸Drawer", "check the indentation"),
    ("broken-yaml-colon", FACTS, "a careful", "a: careful", "broken YAML: "),
    ("tab", FACTS, "  site: ", "‸\tsite: ", "a tab; use spaces"),
    ("tab-in-text", FACTS, "A careful server", "A‸\tcareful server", "a tab; use spaces"),
    ("duplicate-key", FACTS, "style: server", "style: server\n‸style: embedded", "is on line 5, keep one"),
    ("duplicate-key-inside", EDITION, "  one: database", "  one: database\n  ‸one: database", "'one' is here twice;"),
    ("alias", FACTS, "granite.example/docs/\n", "granite.example/docs/\n", ""),
    ("anchor", FACTS, 'value: "7.10"', 'value: ‸&newest "7.10"', "an anchor, '&newest'; remove it"),
    ("tag", FACTS, 'value: "7.10"', 'value: ‸!!str "7.10"', "a tag, "),
    ("second-document", FACTS, "links:", "‸---\nlinks:", "a second document; one file holds one document"),
    ("unquoted-version", FACTS, 'value: "7.10"', "value: ‸7.10", "a version is text, write '7.10'"),
    ("unquoted-number-with-nought", FACTS, 'value: "7.10"', "value: ‸010", "a version is text, write '010'"),
    ("empty-value", FACTS, "A careful server for rows.", "‸", "an empty value; write it, or leave the key out"),
    ("null", FACTS, "A careful server for rows.", "‸null", "an empty value; write it, or leave the key out"),
    ("key-not-text", FACTS, "links:", "‸? [a, b]\n: c\nlinks:", "a key must be plain text; quote it"),
    ("control-character", FACTS, "A careful", "A‸\x07careful", "a character that cannot be shown, U+0007; remove it"),
]
