"""Measuring the text of a guide."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from guide.authoring import prose_style
from guide.authoring.prose_report import report_words
from guide.authoring.prose_style import Passage
from guide.source.library import read_library
from worlds import TODAY, change, read, write

_PAGE = "content/about.md"


def _passage(text: str) -> Passage:
    return Passage(path="page.md", text=text)


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
    assert _passage(text).sentences == (
        "Pin version 1.2 of it.",
        '"Why?" they ask.',
        "See example.org for more.",
        "End",
    )


def test_a_sentence_in_two_files_is_found(small_world: Path) -> None:
    """The same sentence in two files must be reported, whatever its case."""
    sentence = "Nobody should ever write this very sentence twice."
    for path, text in ((_PAGE, sentence), ("content/method.md", sentence.upper())):
        write(small_world, path, f"{read(small_world, path)}\n{text}\n")
    repeated = prose_style.repeated(read_library(small_world))
    assert repeated[sentence.rstrip(".").casefold()] == (_PAGE, "content/method.md")


def test_a_page_that_is_too_long_is_found(small_world: Path) -> None:
    """A page above its limit must be named with its length and its limits."""
    write(small_world, _PAGE, f"{read(small_world, _PAGE)}\n{'word ' * 500}\n")
    (finding,) = prose_style.out_of_bounds(read_library(small_world))
    assert finding.startswith(f"{_PAGE}: ")
    assert finding.endswith("words; a page has 1 to 400")


def test_filler_is_found_as_whole_words(small_world: Path) -> None:
    """A phrase must count in any case, and not inside other words."""
    rules = read_library(small_world).one("wording")
    assert list(prose_style.filler(_passage("In today's world"), rules)) == ["in today's"]
    assert list(prose_style.filler(_passage("within today's reach"), rules)) == []


def test_the_other_spelling_is_found() -> None:
    """A word in the spelling that is not used must be reported with the one that is."""
    found = prose_style.foreign_spelling(_passage("Color and colour, colorful"), {"color": "colour"})
    assert list(found) == [("Color", "colour")]


def test_long_sentences_are_found() -> None:
    """Only sentences above the limit must be reported, with their length."""
    assert list(prose_style.long_sentences(_passage("One two three four. One two."), 3)) == [(4, "One two three four.")]


def test_a_fact_that_no_text_uses_is_found(small_world: Path) -> None:
    """A fact kept for the text must be reported once no text refers to it."""
    change(
        small_world,
        "data/evidence.yml",
        read(small_world, "data/evidence.yml"),
        read(small_world, "data/evidence.yml")
        + "\nnobody_asks:\n  label: Never used\n  value: much\n"
        + "  source: {kind: official, title: A page, address: 'https://example.org/'}\n  as_of: 2025\n",
    )
    assert "data/evidence.yml: nobody_asks" in list(prose_style.unused_facts(read_library(small_world)))


def test_sources_older_than_a_year_are_found(small_world: Path) -> None:
    """On a later day every source must be reported as old, and none before it was read."""
    library = read_library(small_world)
    assert list(prose_style.old_sources(library, dt.date(2000, 1, 1))) == []
    assert len(list(prose_style.old_sources(library, TODAY.replace(year=2100)))) >= len(library.facts)


def test_the_report_names_every_file_of_text(small_world: Path) -> None:
    """The report must have a line for each page, and one for what concerns them all."""
    lines = list(report_words(read_library(small_world), TODAY))
    heads = [line for line in lines if not line.startswith(" ")]
    assert [head for head in heads if head.startswith(f"{_PAGE}: ")]
    assert [head.split(":")[0] for head in heads[-5:]] == [
        "Too short or too long",
        "Sentences in several files",
        "Numbers that are not bound to the data",
        "Facts that no text uses",
        "Sources older than a year",
    ]


def test_a_misspelt_word_is_reported_at_its_file(small_world: Path) -> None:
    """A usual misspelling must be reported under the file that it stands in."""
    write(small_world, _PAGE, f"{read(small_world, _PAGE)}\nWe recieve no money.\n")
    lines = list(report_words(read_library(small_world), TODAY))
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{_PAGE}: "))
    assert "recieve" in lines[start + 1]
