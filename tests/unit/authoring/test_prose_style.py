"""Measuring the text of a guide."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.authoring import prose_style
from guide.source.library import read_library
from worlds import read, write

_PAGE = "content/about.md"


def _add(root: Path, path: str, text: str) -> None:
    write(root, path, f"{read(root, path)}\n{text}\n")


def _report(root: Path) -> list[str]:
    return list(prose_style.report(read_library(root), root))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("One two three.", 3),
        ("A well-kept library, isn't it?", 5),
        ("C# and F# run on .NET", 6),
        ("3,000 answers – none missing", 5),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(text: str, expected: int) -> None:
    """Hyphens and apostrophes join a word; dashes do not make one."""
    assert prose_style.words(text) == expected


def test_sentences_end_where_the_next_begins() -> None:
    """A full stop ends a sentence only before something that can start one."""
    text = 'Pin version 1.2 of it. "Why?" they ask. See example.org for more. End'
    assert prose_style.sentences(text) == [
        "Pin version 1.2 of it.",
        '"Why?" they ask.',
        "See example.org for more.",
        "End",
    ]


def test_text_is_taken_as_readers_see_it(small_world: Path) -> None:
    """Marks and addresses must be gone, references resolved, and tables and examples left out."""
    _add(small_world, _PAGE, "- Ask *[[granite]]* of `[[x]]` [at home](https://a.example/).\n\n| a |\n\n```\ncode\n```")
    assert prose_style.texts(read_library(small_world))[_PAGE][-1] == "Ask Granite of code at home."


@pytest.mark.parametrize(
    ("added", "line"),
    [
        ("word " * 500, " words; a page has 1 to 400"),
        ("In today's world.", f"  {_PAGE}: 'In today's' says nothing: In today's world."),
        ("Color, not colorful.", f"  {_PAGE}: 'Color' is spelt 'colour' here: Color, not colorful."),
        ("We recieve no money.", "recieve ==> receive"),
    ],
)
def test_what_is_against_the_rules_is_reported(small_world: Path, added: str, line: str) -> None:
    """Each must be reported with its file; the text as it was has nothing of it."""
    assert not any(line in reported for reported in _report(small_world))
    _add(small_world, _PAGE, added)
    assert any(line in reported and _PAGE in reported for reported in _report(small_world))


def test_filler_within_a_word_is_none(small_world: Path) -> None:
    """A phrase must count as whole words only."""
    _add(small_world, _PAGE, "Within today's reach.")
    assert "Filler and other spellings: none" in _report(small_world)


def test_a_sentence_in_two_files_is_found(small_world: Path) -> None:
    """The same sentence in two files must be reported, whatever its case."""
    sentence = "Nobody should ever write this very sentence twice."
    _add(small_world, _PAGE, sentence)
    _add(small_world, "content/method.md", sentence.upper())
    assert f"  {_PAGE}, content/method.md: {sentence.rstrip('.').casefold()}" in _report(small_world)


def test_long_sentences_are_found(small_world: Path) -> None:
    """A sentence above the limit must be reported under its file, with its length."""
    sentence = "One and " * 40 + "that is it."
    _add(small_world, _PAGE, sentence)
    lines = _report(small_world)
    place = next(number for number, line in enumerate(lines) if line.startswith(f"{_PAGE}: "))
    assert lines[place + 1] == f"  83 words in one sentence: {sentence}"


def test_a_fact_that_no_text_uses_is_found(small_world: Path) -> None:
    """A fact kept for the text must be reported once no text refers to it."""
    fact = (
        "nobody_asks:\n  label: Never used\n  value: much\n"
        "  source: {kind: official, title: A page, address: 'https://example.org/'}\n  as_of: 2025"
    )
    _add(small_world, "data/evidence.yml", fact)
    assert "  data/evidence.yml: nobody_asks" in _report(small_world)
