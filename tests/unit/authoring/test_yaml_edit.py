"""Changing single values in a YAML file: nothing else in it may move."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from guide.authoring.yaml_edit import Scalar, Uneditable, replaced
from guide.model.problems import Location
from worlds import REPOSITORY

TEXT = """\
# The first line.
name: Granite   # a hard one
facts:
    version:    # four spaces here
        value:   '7.10'
        note: >-
            It's
            folded.
        source: {kind: official, title: 'Granite''s page', address: https://granite.example/a}
        as_of: 2025-11-20
    list: [one, "two", {three: 3}]
"""


@pytest.mark.parametrize(
    ("location", "value", "old", "new"),
    [
        (("facts", "version", "value"), "7.11", "'7.10'", "'7.11'"),
        (("facts", "version", "value"), "it's", "'7.10'", "'it''s'"),
        (("facts", "version", "source", "title"), "So: {a}", "'Granite''s page'", "'So: {a}'"),
        (("facts", "version", "as_of"), "2026-01-15", "2025-11-20", "2026-01-15"),
        (("facts", "version", "source", "kind"), "third_party", "official", "third_party"),
        (
            ("facts", "version", "source", "address"),
            "https://granite.example/b#c",
            "https://granite.example/a",
            "https://granite.example/b#c",
        ),
        (("facts", "list", 0), "so: so", "[one", '["so: so"'),
        (("facts", "list", 0), "7.11", "[one", '["7.11"'),
        (("facts", "list", 0), "true", "[one", '["true"'),
        (("facts", "list", 1), 'a "b"', '"two"', '"a \\"b\\""'),
        (("facts", "list", 2, "three"), 4, "three: 3", "three: 4"),
        (("name",), "Größe", "Granite ", '"Größe" '),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_only_the_value_changes(location: Location, value: Scalar, old: str, new: str, end: str) -> None:
    """Comments, spaces, quotes, order and line ends must stay as they are; the value must keep its type."""
    text = TEXT.replace("\n", end)
    assert replaced(text, {location: value}) == text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{kind: a, version: '7'}", "{kind: official, title: 'It''s \"so\"', address: 'https://a.example/'}"),
        ('{kind: a, version: "7"}', '{kind: official, title: "It\'s \\"so\\"", address: "https://a.example/"}'),
        ("{}", '{kind: official, title: "It\'s \\"so\\"", address: "https://a.example/"}'),
    ],
)
def test_values_between_braces_change_as_one(old: str, new: str) -> None:
    """A source of another kind has other keys; it must come out on one line, in the quotes that stood there."""
    text = f"a:\n  source: {old}   # why\n  b: 1\n"
    value = {"kind": "official", "title": 'It\'s "so"', "address": "https://a.example/"}
    assert replaced(text, {("a", "source"): value}) == text.replace(old, new)


def test_several_values_change_at_once() -> None:
    """Values of other lengths must not push later ones out of place."""
    changes: dict[Location, Scalar] = {
        ("facts", "version", "as_of"): "2026-01-15",
        ("facts", "version", "value"): "7.10.100",
        ("facts", "version", "source", "title"): "T",
    }
    before, after = TEXT.splitlines(), replaced(TEXT, changes).splitlines()
    changed = [line for line in difflib.ndiff(before, after) if line.startswith("+ ")]
    assert changed == [
        "+         value:   '7.10.100'",
        "+         source: {kind: official, title: 'T', address: https://granite.example/a}",
        "+         as_of: 2026-01-15",
    ]


@pytest.mark.parametrize(
    "location", [("facts", "version", "note"), ("facts", "version"), ("facts", "nothing")], ids=lambda one: one[-1]
)
def test_what_is_no_single_value_is_left_to_people(location: Location) -> None:
    """A text of several lines, a part with keys of its own and a missing key must be refused, not mangled."""
    with pytest.raises(Uneditable):
        replaced(TEXT, {location: "x"})


@pytest.mark.parametrize("path", sorted((REPOSITORY / "data").rglob("*.yml")), ids=lambda path: path.stem)
def test_a_file_without_changes_is_the_same(path: Path) -> None:
    """Every data file must come out as it went in."""
    text = path.read_bytes().decode()
    assert replaced(text, {}) == text


def test_an_edit_that_would_not_be_read_back_is_refused() -> None:
    """Of a key that stands there twice, the check reads the first and the parser the last: no machine may choose."""
    with pytest.raises(Uneditable, match="would come to mean something else"):
        replaced("a: 1\na: 2\n", {("a",): 3})
