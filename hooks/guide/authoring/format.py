"""Puts the text of a data file into the house order and form, by moving its own lines: nothing is written anew.

A line keeps its words, its quotes and its breaks, and a comment stays with what stands below it. Libraries that read
and write YAML lose one or the other: they keep a comment with what stands above it, and break long lines their way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from guide.authoring.key_order import Orders, Vocabulary, keys_of, orders
from guide.authoring.scalars import scalar
from guide.model.facts import Package, Page
from guide.model.problems import Location
from guide.source.validation import kinds_at
from guide.source.yaml_reader import read_document

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = 2
"""By how much everything stands further in than what holds it."""
_SCHEMA = "# yaml-language-server:"
_Span = tuple[int, int, int]
"""The column and the line of a key or a dash, and the first line that is not its own any more."""
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")


_OTHER_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""What YAML takes for the end of a line besides the usual."""


class NotTidied(Exception):
    """A file that cannot be tidied without changing what it says."""


def tidied(text: str, kind: Any, vocabulary: Vocabulary, first_line: str = "") -> str:
    """Return the text of a data file in the house order and form.

    Takes the kind of record in it, the vocabulary whose order is kept, and the line that must come first, if any.
    Raises NotTidied where the outcome would say something else, or lose a comment.
    """
    before, problems = read_document("", text)
    if before is None or problems or before.value is None or _OTHER_BREAK.search(text):
        raise NotTidied
    lines = _Tidier(
        lines=text.rstrip("\n").split("\n"),
        orders=orders(before.value, kind, vocabulary),
        sources=frozenset(place for place in before.values if {Page, Package} & set(kinds_at([kind], place))),
    ).document(yaml.compose(text, Loader=_LOADER))
    headed = [first_line, *(line for line in lines if not line.startswith(_SCHEMA))] if first_line else lines
    after = "\n".join(headed).strip("\n") + "\n"
    if not _says_the_same(text, after, kind, vocabulary):
        raise NotTidied
    return after


def _says_the_same(text: str, after: str, kind: Any, vocabulary: Vocabulary) -> bool:
    """Say whether two texts hold the same values and comments, the second with its keys in order."""
    (old, _), (new, problems) = read_document("", text), read_document("", after)
    if not old or not new or problems or old.value != new.value or _comments(text) != _comments(after):
        return False
    wanted = {**keys_of(old), **orders(new.value, kind, vocabulary)}
    return all(keys == wanted[location] for location, keys in keys_of(new).items())


def _comments(text: str) -> list[str]:
    """Return all comments but the one that names the schema, sorted."""
    lines = text.split("\n")
    for node in _scalars(yaml.compose(text, Loader=_LOADER)):
        start, end = node.start_mark, node.end_mark
        for number in range(start.line, min(end.line + 1, len(lines))):
            first = start.column if number == start.line else 0
            last = end.column if number == end.line else len(lines[number])
            lines[number] = lines[number][:first] + " " * (last - first) + lines[number][last:]
    found = (line[line.index("#") :].rstrip() for line in lines if "#" in line)
    return sorted(comment for comment in found if not comment.startswith(_SCHEMA))


