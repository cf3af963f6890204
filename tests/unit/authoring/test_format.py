"""The house order and form of data files: what moves, what stays, and what is left alone."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from guide.authoring.format import NotTidied, tidied
from guide.authoring.key_order import first_line, kind_of, orders, untidy, vocabulary_of
from guide.model.edition import Edition
from guide.model.facts import Fact, FactSheet, FeatureAnswer, GeneralFact
from guide.model.history import Change
from guide.model.problems import Problem
from guide.source.json_schemas import fields_in_order
from guide.source.library import read_library
from guide.source.yaml_reader import read_document
from worlds import REPOSITORY, SMALL_WORLD, change, read, write

VOCABULARY = {"fact_types": ("since", "licence"), "features": ("transactions", "replication"), "criteria": ("safety",)}


def _text(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def tidy(text: str) -> str:
    """Return a candidate's facts in the house order and form."""
    return tidied(_text(text), FactSheet, VOCABULARY)


def _own_files() -> list[str]:
    return sorted(file.relative_to(REPOSITORY).as_posix() for file in (REPOSITORY / "data").rglob("*.yml"))


CASES: dict[str, tuple[str, str]] = {
    "keys in the order of the record": ("what: A box.\nname: Box\n", "name: Box\nwhat: A box.\n"),
    "facts in the order of the vocabulary": (
        """
        facts:
          licence:
            value: MIT
          since:
            value: 1999
        """,
        """
        facts:
          since:
            value: 1999
          licence:
            value: MIT
        """,
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
        """
        facts:
          since:
            source:
              address: https://a.example/
              title: A, b
              kind: official
        """,
        """
        facts:
          since:
            source: {kind: official, title: "A, b", address: https://a.example/}
        """,
    ),
    "a source with a note stays as it is written": (
        """
        facts:
          since:
            source:
              kind: official
              # As the archive has it.
              title: A
        """,
        """
        facts:
          since:
            source:
              kind: official
              # As the archive has it.
              title: A
        """,
    ),
    "a note goes with what stands below it": (
        """
        name: Box
        style: server
        # Not quite.
        # But nearly.
        runtime: One
        what: A box.
        """,
        """
        name: Box
        # Not quite.
        # But nearly.
        runtime: One
        style: server
        what: A box.
        """,
    ),
    "a note beside a value goes with it": (
        "what: A box. # round\nname: Box   # square\n",
        "name: Box   # square\nwhat: A box. # round\n",
    ),
    "a note at the end of a part stays in it": (
        """
        in_the_box:
          replication:
            status: extra
            # Or so.
          transactions:
            status: none
        name: Box
        """,
        """
        name: Box
        in_the_box:
          transactions:
            status: none
          replication:
            status: extra
            # Or so.
        """,
    ),
    "notes on the whole file stay at its top": (
        "# About boxes.\n\n# Said by its makers.\nwhat: A box.\nname: Box\n",
        "# About boxes.\n\nname: Box\n# Said by its makers.\nwhat: A box.\n",
    ),
    "an entry of a list, whatever its first key": (
        """
        announced:
        -   what: >-
              Something
              long.
            # In spring.
            when: 2026
        """,
        """
        announced:
          # In spring.
          - when: 2026
            what: >-
              Something
              long.
        """,
    ),
    "two columns in": (
        """
        links:
            docs:   https://a.example/docs
            site: https://a.example/
        languages:
        - sql
        - go
        """,
        """
        languages:
          - sql
          - go
        links:
          site: https://a.example/
          docs: https://a.example/docs
        """,
    ),
    "quotes, blocks and breaks stay": (
        """
        what: "A\\tbox"
        runtime: 'It''s'
        style: |
            One.

              Two. # no note
        name: over
          two lines
        """,
        """
        name: over
          two lines
        runtime: 'It''s'
        style: |
            One.

              Two. # no note
        what: "A\\tbox"
        """,
    ),
    "spaces at the end, empty lines in a row and at the end": (
        "name: Box  \n\n\n\nwhat: A box.\n\n\n",
        "name: Box\n\nwhat: A box.\n",
    ),
    "no line end at the end": ("name: Box", "name: Box\n"),
    "a note within brackets": (
        "name: Box\nlanguages: [\n  go,  # the only one\n]\n",
        "name: Box\nlanguages: [\n  go,  # the only one\n]\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_it_is_put_in_order(before: str, after: str) -> None:
    """Each case must come out as written, and stay so when it is tidied again."""
    assert tidy(before) == _text(after)
    assert tidy(after) == _text(after)


@pytest.mark.parametrize(
    "text",
    [
        "name: [Box\n",
        "name: &box Box\nwhat: *box\n",
        "name: Box\nname: Box\n",
        "languages:\n  -\n    sql\n  - - go\n",
        "name: Box # a note\u2028 of two lines\n",
        "name: Box # a note\r of two lines\n",
        "",
    ],
)
def test_what_is_too_unusual_is_left_alone(text: str) -> None:
    """What is no YAML of the house, or of a form that would be lost, must be refused rather than guessed at."""
    with pytest.raises(NotTidied):
        tidied(text, FactSheet, VOCABULARY)


def test_keys_that_nobody_knows_stay_at_the_end() -> None:
    """A slip in a key must not be lost, nor stop the rest."""
    assert tidy("nam: Box\nwhat: A box.\nname: Box\n") == "name: Box\nwhat: A box.\nnam: Box\n"


def test_a_list_of_records_keeps_its_order() -> None:
    """The ledger is told from the oldest entry on; only the keys within an entry have a house order."""
    text = "# Oldest first.\n- kind: rules\n  date: 2026\n- date: 2025\n  kind: rules\n"
    expected = "# Oldest first.\n- date: 2026\n  kind: rules\n- date: 2025\n  kind: rules\n"
    assert tidied(text, tuple[Change, ...], {}) == expected


def test_an_empty_list_stays_one() -> None:
    """A file without entries is one as well."""
    assert tidied("# None yet.\n[]\n", tuple[Change, ...], {}) == "# None yet.\n[]\n"


@pytest.mark.parametrize("there", ["", "# yaml-language-server: $schema=old.json\n"])
def test_the_schema_is_named_first(there: str) -> None:
    """Where there are schemas, the first line must name the right one, once."""
    line = first_line("data/edition.yml")
    assert tidied(f"{there}# So.\nname: Box\n", Edition, {}, line) == f"{line}\n# So.\nname: Box\n"


@pytest.mark.parametrize("path", _own_files())
def test_the_guides_own_files_are_tidy_and_mean_the_same(path: str) -> None:
    """What is published is the model that others copy: it must be in the form that the command gives it."""
    text = read(REPOSITORY, path)
    vocabulary = vocabulary_of(read_library(SMALL_WORLD))
    assert tidied(text, kind_of(path), vocabulary, first_line(path)) is not None
    document, _ = read_document(path, text)
    again, _ = read_document(path, tidied(text, kind_of(path), vocabulary, first_line(path)))
    assert document
    assert again
    assert again.value == document.value


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        (Fact, "value, missing, reason, note, source, second_source, as_of, keeps_days"),
        (GeneralFact, "label, value, missing, reason, note, source, second_source, as_of, keeps_days"),
        (FeatureAnswer, "status, name, note, source, second_source, as_of, keeps_days"),
    ],
)
def test_a_record_starts_with_what_is_its_own(record: type[Fact | FeatureAnswer], keys: str) -> None:
    """What all sourced statements share stands behind what one kind of them says."""
    assert ", ".join(fields_in_order(record)) == keys


