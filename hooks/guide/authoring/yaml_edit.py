"""Changes values in a YAML file and leaves every other character of it as it is.

The new value is put where the parser says that the old one stands, in the quotes that stand there. A file that is
read and written anew by a library would come out with other line breaks here and there, and what changed would drown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from guide.model.problems import Location
from guide.source.yaml_reader import read_document

Scalar = str | int

Value = Scalar | Mapping[str, str]
"""A single value, or a few of them by name, which stand on one line between braces."""

_PLAIN = re.compile(r"(?:https://)?[A-Za-z0-9][A-Za-z0-9./_#-]*(?: [A-Za-z0-9][A-Za-z0-9./_-]*)*")
"""Text that needs no quotes anywhere in YAML, if it is not read as something else than text."""

_WORD = re.compile(r"[a-z_]+")


class Uneditable(Exception):
    """A value stands in the file in a way that only a person should touch."""


def replaced(text: str, changes: Mapping[Location, Value]) -> str:
    """Return the text of a YAML file with new values at some places.

    Raises Uneditable where there is no value on one line at a place, or where anything else would come to mean
    something else.
    """
    spans = dict(_editable(yaml.compose(text, Loader=yaml.SafeLoader), ()))
    if unknown := changes.keys() - spans.keys():
        raise Uneditable(f"no single value stands at {sorted(map(_named, unknown))}")
    new = text
    for location in sorted(changes, key=lambda one: spans[one].start_mark.index, reverse=True):
        node = spans[location]
        new = new[: node.start_mark.index] + _written(changes[location], node) + new[node.end_mark.index :]
    if _value(new) != _with(_value(text), changes):
        raise Uneditable("the file would come to mean something else")
    return new


def _named(location: Location) -> str:
    return ".".join(map(str, location))


def _editable(node: yaml.Node | None, location: Location) -> Iterator[tuple[Location, yaml.Node]]:
    """Yield the values that can be changed: single ones, and those between braces."""
    if isinstance(node, yaml.ScalarNode) or (isinstance(node, yaml.MappingNode) and node.flow_style):
        yield location, node
    if isinstance(node, yaml.SequenceNode):
        for number, one in enumerate(node.value):
            yield from _editable(one, (*location, number))
    elif isinstance(node, yaml.MappingNode):
        for key, one in node.value:
            yield from _editable(one, (*location, key.value))


def _written(value: Value, node: yaml.Node) -> str:
    """Return a value as it stands in YAML, in the quotes of what it replaces."""
    if isinstance(node, yaml.ScalarNode) and not isinstance(value, Mapping):
        return _scalar(value, node.style)
    if isinstance(node, yaml.MappingNode) and isinstance(value, Mapping):
        styles = [one.style for _, one in node.value if isinstance(one, yaml.ScalarNode) and one.style in ("'", '"')]
        quotes = styles[0] if styles else '"'
        entries = (
            f"{key}: {_scalar(one, None if _reads_as_itself(one) and _WORD.fullmatch(one) else quotes)}"
            for key, one in value.items()
        )
        return "{" + ", ".join(entries) + "}"
    raise Uneditable("a value of another form than the new one")


def _scalar(value: Scalar, style: str | None) -> str:
    if style in ("|", ">"):
        raise Uneditable("a text of several lines")
    if isinstance(value, int):
        return str(value)
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    return value if style is None and _reads_as_itself(value) else json.dumps(value, ensure_ascii=False)


def _reads_as_itself(value: str) -> bool:
    document, problems = read_document("", f"- {value}")
    return bool(_PLAIN.fullmatch(value)) and not problems and document is not None and document.value == (value,)


def _value(text: str) -> Any:
    document, _ = read_document("", text)
    return document.value if document else None


def _with(value: Any, changes: Mapping[Location, Value], location: Location = ()) -> Any:
    """Return a value with the changes made in it."""
    if location in changes:
        return changes[location]
    if isinstance(value, dict):
        return {key: _with(one, changes, (*location, key)) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_with(one, changes, (*location, number)) for number, one in enumerate(value))
    return value
