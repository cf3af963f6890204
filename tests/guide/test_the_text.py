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


@pytest.fixture(scope="module")
def texts(library: Library) -> prose_style.Texts:
    """Return its text."""
    return prose_style.texts(library)


def test_every_text_keeps_to_its_length(library: Library, texts: prose_style.Texts) -> None:
    """A page must be as long as its kind asks, and no longer."""
    assert list(prose_style.out_of_bounds(library, texts)) == []


def test_no_sentence_stands_in_two_files(library: Library, texts: prose_style.Texts) -> None:
    """A sentence must be written for one place."""
    assert list(prose_style.repeated(texts, library.one("wording").repeated_from)) == []


def test_no_filler_and_one_spelling(library: Library, texts: prose_style.Texts) -> None:
    """A phrase that says nothing must not be written, and a word be spelt as everywhere else."""
    assert list(prose_style.ill_worded(texts, library.one("wording"))) == []
