"""The page with every key: what contributors read is what the records say."""

from __future__ import annotations

import re

from guide.model.facts import Fact, FactSheet
from guide.model.fields import Record
from guide.model.opinions import Opinion
from guide.pages.build import write_pages
from guide.pages.field_reference import file_docs, record_docs
from guide.source.library import FILES, FOLDERS, OPTIONAL
from worlds import SMALL_WORLD, load


def test_every_kind_of_file_is_told_with_its_parts() -> None:
    """Each file leads to the keys of what it holds."""
    described = {record.name for record in record_docs()}
    assert [file.path.replace("/….yml", "") for file in file_docs()] == [
        *(folder for folder, _ in FOLDERS.values()),
        *(path for path, _ in (*FILES.values(), *OPTIONAL.values())),
    ]
    assert {part for file in file_docs() for part in file.parts} <= described


def test_every_key_is_told_and_whether_it_may_be_left_out() -> None:
    """The keys of a record, and only they, must be told, with what the code demands."""
    docs = {record.name: record for record in record_docs()}
    kinds: tuple[type[Record], ...] = (FactSheet, Opinion, Fact)
    for kind in kinds:
        described = {field.key: field.needed for field in docs[kind.__name__].fields}
        assert described == {key: field.is_required() for key, field in kind.model_fields.items()}


def test_what_may_stand_at_a_key_is_said_in_words() -> None:
    """Words, lists, dates, addresses and names from the vocabulary must be told apart."""
    forms = {(record.name, field.key): field.form for record in record_docs() for field in record.fields}
    assert forms["Fact", "missing"] == "one of `unknown`, `none_published`, `not_applicable`"
    assert forms["Fact", "as_of"] == "a date: a year, a month or a day"
    assert forms["Links", "docs"] == "a whole https address"
    assert forms["FactSheet", "languages"] == "a list, each entry a language"
    assert forms["FactSheet", "facts"] == "by a kind of fact: with the keys of"
    assert forms["Rival", "candidate"] == "the short name of a candidate"
    assert forms["Rule", "id"] == "small letters, digits and hyphens, such as two-words"


def test_the_page_shows_every_key_once() -> None:
    """Each key must have a row of its own that can be linked to."""
    page = next(page for page in write_pages(load(SMALL_WORLD)) if page.address == "/fields/")
    rows = re.findall(r'<tr id="(key-[a-z0-9-]+)">', page.body)
    assert len(rows) == len(set(rows)) == sum(len(record.fields) for record in record_docs())
