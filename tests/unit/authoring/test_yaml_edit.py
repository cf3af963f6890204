"""Changing single values in a YAML file: no line without one of them may change."""

from __future__ import annotations

import pytest
from guide.authoring.yaml_edit import Scalar, Uneditable, Value, replaced
from guide.model.problems import Location

TEXT = """\
# The first line.
name: Granite # a hard one
facts:
    version:    # four spaces here
        value: '7.10'
        note: >-
            It's
            folded.
        source: {kind: official, title: 'Granite''s page', address: https://granite.example/a}
        as_of: 2025-11-20
    list: [one, "two", 3]
"""


@pytest.mark.parametrize(
    ("location", "value", "old", "new"),
    [
        (("facts", "version", "value"), "7.11", "'7.10'", "'7.11'"),
        (("facts", "version", "value"), "it's", "'7.10'", "'it''s'"),
        (("facts", "version", "source", "title"), "So: {a}", "'Granite''s page'", "'So: {a}'"),
        (("facts", "version", "as_of"), "2026-01-15", "2025-11-20", "2026-01-15"),
        (("facts", "version", "as_of"), "2026", "2025-11-20", "'2026'"),
        (("facts", "version", "source", "kind"), "third_party", "official", "third_party"),
        (("facts", "version", "source", "address"), "https://a.example/b#c", "https://granite.example/a", None),
        (("facts", "list", 0), "so: so", "[one", "['so: so'"),
        (("facts", "list", 0), "7.11", "[one", "['7.11'"),
        (("facts", "list", 0), "true", "[one", "['true'"),
        (("facts", "list", 1), 'a "b"', '"two"', '"a \\"b\\""'),
        (("facts", "list", 2), 4, "3]", "4]"),
        (("name",), "Größe 12", "Granite ", "Größe 12 "),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_only_the_value_changes(location: Location, value: Scalar, old: str, new: str | None, end: str) -> None:
    """Comments, quotes, order and line ends must stay as they are; the value must keep its type."""
    text = TEXT.replace("\n", end)
    assert replaced(text, {location: value}) == text.replace(old, str(value) if new is None else new, 1)


@pytest.mark.parametrize("quote", ["'", '"'])
def test_values_between_braces_change_as_one(quote: str) -> None:
    """A source of another kind has other keys; it must come out on one line, in the quotes that stood there."""
    text = f"a:\n  source: {{kind: a, version: {quote}7{quote}}} # why\n  b: 1\n"
    source = {"kind": "official", "title": "So, so", "address": "https://a.example/"}
    line = f"{{kind: official, title: {quote}So, so{quote}, address: {quote}https://a.example/{quote}}} # why"
    assert replaced(text, {("a", "source"): source}) == f"a:\n  source: {line}\n  b: 1\n"


def test_several_values_change_at_once() -> None:
    """Each must stand in its place."""
    changes: dict[Location, Value] = {
        ("facts", "version", "as_of"): "2026-01-15",
        ("facts", "version", "value"): "7.10.100",
        ("facts", "version", "source", "title"): "T",
    }
    changed = [line for line in replaced(TEXT, changes).splitlines() if line not in TEXT.splitlines()]
    assert changed == [
        "        value: '7.10.100'",
        "        source: {kind: official, title: 'T', address: https://granite.example/a}",
        "        as_of: 2026-01-15",
    ]


@pytest.mark.parametrize(
    ("location", "value"),
    [
        (("facts", "version", "note"), "x"),
        (("facts", "version"), "x"),
        (("facts", "version"), {"kind": "official"}),
        (("facts", "version", "value"), {"kind": "official"}),
        (("facts", "nothing"), "x"),
        (("facts", "list", 0), "yes"),
    ],
)
def test_what_a_person_should_change_is_refused(location: Location, value: Value) -> None:
    """A text of several lines, a part with keys of its own, a missing key and a word read as another must stay."""
    if value == "yes":
        assert "[yes," in replaced(TEXT, {location: value}), "here it is text"
        return
    with pytest.raises(Uneditable):
        replaced(TEXT, {location: value})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: 1\na: 2\n", "duplicate key"),
        ("a: 1\nb: over\n  two lines\n", "the file is not in the usual form; `guide tidy` brings it there"),
    ],
)
def test_a_file_that_would_change_elsewhere_is_refused(text: str, reason: str) -> None:
    """No machine may choose between two values, or break the lines of others anew."""
    with pytest.raises(Uneditable, match=reason):
        replaced(text, {("a",): 3})
