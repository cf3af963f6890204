"""Puts the text of a data file into the form and order of the house: what `guide tidy` does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from guide.authoring import round_trip
from guide.authoring.key_order import Vocabulary, in_order
from guide.model.facts import Package, Page
from guide.model.problems import InvalidGuide, Location, Problem
from guide.source.json_schemas import first_lines
from guide.source.library import FILES, FOLDERS, OPTIONAL
from guide.source.records.validation import kinds_at
from guide.source.records.yaml_reader import Document, read_document

_SCHEMA = "# yaml-language-server:"
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


def kind_of(path: str) -> Any:
    """Return what a data file holds, by its path; None if nothing reads it."""
    folder, _, name = path.rpartition("/")
    return dict((*FILES.values(), *OPTIONAL.values())).get(path) or (
        dict(FOLDERS.values()).get(folder) if name.endswith(".yml") else None
    )


def first_line(path: str) -> str:
    """Return the line that names the schema of a data file."""
    lines = first_lines()
    return lines[path if path in lines else path.rpartition("/")[0]]


def tidied(document: Document, kind: Any, vocabulary: Vocabulary, schema_line: str = "") -> str:
    """Return the text of a data file with its keys in order, two columns in, and each source on one line.

    Takes the kind of record in it, the vocabulary whose order is kept, and the line that must come first, if any.
    Raises InvalidGuide where the outcome would say something else, or part a comment from what it is about.
    """
    text = document.text
    if schema_line:
        text = "\n".join([schema_line, *(line for line in text.split("\n") if not line.startswith(_SCHEMA))])
    after = (_arranged(text, document, kind, vocabulary) if document.value else text).strip("\n") + "\n"
    again, problems = read_document(document.path, after)
    if problems or again is None or again.value != document.value or _comments(after) != _comments(text):
        raise _left_alone(document, "its form is too unusual to be tidied without loss")
    return after


def _comments(text: str) -> list[str]:
    return sorted(comment.rstrip() for comment in _COMMENT.findall(text))


def _arranged(text: str, document: Document, kind: Any, vocabulary: Vocabulary) -> str:
    try:
        loaded = round_trip.load(text)
    except YAMLError as error:
        raise _left_alone(document, str(getattr(error, "problem", error))) from None
    _arrange(round_trip.root(loaded), (), document, kind, vocabulary)
    return round_trip.dump(loaded)


def _arrange(value: Any, location: Location, document: Document, kind: Any, vocabulary: Vocabulary) -> None:
    """Put the keys of a mapping and of all within it in order, and a source between braces."""
    if isinstance(value, CommentedMap):
        kinds = kinds_at([kind], location)
        keys = in_order(value, kinds, vocabulary)
        if keys != list(value):
            _assure_movable(document, location, keys)
        for key in keys:
            value.move_to_end(key)
        if {Page, Package} & set(kinds) and not value.ca.items:
            value.fa.set_flow_style()
    parts: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, CommentedMap) else enumerate(value)
    for name, part in parts:
        if isinstance(part, CommentedMap | CommentedSeq):
            _arrange(part, (*location, name), document, kind, vocabulary)


def _assure_movable(document: Document, location: Location, keys: list[str]) -> None:
    """Refuse to move keys with a line of comment between them: it would stay with the key above."""
    start, column = min(document.keys[*location, key] for key in keys)
    elsewhere = [line for place, (line, _) in document.keys.items() if place[: len(location)] != location]
    lines = document.text.split("\n")
    stop = min((line for line in elsewhere if line > start), default=len(lines) + 1)
    for number, line in enumerate(lines[start : stop - 1], start + 1):
        if line.lstrip().startswith("#") and line.index("#") < column:
            order = ", ".join(keys)
            reason = f"this comment might part from what it is about; put these keys in order: {order}"
            raise _left_alone(document, reason, number)


def _left_alone(document: Document, reason: str, line: int = 1) -> InvalidGuide:
    return InvalidGuide([Problem(path=document.path, line=line, message=f"left as it is: {reason}")])
