"""Changes values in a YAML file; lines that hold none of them stay as they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

from guide.authoring import round_trip
from guide.model.problems import Location
from guide.source.records.yaml_reader import read_document

Scalar = str | int

Value = Scalar | Mapping[str, str]
"""A single value, or a few of them by name, which stand on one line between braces."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Uneditable(Exception):
    """A value has a form in the file that only a person should touch."""


def replaced(text: str, changes: Mapping[Location, Value]) -> str:
    """Return the text of a YAML file with new values at some places.

    Raises Uneditable where there is no single value at a place, or where anything else would change.
    """
    try:
        loaded = round_trip.load(text.replace("\r\n", "\n"))
        before = round_trip.dump(loaded)
        for location, value in changes.items():
            _put(round_trip.root(loaded), location, value)
    except YAMLError as error:
        raise Uneditable(str(getattr(error, "problem", error))) from None
    new = _merged(text, before, round_trip.dump(loaded))
    if _value(new) != _with(_value(text), changes):
        raise Uneditable("the file would come to mean something else")
    return new


def _merged(text: str, before: str, after: str) -> str:
    """Return a text with those lines changed that differ between two texts of its values."""
    lines, old, new = (part.split("\n") for part in (text, before, after))
    if not len(lines) == len(old) == len(new):
        raise Uneditable("the file is not in the usual form; `guide tidy` brings it there")
    return "\n".join(
        line if same == other else _indented_like(line, other)
        for line, same, other in zip(lines, old, new, strict=True)
    )


def _indented_like(line: str, other: str) -> str:
    return line[: len(line) - len(line.lstrip())] + other.lstrip() + line[len(line.rstrip("\r")) :]


def _put(root: Any, location: Location, value: Value) -> None:
    *around, last = location
    try:
        for part in around:
            root = root[part]
        old = root[last]
    except (LookupError, TypeError):
        raise Uneditable(f"nothing stands at {'.'.join(map(str, location))}") from None
    if isinstance(value, Mapping):
        _refill(old, value)
    else:
        root[last] = _in_the_form_of(old, value)


def _refill(old: Any, entries: Mapping[str, str]) -> None:
    """Replace what stands between braces; a new entry takes the quotes of an old one."""
    if not isinstance(old, CommentedMap) or not old.fa.flow_style():
        raise Uneditable("a value of another form than the new one")
    quoted = next((type(entry) for entry in old.values() if isinstance(entry, str) and type(entry) is not str), str)
    old.clear()
    old.update({key: entry if entry.isidentifier() else quoted(entry) for key, entry in entries.items()})


def _in_the_form_of(old: Any, value: Scalar) -> Any:
    if isinstance(old, FoldedScalarString | LiteralScalarString):
        raise Uneditable("a text of several lines")
    if isinstance(old, dict | list):
        raise Uneditable("a value of another form than the new one")
    if isinstance(value, str) and isinstance(old, str):
        return type(old)(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return dt.date.fromisoformat(value)
    return value


def _value(text: str) -> Any:
    document, _ = read_document("", text)
    return document.value if document else None


def _with(value: Any, changes: Mapping[Location, Value], location: Location = ()) -> Any:
    """Return a value with the changes made in it."""
    if location in changes:
        return changes[location]
    if isinstance(value, dict):
        return {key: _with(part, changes, (*location, key)) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_with(part, changes, (*location, number)) for number, part in enumerate(value))
    return value
