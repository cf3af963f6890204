"""What contributors are told agrees with what the code does."""

from __future__ import annotations

import re
from functools import cache

import pytest
from guide.model.facts import Fact, FactSheet, Package, Page
from guide.model.opinions import Opinion
from guide.source.library import FOLDERS, Library, read_library
from guide.source.references import Figure, all_figures, find
from worlds import REPOSITORY, read

PAGE = "content/contribute.md"
FILE = "CONTRIBUTING.md"


@cache
def _library() -> Library:
    return read_library(REPOSITORY)


def _texts() -> str:
    return "".join(read(REPOSITORY, path) for path in (PAGE, FILE, "docs/editing.md"))


def test_every_reference_that_is_shown_works() -> None:
    """An example of a reference must stand for something: people copy it."""
    figures = all_figures(_library())
    own = next(iter(_library().facts))
    names = re.findall(r"`\[\[([^\]`]+)\]\]`", read(REPOSITORY, PAGE))
    assert names
    assert [name for name in names if not isinstance(find(figures, name, own), Figure)] == []


def test_page_and_file_promise_the_same_answer() -> None:
    """What happens to a pull request, and by when, is told on the site as it is told on the repository's host."""
    promised = [
        re.search(r"\n1\. Within.*?say so in the pull request\.\n", read(REPOSITORY, path), re.DOTALL)
        for path in (PAGE, FILE)
    ]
    assert all(promised)
    assert len({found[0] for found in promised if found}) == 1


@pytest.mark.parametrize("family", ["count", "edition"])
def test_every_name_is_told(family: str) -> None:
    """Whatever can be referred to by name is named where contributors look it up."""
    names = [name.split(".", 1)[1] for name in all_figures(_library()) if name.startswith(f"{family}.")]
    assert names
    assert [name for name in names if name not in _texts()] == []


@pytest.mark.parametrize("record", [Fact, Page, Package], ids=lambda record: record.__name__)
def test_every_key_of_a_fact_is_told(record: type[Fact | Page | Package]) -> None:
    """Facts are what everybody may mend, so each of their keys is named for contributors."""
    assert [key for key in record.model_fields if not re.search(rf"\b{key}\b", _texts())] == []


def test_every_key_that_may_be_left_out_is_told() -> None:
    """What an entry need not have can be copied from nowhere, so contributors must read of it."""
    spare = [key for key, field in FactSheet.model_fields.items() if not field.is_required()]
    assert spare
    assert [key for key in spare if f"`{key}`" not in _texts()] == []


@pytest.mark.parametrize("record", [FactSheet, Opinion], ids=lambda record: record.__name__)
def test_the_keys_of_a_new_entry_can_be_copied(record: type[FactSheet | Opinion]) -> None:
    """Every key that a new entry must have is used in an entry that is there to copy from."""
    (folder,) = (folder for folder, kind in FOLDERS.values() if kind is record)
    texts = [path.read_text(encoding="utf-8") for path in (REPOSITORY / folder).glob("*.yml")]
    needed = [key for key, field in record.model_fields.items() if field.is_required()]
    assert [key for key in needed if not all(re.search(rf"^{key}:", text, re.MULTILINE) for text in texts)] == []
