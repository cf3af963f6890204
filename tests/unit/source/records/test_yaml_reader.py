"""YAML text to plain values, each with its place, and every fault of form at its place."""

from __future__ import annotations

from typing import Any

import pytest
from guide.source.records.yaml_reader import Document, read_document


def read(text: str) -> Document:
    """Return a document that must have no problem."""
    document, problems = read_document("a.yml", text)
    assert problems == []
    assert document is not None
    return document


def faults(text: str) -> list[str]:
    """Return the problems of a text, each as `line:column: message`."""
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in read_document("a.yml", text)[1]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b", {"a": "b"}),
        ("a: 12", {"a": 12}),
        ("a: -3", {"a": -3}),
        ("a: 0", {"a": 0}),
        ("a: '12'", {"a": "12"}),
        ('a: "3.10"', {"a": "3.10"}),
        ("a: true", {"a": True}),
        ("a: false", {"a": False}),
        ("a: no", {"a": "no"}),
        ("a: Yes", {"a": "Yes"}),
        ("a: on", {"a": "on"}),
        ("a: 12:30:45", {"a": "12:30:45"}),
        ("a: 2026-11", {"a": "2026-11"}),
        ("a: 2026-11-23", {"a": "2026-11-23"}),
        ("a: 0x10", {"a": "0x10"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 1.2.3", {"a": "1.2.3"}),
        ("a: " + "9" * 5000, {"a": "9" * 5000}),
        ("2026: x", {"2026": "x"}),
        ("no: x", {"no": "x"}),
        ("3.10: x", {"3.10": "x"}),
        ("- a\n- [b, c]", ("a", ("b", "c"))),
        ("a: |\n  one\n\n  two\n", {"a": "one\n\ntwo\n"}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: 'null'", {"a": "null"}),
        ("a: {b: {c: d}}", {"a": {"b": {"c": "d"}}}),
        ("{}", {}),
        ("[]", ()),
        ("# nothing\n", None),
        ("", None),
    ],
)
def test_values_are_what_they_look_like(text: str, value: Any) -> None:
    """Only whole numbers, true and false are anything but text: neither no, nor dates, nor times are guessed at."""
    assert read(text).value == value


_COMMENT = "what follows '#' is a comment and left out; quote the text, or give the comment its own line"
_ENTRY = "give it the place of its neighbours"


@pytest.mark.parametrize("text", ["a: 2026-11 # b", "a: 3 # b", "a: 'b' # c", "a: [b] # c", "a: b#c", "a: true # b"])
def test_a_comment_that_takes_nothing_away_may_stand(text: str) -> None:
    """Behind a number, a date, a bracket or a quotation mark, a comment is no part of a text."""
    assert read(text).value["a"] not in ("", None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1.", "1:4: an unquoted number, 1.; a version is text, write '1.', and a count is whole"),
        ("a: .5", "1:4: an unquoted number, .5; a version is text, write '.5', and a count is whole"),
        ("a: 1e3", "1:4: an unquoted number, 1e3; a version is text, write '1e3', and a count is whole"),
        ("a: 1.5e-3", "1:4: an unquoted number, 1.5e-3; a version is text, write '1.5e-3', and a count is whole"),
        ("a: [b, 3.10]", "1:8: an unquoted number, 3.10; a version is text, write '3.10', and a count is whole"),
        ("a: ~", "1:4: an empty value; write it, or leave the key out"),
        ("- a\n-\n", "2:2: an empty value; write it, or leave the key out"),
        ("a: {b: c, b: d}", "1:11: 'b' is here twice; the first is on line 1, keep one"),
        ("a: &b [c]", "1:4: an anchor, '&b'; remove it, aliases are not used here"),
        ("a: !b c", "1:4: a tag, '!b'; remove it, the type follows from the key"),
        ("? {a: b}\n: c", "1:3: a key must be plain text; quote it if it starts with a special character"),
        ("a: b\n  \tc", "2:3: a tab; use spaces"),
        ("a: NULL", "1:4: an empty value; write it, or leave the key out"),
        ("a: see ticket #36 for it", f"1:15: {_COMMENT}"),
        ("a: b  # c", f"1:7: {_COMMENT}"),
        ("a: größe #c", f"1:10: {_COMMENT}"),
        ("- a #b", f"1:5: {_COMMENT}"),
        ("a: {b: c d #36\n }", f"1:12: {_COMMENT}"),
        ("a: b\n  c #36", f"2:5: {_COMMENT}"),
        ("- a\n  - b", "2:3: an entry that stands in too far joins the text above; " + _ENTRY),
        ("a: b\n  - c", "2:3: an entry that stands in too far joins the text above; " + _ENTRY),
        ("a: |+\n  b\n", "1:4: only a '-' may stand behind '|'; start the text on the next line"),
        ("a: >2\n    b\n", "1:4: only a '-' may stand behind '>'; start the text on the next line"),
        ("a: |- # b\n  c\n", "1:4: only a '-' may stand behind '|'; start the text on the next line"),
        ("a: {b: c, d e, f: g}", "1:11: 'd e' has no value; if it is part of a text, quote that text"),
        ("%YAML 1.1\n---\na: b", "1:1: a directive, '%'; remove it, every file is read alike"),
        ("a: b\n---\nc: d", "2:1: a second document; one file holds one document, remove the '---'"),
        ("a: *b", "1:4: an alias, '*b'; write the value out"),
        ("a: !!str 3", "1:4: a tag, 'tag:yaml.org,2002:str'; remove it, the type follows from the key"),
        ("a: 012", "1:4: an unquoted number, 012; a version is text, write '012', and a count is whole"),
        ("a: 7.0", "1:4: an unquoted number, 7.0; a version is text, write '7.0', and a count is whole"),
    ],
)
def test_what_yaml_would_guess_at_is_refused(text: str, fault: str) -> None:
    """What YAML lets pass and people get wrong must be told, at its place, and nothing else with it."""
    assert faults(text) == [fault]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c", "1:5"),
        ("a: 'b' c", "1:8"),
        ("a: [b\nc: d", "2:2"),
        ("a: b\n c: d", "2:3"),
        ("a:\n  - b\n c: d", "3:2"),
        ("a: @b", "1:4"),
        ("a: %b", "1:4"),
        ("a: 'b\n", "2:1"),
        ("größe: 'ä' b", "1:12"),
        ("a: b\nc: d\x07e", "2:5"),
        ("\x00", "1:1"),
        ('a: "\\U00110000"', "1:7"),
    ],
)
def test_broken_yaml_is_told_where_it_breaks(text: str, place: str) -> None:
    """A text that is no YAML must be refused with one problem, at the place where reading stops."""
    document, problems = read_document("a.yml", text)
    assert document is None
    (problem,) = problems
    assert f"{problem.line}:{problem.column}" == place
    assert ";" in problem.message


