"""The form and order of data files: what `guide tidy` changes, what stays, and what is left alone."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
from guide.authoring.format import first_line, kind_of, tidied
from guide.authoring.key_order import vocabulary_of
from guide.model.decision import Decision
from guide.model.edition import Edition
from guide.model.facts import Fact, FactSheet, FeatureAnswer, GeneralFact
from guide.model.history import Change
from guide.model.problems import InvalidGuide
from guide.source.json_schemas import fields_in_order
from guide.source.library import read_library
from guide.source.records.yaml_reader import read_document
from worlds import REPOSITORY, read

VOCABULARY = {"fact_types": ("since", "licence"), "features": ("transactions", "replication"), "criteria": ("safety",)}


def tidy(text: str, kind: Any = FactSheet, schema_line: str = "") -> str:
    """Return a text, a candidate's facts if nothing else is said, in the house form."""
    document, problems = read_document("data/facts/box.yml", textwrap.dedent(text).lstrip("\n"))
    assert document
    assert problems == []
    return tidied(document, kind, VOCABULARY, schema_line)


CASES: dict[str, tuple[str, str]] = {
    "keys in the order of the record": ("what: A box.\nname: Box\n", "name: Box\nwhat: A box.\n"),
    "facts in the order of the vocabulary": (
        "facts:\n  licence:\n    value: MIT\n  since:\n    value: 1999\n",
        "facts:\n  since:\n    value: 1999\n  licence:\n    value: MIT\n",
    ),
    "what is named freely stays in its order": (
        "more:\n  b:\n    value: x\n  a:\n    value: x\n",
        "more:\n  b:\n    value: x\n  a:\n    value: x\n",
    ),
    "the keys of a source": (
        "facts:\n  since:\n    source: { title: 'A, b',address: https://a.example/#b , kind: official }\n",
        "facts:\n  since:\n    source: {kind: official, title: 'A, b', address: https://a.example/#b}\n",
    ),
    "a source on one line": (
        "facts:\n  since:\n    source:\n      address: https://a.example/\n      title: A, b\n      kind: official\n",
        "facts:\n  since:\n    source: {kind: official, title: 'A, b', address: https://a.example/}\n",
    ),
    "a source with a note stays as it is written": (
        "facts:\n  since:\n    source:\n      kind: official\n      # As the archive has it.\n      title: A\n",
        "facts:\n  since:\n    source:\n      kind: official\n      # As the archive has it.\n      title: A\n",
    ),
    "a note beside a value goes with it": (
        "what: 'A box.' # round\nname: 'Box'   # square\n",
        "name: 'Box'   # square\nwhat: 'A box.' # round\n",
    ),
    "notes stay where nothing around them moves": (
        "# About boxes.\n\nwhat: A box.\nname: Box\nfacts:\n  since:\n    # Or so.\n    value: 1999\n",
        "# About boxes.\n\nname: Box\nwhat: A box.\nfacts:\n  since:\n    # Or so.\n    value: 1999\n",
    ),
    "two columns in": (
        "languages:\n- sql\n- go\nlinks:\n    site:   https://a.example/\n    docs: https://a.example/docs\n",
        "languages:\n  - sql\n  - go\nlinks:\n  site: https://a.example/\n  docs: https://a.example/docs\n",
    ),
    "quotes and blocks stay": (
        "what: \"A 'box'\"\nruntime: 'It''s'\nstyle: |\n    One.\n\n      Two. # no note\nname: >-\n  Box\n  two\n",
        "name: >-\n  Box\n  two\nruntime: 'It''s'\nstyle: |\n  One.\n\n    Two. # no note\nwhat: \"A 'box'\"\n",
    ),
    "no line end, or several, at the end": ("name: Box  \nwhat: A box.\n\n\n", "name: Box\nwhat: A box.\n"),
    "keys that nobody knows stay at the end": ("nam: Box\nname: Box\n", "name: Box\nnam: Box\n"),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_it_is_put_in_order(before: str, after: str) -> None:
    """Each case must come out as written, and stay so when it is tidied again."""
    assert tidy(before) == after
    assert tidy(after) == after


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("style: server\n# Not quite.\nname: Box\n", 2),
        ("name: Box\nlinks:\n  docs: https://a.example/\n  # At home.\n  site: https://a.example/\nwhat: x\n", 4),
        ("style: server\nname: Box\n# The end.\n", 3),
    ],
)
def test_a_comment_is_not_parted_from_what_it_is_about(text: str, line: int) -> None:
    """Where keys would have to move around a comment, it must be named and a person asked."""
    with pytest.raises(
        InvalidGuide, match="this comment might part from what it is about; put these keys in"
    ) as refused:
        tidy(text)
    assert refused.value.problems[0].line == line