def test_only_order_without_meaning_is_ordered() -> None:
    """The order of questions, rules and words is what the guide says; nobody may be told to change it."""
    library = read_library(SMALL_WORLD)
    located = library.located("decision")
    ordered = orders(located.document.value, located.kind, vocabulary_of(library))
    assert ("questions",) not in ordered
    assert ("rules", 0) in ordered


def _told(root: Path) -> list[Problem]:
    return list(untidy(read_library(root), root))


def test_a_guide_in_order_is_told_nothing() -> None:
    """Both guides here are in order."""
    assert _told(SMALL_WORLD) == []
    assert _told(REPOSITORY) == []


def test_a_key_out_of_order_is_told_where_it_stands(small_world: Path) -> None:
    """One problem a file: what belongs before what, and how to have it mended."""
    change(small_world, "data/facts/pebble.yml", "name: Pebble\n", "")
    text = read(small_world, "data/facts/pebble.yml")
    write(small_world, "data/facts/pebble.yml", f"{text}name: Pebble\n")
    (problem,) = _told(small_world)
    assert str(problem).endswith(
        "'name' belongs before 'languages'; move it there, or run 'guide tidy data/facts/pebble.yml'"
    )
    assert problem.line == len(text.splitlines()) + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Pebble\n", "name:   Pebble   # so\n\n\n"),
        ("name: Pebble\n", 'name: "Pebble"\n'),
        ("    value: Public domain.\n", "    value: >-\n      Public\n      domain.\n"),
        (
            "{kind: repository, title: 'Pebble: licence', address: 'https://code.example/pebble/licence'}",
            "\n      kind: repository\n      title: 'Pebble: licence'\n      address: https://code.example/licence",
        ),
    ],
)
def test_a_form_that_somebody_may_fairly_choose_is_not_told(small_world: Path, old: str, new: str) -> None:
    """Whoever edits in a browser can run no command: spaces, quotes and the form of a source fail no check."""
    change(small_world, "data/facts/pebble.yml", old, new)
    assert _told(small_world) == []


def test_a_missing_schema_is_told_where_there_are_schemas(small_world: Path) -> None:
    """In a guide with schemas every file must name its own."""
    (small_world / "schemas").mkdir()
    problems = _told(small_world)
    assert {problem.line for problem in problems} == {1}
    assert "# yaml-language-server: $schema=../schemas/edition.json" in str(problems)