@pytest.mark.parametrize("text", ["[" * 3000, "[" * 900 + "]" * 900, "- " * 2000 + "x", "{a: " * 2000])
def test_nesting_without_end_is_refused(text: str) -> None:
    """Nesting deeper than anybody writes must be told like any other fault."""
    document, problems = read_document("a.yml", text)
    assert document is None
    assert len(problems) == 1


def test_all_faults_of_form_are_told_together() -> None:
    """One fault must not hide the next: a whole document's are told at once."""
    assert [fault.split(": ")[0] for fault in faults("a: 1.0\nb:\nc: *d\na: 2.0\n")] == [
        "1:4",
        "2:3",
        "3:4",
        "4:1",
        "4:4",
    ]


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (("a",), (1, 4)),
        (("liste",), (3, 3)),
        (("liste", 1), (4, 5)),
        (("liste", 1, "ü"), (4, 9)),
        (("liste", 1, "z"), (4, 21)),
        (("block",), (5, 8)),
        (("a", "gone"), (1, 4)),
        (("gone",), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_every_value_has_its_place(location: tuple[str | int, ...], place: tuple[int, int]) -> None:
    """A place is counted from 1, in characters, and falls back on the nearest thing around."""
    document = read('a: ä\nliste:\n  - ö\n  - {ü: "é 🐘 ñ", z: x}\nblock: |\n  text\n')
    assert document.place(location) == place


def test_a_key_has_a_place_of_its_own() -> None:
    """What concerns a key points at the key, not at its value."""
    document = read("one:\n  two: three\n")
    assert (document.place(("one", "two")), document.place(("one", "two"), key=True)) == ((2, 8), (2, 3))


@pytest.mark.parametrize(
    ("location", "needle", "place"),
    [
        (("plain",), "[[b]]", (1, 13)),
        (("folded",), "[[b]]", (4, 5)),
        (("quoted",), "[[b]]", (5, 15)),
        (("quoted",), "nowhere", (5, 9)),
        (("list", 1), "[[b]]", (6, 18)),
    ],
)
def test_a_part_of_a_text_is_found_within_it(
    location: tuple[str | int, ...], needle: str, place: tuple[int, int]
) -> None:
    """A word within a value is pointed at exactly, even where another value holds the same word before it."""
    text = "plain: text [[b]]\nfolded: >-\n  one\n  x [[b]]\nquoted: 'text [[b]]'\nlist: ['[[b]]', '[[b]]']\n"
    assert read(text).place_within(location, needle) == place


def test_lines_are_counted_in_the_whole_file() -> None:
    """A document that starts further down, as front matter does, counts from the file's first line."""
    document, problems = read_document("a.md", "a: b\nc: 1.0\n", first_line=2)
    assert document is not None
    assert (document.place(("a",)), problems[0].line) == ((2, 4), 3)