def _scalars(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif node is not None:
        for part in node.value:
            for inner in part if isinstance(part, tuple) else (part,):
                yield from _scalars(inner)


@dataclass(frozen=True, kw_only=True)
class _Tidier:
    """Moves the lines of one text; a part of it is the lines from `start` up to, not including, `stop`."""

    lines: list[str]
    orders: Orders
    sources: frozenset[Location]

    def document(self, root: Any) -> list[str]:
        if not _is_block(root):
            return [line.rstrip() for line in self.lines]
        header = self._header(root.start_mark.line)
        return [*self._notes(0, header, 0), *self._block(root, (), 0, header, len(self.lines))]

    def _header(self, first: int) -> int:
        """Return where the notes on the whole file end: they stay where they are, whatever comes first below."""
        empty = [number for number in range(first) if not self.lines[number].strip()]
        return empty[-1] + 1 if empty else first

    def _block(self, node: Any, location: Location, indent: int, start: int, stop: int) -> list[str]:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location, indent, start, stop)
        return self._sequence(node, location, indent, start, stop)

    def _mapping(self, node: Any, location: Location, indent: int, start: int, stop: int) -> list[str]:
        parts: dict[str, list[str]] = {}
        spans = self._spans([key.start_mark.line for key, _ in node.value], node.start_mark.column, start, stop)
        for (key, value), (begin, line, end) in zip(node.value, spans, strict=True):
            head = f"{' ' * indent}{self._raw(key)}:"
            entry = self._valued(head, value, (*location, key.value), indent, (key.start_mark.column, line, end))
            parts[key.value] = [*self._notes(begin, line, indent), *entry]
        return [line for key in self.orders.get(location, parts) for line in parts[key]]

    def _sequence(self, node: Any, location: Location, indent: int, start: int, stop: int) -> list[str]:
        lines: list[str] = []
        spans = self._spans([item.start_mark.line for item in node.value], node.start_mark.column, start, stop)
        for number, (item, (begin, line, end)) in enumerate(zip(node.value, spans, strict=True)):
            if self.lines[line][: item.start_mark.column].strip() != "-":
                raise NotTidied
            lines += self._notes(begin, line, indent)
            lines += self._item(item, (*location, number), indent, (node.start_mark.column, line, end))
        return lines

    def _item(self, item: Any, location: Location, indent: int, span: _Span) -> list[str]:
        head = f"{' ' * indent}-"
        if not _is_block(item):
            return self._valued(head, item, location, indent, span)
        inner = self._block(item, location, indent + _STEP, *span[1:])
        notes = next(number for number, text in enumerate(inner) if text and not _is_note(text))
        moved = [" " * indent + text.strip() if text else "" for text in inner[:notes]]
        return [*moved, f"{head} {inner[notes].strip()}", *inner[notes + 1 :]]

    def _valued(self, head: str, value: Any, location: Location, indent: int, span: _Span) -> list[str]:
        """Return what stands behind a key or a dash, with the head in front."""
        _, line, end = span
        if _is_block(value):
            if location in self.sources and self._is_simple(value, line, end):
                return [f"{head} {self._flow(value, location)}"]
            rest = self.lines[line].partition("#")
            beside = f"  #{rest[2]}".rstrip() if rest[1] else ""
            return [head + beside, *self._block(value, location, indent + _STEP, line + 1, end)]
        last = value.end_mark.line
        if isinstance(value, yaml.CollectionNode) and self._is_simple(value, value.start_mark.line, last + 1):
            beside = self.lines[last][value.end_mark.column :].rstrip()
            return [f"{head} {self._flow(value, location)}{beside}", *self._notes(last + 1, end, indent + _STEP)]
        return self._as_it_is(head, value, indent, span)

    def _as_it_is(self, head: str, value: Any, indent: int, span: _Span) -> list[str]:
        column, line, end = span
        text = self.lines[line]
        here = value.start_mark.line == line
        first = f"{head} {text[value.start_mark.column :]}" if here else head
        rest = [_shifted(below, indent - column) for below in self.lines[line + 1 : end]]
        return [first.rstrip(), *(rest if getattr(value, "style", None) in ("|", ">") else map(str.rstrip, rest))]

    def _spans(self, lines: list[int], column: int, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
        """Yield where each entry begins with its notes, where it stands, and where the next one begins."""
        begins = [start, *(self._first_note(line, column, before) for before, line in pairwise(lines))]
        yield from zip(begins, lines, [*begins[1:], stop], strict=True)

    def _first_note(self, line: int, column: int, before: int) -> int:
        while line - 1 > before and self._is_apart(self.lines[line - 1], column):
            line -= 1
        return line

    def _is_apart(self, text: str, column: int) -> bool:
        """Say whether a line belongs to what follows at a column: it is empty, or a note no further in."""
        return not text.strip() or (_is_note(text) and len(text) - len(text.lstrip()) <= column)

    def _notes(self, start: int, stop: int, indent: int) -> list[str]:
        texts = [self.lines[number].strip() for number in range(start, stop)]
        return [
            " " * indent + text if text else ""
            for number, text in enumerate(texts)
            if text or number == 0 or texts[number - 1]
        ]

    def _is_simple(self, node: Any, line: int, end: int) -> bool:
        """Say whether everything in a node fits on one line: no comment, no text over several lines."""
        one_line = all(part.start_mark.line == part.end_mark.line for part in _scalars(node))
        return one_line and (line + 1 == end or not any("#" in text for text in self.lines[line:end]))

    def _flow(self, node: Any, location: Location) -> str:
        if isinstance(node, yaml.ScalarNode):
            raw = self._raw(node)
            return scalar(node.value) if not node.style and _FLOW_SIGNS.search(raw) else raw
        if isinstance(node, yaml.SequenceNode):
            return f"[{_listed(self._flow(item, (*location, n)) for n, item in enumerate(node.value))}]"
        parts = {key.value: (self._raw(key), self._flow(value, (*location, key.value))) for key, value in node.value}
        return f"{{{_listed(': '.join(parts[key]) for key in self.orders.get(location, parts))}}}"

    def _raw(self, node: Any) -> str:
        """Return a text of one line as it is written, with its quotes."""
        line: int = node.start_mark.line
        return self.lines[line][node.start_mark.column : node.end_mark.column]


def _is_block(node: Any) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _is_note(text: str) -> bool:
    return text.lstrip().startswith("#")


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def _shifted(text: str, by: int) -> str:
    return (
        " " * by + text
        if by > 0 and text.strip()
        else text[min(-by, len(text) - len(text.lstrip())) :]
        if by < 0
        else text
    )