@pytest.mark.parametrize(
    "text", ["name: Box\nlinks: {site: a,\n  # At home.\n  docs: b}\n", "what: 'a # b\n\n  c'\nname: Box\n"]
)
def test_what_is_too_unusual_is_left_alone(text: str) -> None:
    """A form that would be lost must be refused rather than guessed at, or come out whole."""
    try:
        after = tidy(text)
    except InvalidGuide:
        return
    document, _ = read_document("", after)
    before, _ = read_document("", text)
    assert document
    assert before
    assert document.value == before.value
    assert after.count("#") == text.count("#")


def test_a_list_of_records_keeps_its_order() -> None:
    """The ledger is told from the oldest entry on; only the keys within an entry have a house order."""
    text = "# Oldest first.\n- kind: rules\n  date: 2026\n- date: 2025\n  kind: rules\n"
    expected = "# Oldest first.\n- date: 2026\n  kind: rules\n- date: 2025\n  kind: rules\n"
    assert tidy(text, tuple[Change, ...]) == expected


def test_an_order_with_a_meaning_is_kept() -> None:
    """The order of questions and words is what the guide says; only the keys of each have a house order."""
    text = "questions:\n  b:\n    options: {y: Yes, n: No}\n    asks: B?\n  a:\n    asks: A?\npolicy: first_match\n"
    assert tidy(text, Decision) == (
        "policy: first_match\nquestions:\n  b:\n    asks: B?\n    options: {y: Yes, n: No}\n  a:\n    asks: A?\n"
    )


def test_an_empty_list_stays_one() -> None:
    """A file without entries is one as well."""
    assert tidy("# None yet.\n[]\n", tuple[Change, ...]) == "# None yet.\n[]\n"


@pytest.mark.parametrize("there", ["", "# yaml-language-server: $schema=old.json\n"])
def test_the_schema_is_named_first(there: str) -> None:
    """Where there are schemas, the first line must name the right one, once."""
    line = first_line("data/edition.yml")
    assert tidy(f"{there}# So.\nname: Box\n", Edition, line) == f"{line}\n# So.\nname: Box\n"


def test_the_guides_own_files_are_tidy() -> None:
    """What is published is the model that others copy: it must be in the form that the command gives it."""
    vocabulary = vocabulary_of(read_library(REPOSITORY))
    for file in sorted((REPOSITORY / "data").rglob("*.yml")):
        path = file.relative_to(REPOSITORY).as_posix()
        document, _ = read_document(path, read(REPOSITORY, path))
        assert document
        assert tidied(document, kind_of(path), vocabulary, first_line(path)) == document.text, path


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        (Fact, "value, missing, reason, note, source, second_source, as_of, keeps_days, said"),
        (GeneralFact, "label, type, value, missing, reason, note, source, second_source, as_of, keeps_days, said"),
        (FeatureAnswer, "status, name, note, source, second_source, as_of, keeps_days, said"),
    ],
)
def test_a_record_starts_with_what_is_its_own(record: type[Fact | FeatureAnswer], keys: str) -> None:
    """What all sourced statements share stands behind what one kind of them says."""
    assert ", ".join(fields_in_order(record)) == keys
