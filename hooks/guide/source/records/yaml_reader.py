"""YAML text to plain values, each with its place, by rules that leave nothing to guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

import yaml

from guide.model.problems import Location, Place, Problem, once
from guide.source.characters import is_plain, masked, unseen, unseen_message, unseen_problems

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+|[-+]?0[0-9]+")
_CONSTANTS = {"true": True, "false": False}
_COMMENT = re.compile(r"[ \t]+(?=#)")
_ENTRY = re.compile(r"\n[ \t]*(?=- )")
_DATE = re.compile(r"[0-9-]+")
_HEADER = re.compile(r"[|>]([-+0-9]*)(.*)")
_BLANK = re.compile(r"(?<![\w`])BLANK(?![\w`])")
_NUMBER = "an unquoted number, {0}; a version is text, write '{0}', and a count is whole"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A data file as values: mappings, tuples, text, whole numbers and booleans."""

    path: str
    text: str
    value: Any
    spoiled: frozenset[Location]
    """Values that already have a problem of their own."""
    doubled: frozenset[Location] = frozenset()
    """Keys that stand where another was meant, perhaps: each is there twice."""
    blanks: tuple[Location, ...] = ()
    """Values that still wait for somebody to write them."""
    first_line: int = 1
    """The line of the file on which the text starts."""

    @cached_property
    def _places(self) -> tuple[Mapping[Location, Place], Mapping[Location, Place]]:
        """Where each value and each key starts: read again when something is wrong; they are many."""
        reader = _Reader(self.path, self.first_line, self.text)
        reader.read(self.text)
        return reader.values, reader.keys

    @property
    def values(self) -> Mapping[Location, Place]:
        """Where each value starts."""
        return self._places[0]

    @property
    def keys(self) -> Mapping[Location, Place]:
        """Where each key starts."""
        return self._places[1]

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_places"}

    def place(self, location: Location, *, key: bool = False) -> Place:
        """Return the place of a value (or of its key), else of the nearest thing around it."""
        chosen, otherwise = (self.keys, self.values) if key else (self.values, self.keys)
        while location:
            if location in chosen:
                return chosen[location]
            if location in otherwise:
                return otherwise[location]
            location = location[:-1]
        return self.values.get((), (self.first_line, 1))

    def place_within(self, location: Location, needle: str) -> Place:
        """Return the place of `needle` in the value at `location`, else of the value itself."""
        line, column = self.place(location)
        lines = self.text.split("\n")
        for number in range(line - self.first_line, len(lines)):
            start = lines[number].find(needle, column - 1 if number == line - self.first_line else 0)
            if start >= 0:
                return number + self.first_line, start + 1
        return line, column

    def problem(self, location: Location, message: str, *, key: bool = False, needle: str = "") -> Problem:
        """Return a problem that points at a value, at its key, or at `needle` within it."""
        line, column = self.place_within(location, needle) if needle else self.place(location, key=key)
        return Problem(path=self.path, line=line, column=column, message=message)


def read_document(path: str, text: str, *, first_line: int = 1) -> tuple[Document | None, list[Problem]]:
    """Read one YAML document.

    Takes the path to name in problems, the text, and the line of the file on which it starts.
    Returns the document, or None where the text is no YAML or more than one document, and every problem of its form.
    """
    strange = [*once(_tabs(path, text, first_line)), *once(unseen_problems(path, text, first_line, but="\t"))]
    reader = _Reader(path, first_line, text)
    try:
        value = reader.read(text)
    except yaml.YAMLError as error:
        return None, strange or [_syntax_problem(path, text, first_line, error)]
    except RecursionError:
        return None, [Problem(path=path, line=first_line, message="nested too deeply; close the brackets")]
    if reader.is_torn:
        return None, strange + reader.problems
    document = Document(
        path=path,
        text=text,
        value=value,
        spoiled=frozenset(reader.spoiled),
        doubled=frozenset(reader.doubled),
        blanks=tuple(reader.blanks),
        first_line=first_line,
    )
    return document, strange + reader.problems


