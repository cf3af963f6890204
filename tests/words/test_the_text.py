"""What the guide's own text is held to; the limits stand in data/vocabulary/wording.yml."""

from __future__ import annotations

import pytest
from guide.authoring import prose_style
from guide.source.library import Library, read_library
from worlds import REPOSITORY


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the project's own guide."""
    return read_library(REPOSITORY)


def test_every_text_keeps_to_its_length(library: Library) -> None:
    """A page must be as long as its kind asks, and no longer."""
    assert list(prose_style.out_of_bounds(library)) == []


def test_no_sentence_stands_in_two_files(library: Library) -> None:
    """A sentence must be written for one place."""
    assert prose_style.repeated(library) == {}


def test_every_number_is_bound_to_the_data(library: Library) -> None:
    """A number in the text must come from a record or stand in the allow-list."""
    assert list(prose_style.unbound_numbers(library)) == []


def test_no_filler_stands_in_the_text(library: Library) -> None:
    """A phrase that says nothing must not be written."""
    rules = library.one("wording")
    assert [
        (passage.path, found)
        for passage in prose_style.passages(library)
        for found in prose_style.filler(passage, rules)
    ] == []


def test_the_spelling_is_one(library: Library) -> None:
    """A word must be spelt as everywhere else in the guide."""
    spelling = library.one("wording").spelling
    found = [
        (passage.path, word)
        for passage in prose_style.passages(library)
        for word in prose_style.foreign_spelling(passage, spelling)
    ]
    assert found == []
