"""What nobody sees is refused wherever a guide is read from, however it is written."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from guide.source.characters import unseen
from guide.source.records.yaml_reader import read_document
from guide.source.text.prose import PageHead, read_prose
from worlds import change, problems

HALVES = "\ud800\udbff\udc00\udfff"

STRANGE = (
    "\0\x01\x08\x0b\x0c\x1b\x7f\x80\x85\x9b\xad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029"
    "\u202a\u202e\u2060\u2066\u2069\u3164\ufe00\ufe0f\ufeff\ufff9\ufdd0\ufffe\uffff\U0001d173\U0001fffe\U000e0041"
    "\U000e0100\U0010ffff\u1680\u2000\u2003\u2009\u200a\u205f\u2800\u3000\ue000\uf8ff\U000f0000\U0010fffd"
)

ESCAPES = {"\0": "\\0", "\x1b": "\\e", "\t": "\\t", "\r": "\\r", "\x0b": "\\v", "\x85": "\\N", "\u2028": "\\L"}


def _escaped(character: str) -> str:
    """Return a character as a quoted YAML text can name it."""
    return ESCAPES.get(character, f"\\U{ord(character):08x}")


def _sentence(character: str) -> str:
    return f"a character that cannot be seen, U+{ord(character):04X}; remove it"


def test_all_that_unicode_calls_unseen_is_refused() -> None:
    """Controls, formats, separators, half, private and no characters are; a line end, and marks that show, are not.

    Of spaces, the common one and the one that does not break are left, both wide and narrow, and no blank sign.
    """
    shown = set("\n\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd") | set(map(chr, range(0x600, 0x606)))
    meant = {
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
        or 0xFDD0 <= ord(sign) <= 0xFDEF
        or ord(sign) & 0xFFFE == 0xFFFE
        or (unicodedata.category(sign) == "Zs" and sign not in " \xa0\u202f")
        or unicodedata.name(sign, "").endswith("BLANK")
    }
    everything = "x".join(map(chr, range(sys.maxunicode + 1)))
    refused = {match[0] for match in unseen(everything)}
    assert meant - shown <= refused
    assert not shown & refused
    assert not [
        sign for sign in refused - {"\u2800"} if unicodedata.category(sign)[0] in "NPS" or sign in " \xa0\u202f"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: "b{}c"', (1, 4)),
        ('ü🐘: ["x", "{}"]', (1, 11)),
        ('a: {{b: "c\n\n  d{}"}}', (1, 8)),
        ('"b{}": c', (1, 1)),
        ('a:\n  - ? "{}b"\n    : c', (2, 7)),
    ],
)
def test_an_escape_says_what_it_stands_for(text: str, place: tuple[int, int]) -> None:
    """A key or a value is judged by what is read, and told once, with its place and the number of the character."""
    for character in f"{STRANGE}{HALVES}\t\r":
        (problem,) = read_document("a.yml", text.format(_escaped(character)))[1]
        assert (problem.line, problem.column, problem.message) == (*place, _sentence(character))


@pytest.mark.parametrize("text", ["a: b{}c", "b{}: c", "# b{}", "- |\n  b{}", "a: 'b{}'", 'a: "b{}"'])
def test_what_stands_in_a_file_is_told_once(text: str) -> None:
    """In values, keys and comments alike, at the character itself."""
    before = text.partition("{")[0]
    place = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    for character in STRANGE:
        (problem,) = read_document("a.yml", text.format(character))[1]
        assert (problem.line, problem.column, problem.message) == (*place, _sentence(character))


@pytest.mark.parametrize("line", ["A word{} of it.", "## Why{} {{#why}}", "- {}", "    indented{}", "[a](/b{}/)"])
def test_prose_holds_nothing_unseen(line: str) -> None:
    """Every line of prose is looked at, and the character is told at its place."""
    for character in f"{STRANGE}\r":
        text = f"---\ntitle: A\ndescription: B\n---\n\n{line.format(character)}\n"
        told = [problem for problem in read_prose("a.md", text, PageHead)[2] if problem.message == _sentence(character)]
        assert [(problem.line, problem.column) for problem in told] == [(6, line.replace("{{", "{").index("{}") + 1)]


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "क्\u200dष", "👩\u200d💻", "❤\ufe0f", "🏳\ufe0f\u200d🌈", "naïve\xa0café", "日本語"],
)
def test_what_a_script_or_a_picture_needs_may_stand(text: str) -> None:
    """Joiners between letters that they shape, and selectors after a sign, are how people write."""
    assert [*unseen(text)] == []


@pytest.mark.parametrize(
    "text", ["pass\u200dword", "\u200c", "a\u200d👩", "👩\u200d", "👩\u200d\u200d💻", "a\ufe0f", "❤\ufe0f\ufe0f"]
)
def test_a_joiner_that_joins_nothing_is_refused(text: str) -> None:
    """Among Latin letters, at an end, or once more than needed it only makes two texts that look the same."""
    assert [*unseen(text)] != []


def test_a_key_of_several_lines_is_refused() -> None:
    """A key stands in problems, and a problem is one line."""
    (problem,) = read_document("a.yml", '? "a\\nb"\n: c\n')[1]
    assert (str(problem), problem.line) == ("a.yml:1:3: a key of several lines; write it on one", 1)


@pytest.mark.parametrize("escape", ["\\0", "\\e", "\\u202e", "\\u200b", "\\ud800", "\\uffff"])
def test_one_slip_in_a_guide_is_one_problem(small_world: Path, escape: str) -> None:
    """What a name holds is told where it is written, and nothing that follows from it."""
    change(small_world, "data/facts/granite.yml", "name: Granite", f'name: "Gra{escape}nite"')
    (problem,) = problems(small_world)
    assert problem.startswith("data/facts/granite.yml:1:7: a character that cannot be seen, U+")


@pytest.mark.parametrize("character", ["\v", "\f", "\x1c", "\x1d", "\x1e", "\u2028", "\u2029"])
def test_lines_are_counted_as_an_editor_counts_them(character: str) -> None:
    """What Python alone takes for the end of a line must not move the place of what stands below it."""
    _, problems = read_document("a.yml", f"a: {character}b\n\tc: d\n")
    assert ("a tab; use spaces", 2) in {(problem.message, problem.line) for problem in problems}