def find_blank(text: str) -> int:
    """Return where in a text the word BLANK keeps the place of something still to be written, or -1."""
    match = _BLANK.search(text)
    return match.start() if match else -1


def _tabs(path: str, text: str, first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n") if "\t" in text else (), first_line):
        if "\t" in line:
            column = line.index("\t") + 1
            yield Problem(path=path, line=number, column=column, message="a tab; use spaces")


def _syntax_problem(path: str, text: str, first_line: int, error: yaml.YAMLError) -> Problem:
    """Locate a syntax error with the pure Python parser, whose positions are better than libyaml's."""
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.ScalarEvent) and (match := next(unseen(event.value), None)):
                # libyaml stops at half a character; to the other one it is a character like any.
                return _problem_at(path, first_line, event.start_mark, unseen_message(match[0]))
    except yaml.YAMLError as better:
        error = better
    except ValueError:
        pass  # The escape of a number that is no character's: libyaml has said so.
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    message = f"broken YAML: {what}; check the indentation, the quotes and the colons here and just above"
    return _problem_at(path, first_line, getattr(error, "problem_mark", None), message)


def _problem_at(path: str, first_line: int, mark: Any, message: str) -> Problem:
    line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    return Problem(path=path, line=line, column=column, message=message)


@dataclass
class _Reader:
    """Turns the parser's events into values and remembers where each one stood."""

    path: str
    first_line: int
    text: str
    values: dict[Location, Place] = field(default_factory=dict)
    keys: dict[Location, Place] = field(default_factory=dict)
    spoiled: set[Location] = field(default_factory=set)
    doubled: set[Location] = field(default_factory=set)
    blanks: list[Location] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    events: Iterator[Any] = field(default_factory=lambda: iter(()))
    is_torn: bool = False
    """Whether the text is more than one document."""

    def read(self, text: str) -> Any:
        self.events = iter(yaml.parse(text, Loader=_LOADER))
        value: Any = None
        starts = (event for event in self.events if isinstance(event, yaml.DocumentStartEvent))
        if start := next(starts, None):
            if start.version or start.tags:
                self._complain(start, (), "a directive, '%'; remove it, every file is read alike")
            value = self._value(next(self.events), ())
        for event in starts:
            # What a second document takes along is missing in the first: that follows from this.
            self.problems.clear()
            self._complain(event, (), "a second document; one file holds one document, remove the '---'")
            self.is_torn = True
            break
        return value

    def _value(self, event: Any, location: Location) -> Any:
        self.values.setdefault(location, self._place(event))
        if isinstance(event, yaml.AliasEvent):
            return self._complain(event, location, f"an alias, '*{event.anchor}'; write the value out")
        if event.anchor:
            self._complain(event, location, f"an anchor, '&{event.anchor}'; remove it, aliases are not used here")
        if event.tag:
            self._complain(event, location, f"a tag, '{event.tag}'; remove it, the type follows from the key")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(location)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(location, in_line=bool(event.flow_style))
        return self._scalar(event, location)

    def _sequence(self, location: Location) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*location, len(items))))
        return tuple(items)

    def _mapping(self, location: Location, *, in_line: bool) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        doubled, is_empty = 0, False
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, location)
            inner = (*location, key)
            if key in entries:
                doubled += 1
                first = self.keys[inner][0]
                # Of what was pasted once more, the first line says enough; so does a key that stands in too far.
                if doubled == 1 and not is_empty:
                    self._complain(event, inner, f"'{key}' is here twice; the first is on line {first}, keep one")
                self.spoiled.add(inner)
                self.doubled.add(inner)
            self.keys.setdefault(inner, self._place(event))
            of_key = next(self.events)
            is_empty = isinstance(of_key, yaml.ScalarEvent) and not of_key.value and of_key.implicit[0]
            value = self._value_of(event, inner, of_key, in_line=in_line)
            entries.setdefault(key, value)
        return entries

    def _value_of(self, key: Any, location: Location, event: Any, *, in_line: bool) -> Any:
        """Return the value of a key; between braces, a comma within a text makes a key of what follows it."""
        if in_line and isinstance(event, yaml.ScalarEvent) and not event.value and event.implicit[0]:
            self._complain(key, location, f"'{location[-1]}' has no value; if it is part of a text, quote that text")
            return None
        return self._value(event, location)

    def _key(self, event: Any, location: Location) -> str:
        if isinstance(event, yaml.ScalarEvent):
            return self._name(event, location)
        inner = (*location, "?")
        self._complain(event, inner, "a key must be plain text; quote it if it starts with a special character")
        self._value(event, inner)
        return "?"

    def _name(self, event: Any, location: Location) -> str:
        """Return a key as it can stand in a problem."""
        if event.value.isascii() and event.value.isidentifier():
            return str(event.value)
        key = masked(event.value).replace("\n", "\ufffd")
        if "\n" in event.value:
            self._complain(event, (*location, key), "a key of several lines; write it on one")
            return key
        self._refuse_unseen(event, (*location, key))
        return key

    def _refuse_unseen(self, event: Any, location: Location) -> None:
        """Tell what a scalar holds that nobody sees, unless it stands so in the file: then it is told already."""
        if not is_plain(event.value):
            raw = self.text[event.start_mark.index : event.end_mark.index]
            self.spoiled.add(location)
            for match in islice(unseen(event.value, but=raw), 1):
                self._complain(event, location, unseen_message(match[0]))

    def _scalar(self, event: Any, location: Location) -> Any:
        text: str = event.value
        self._refuse_unseen(event, location)
        if find_blank(text) >= 0:
            self.blanks.append(location)
            self.spoiled.add(location)
            return text
        if not event.implicit[0]:
            self._refuse_header(event, location)
            return text
        return self._unquoted(event, location, text)

    def _unquoted(self, event: Any, location: Location, text: str) -> Any:
        if text.lower() in ("", "~", "null"):
            return self._complain(event, location, "an empty value; write it, or leave the key out")
        if _DECIMAL.fullmatch(text):
            return self._complain(event, location, _NUMBER.format(text))
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        self._refuse_cut(event, location)
        return text

    def _refuse_cut(self, event: Any, location: Location) -> None:
        """Tell where a text without quotes ends before its author thinks so, or goes on after that."""
        end = event.end_mark.index
        if (comment := _COMMENT.match(self.text, end)) and not _DATE.fullmatch(event.value):
            message = "what follows '#' is a comment and left out; quote the text, or give the comment its own line"
            self._complain_at(comment.end(), location, message)
        if "\n" in self.text[event.start_mark.index : end] and (
            entry := _ENTRY.search(self.text, event.start_mark.index, end)
        ):
            message = "an entry that stands in too far joins the text above; give it the place of its neighbours"
            self._complain_at(entry.end(), location, message)

    def _refuse_header(self, event: Any, location: Location) -> None:
        """Tell what is behind the sign of a text in lines of its own that changes the text, or is none of it."""
        if event.style in ("|", ">"):
            header = _HEADER.match(self.text, event.start_mark.index)
            if header and ("#" in header[2] or header[1] not in ("", "-")):
                message = f"only a '-' may stand behind '{event.style}'; start the text on the next line"
                self._complain(event, location, message)

    def _complain_at(self, index: int, location: Location, message: str) -> None:
        """Add a problem at a character of the text."""
        line, column = self.text.count("\n", 0, index), index - self.text.rfind("\n", 0, index)
        self.problems.append(Problem(path=self.path, line=line + self.first_line, column=column, message=message))
        self.spoiled.add(location)

    def _complain(self, event: Any, location: Location, message: str) -> None:
        line, column = self._place(event)
        self.problems.append(Problem(path=self.path, line=line, column=column, message=message))
        self.spoiled.add(location)

    def _place(self, event: Any) -> Place:
        return event.start_mark.line + self.first_line, event.start_mark.column + 1
