"""New files and entries, complete and commented, with a BLANK wherever somebody has to write something.

They are made from the records and the vocabulary, whose descriptions and questions are the comments.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, get_args, get_origin

import yaml
from pydantic import BaseModel, StringConstraints

from guide.model import urls
from guide.model.facts import Fact, FeatureAnswer, Page
from guide.model.fields import Names
from guide.model.opinions import Opinion
from guide.model.problems import Location
from guide.model.vocabulary import Section
from guide.source.json_schemas import fields_in_order, known_words
from guide.source.library import Library
from guide.source.validation import kinds_at

Given = Mapping[Location, str]
"""What is known already: YAML, by the place where it belongs."""

Notes = Mapping[str, Mapping[str, Sequence[str]]]
"""What has to be said of each name in a vocabulary, in paragraphs."""

_STEP = 2
_WIDTH = 118

_ALSO: Mapping[type[BaseModel], frozenset[str]] = {
    Fact: frozenset({"value", "source"}),
    FeatureAnswer: frozenset({"name"}),
    Opinion: frozenset({"in_no_rule"}),
}
"""Fields that may be left out, and usually are not."""

_FORMS = {
    "text": "text",
    "version": "a version, in quotes",
    "date": "a date: a year, a month or a day",
    "count": "a whole number",
    "address": "a whole https address",
}
"""What the value of each type of fact is."""


_FEW = 8
"""Of how many words each is explained."""


def notes_of(library: Library) -> dict[str, dict[str, list[str]]]:
    """Return what contributors are told of each name; raise Unread where a file of the vocabulary is broken."""
    notes = {name: {key: [text] for key, text in words.items()} for name, words in known_words(library).items()}
    for key, kind in library.one("fact_types").items():
        notes["fact_types"][key] = [f"{kind.question} ({_FORMS[kind.type]})"]
    for key, feature in library.one("features").features.items():
        notes["features"][key] = [f"{feature.label}: {feature.line}" if feature.line else feature.label]
    for key, criterion in library.one("criteria").items():
        notes["criteria"][key] += [f"{word}: {meaning}" for word, meaning in criterion.words.items()]
    return notes


def file_text(kind: type[BaseModel], notes: Notes, given: Given, head: Iterable[str]) -> str:
    """Return a whole data file.

    Takes the kind of record in it, what to say of the names in it, what is known already, and the comments that it
    opens with.
    """
    lines = _Writer(notes=notes, given=given).record(kind, (), 0)
    return "\n".join([*head, *lines]) + "\n"


def prose_text(sections: Mapping[str, Section]) -> str:
    """Return a candidate's prose: its head, and each section that is needed with the question that it answers."""
    needed = {key: section.question for key, section in sections.items() if section.required}
    parts = [f"\n## BLANK {{#{urls.anchor(key)}}}\n\nBLANK: {question}\n" for key, question in needed.items()]
    return "".join(["---\ndescription: BLANK\n---\n", *parts])


def comment(text: str, indent: int = 0) -> list[str]:
    """Return text as lines of comment."""
    start = " " * indent + "# "
    return textwrap.wrap(" ".join(text.split()), _WIDTH, initial_indent=start, subsequent_indent=start)


def scalar(text: str) -> str:
    """Return a text as YAML on one line, with quotes where it needs them, between brackets too."""
    return str(yaml.safe_dump([text], default_flow_style=True, allow_unicode=True, width=sys.maxsize)).strip()[1:-1]


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Writes records; every field is explained where it first occurs."""

    notes: Notes
    given: Given
    explained: set[Any] = field(default_factory=set)

    def record(self, model: type[BaseModel], location: Location, indent: int) -> Iterator[str]:
        for name in self._fields(model, location):
            info = model.model_fields[name]
            yield from self._explained((model, name), self._meanings(info), indent)
            head = f"{' ' * indent}{name}:"
            yield from self._value(head, info.annotation, info.metadata, (*location, name), indent)
        spare = [name for name in fields_in_order(model) if name not in self._fields(model, location)]
        if spare:
            yield from self._explained(model, [f"May stand here too: {', '.join(spare)}."], indent)

    def _fields(self, model: type[BaseModel], location: Location) -> list[str]:
        started = {name for name, info in model.model_fields.items() if info.is_required()}
        started |= {name for kind, names in _ALSO.items() if issubclass(model, kind) for name in names}
        started |= {str(place[len(location)]) for place in self.given if place[: len(location)] == location}
        return [name for name in fields_in_order(model) if name in started]

    def _meanings(self, info: Any) -> list[str]:
        """Return what a field means; then the words that it may hold, each with its meaning where they are few."""
        inner = get_args(info.annotation)[0] if get_origin(info.annotation) is tuple else info.annotation
        names = next((mark for mark in (*info.metadata, *_marks(inner)) if isinstance(mark, Names)), None)
        known = self.notes.get(names.vocabulary, {}) if names else {}
        if len(known) > _FEW:
            return [f"{info.description or ''} One of: {', '.join(known)}."]
        return [info.description or "", *(f"{word}: {' '.join(notes)}" for word, notes in known.items())]

    def _explained(self, what: Any, paragraphs: Iterable[str], indent: int) -> list[str]:
        if what in self.explained:
            return []
        self.explained.add(what)
        return [line for paragraph in paragraphs for line in comment(paragraph, indent)]

    def _value(self, head: str, kind: Any, marks: Sequence[Any], location: Location, indent: int) -> Iterator[str]:
        """Yield what stands behind a key, with the key in front."""
        branch = kinds_at([kind], ())[0]
        if location in self.given:
            yield f"{head} {self.given[location]}"
        elif branch is Page:
            yield from self._source(head, location, indent)
        elif isinstance(branch, type) and issubclass(branch, BaseModel):
            yield from (head, *self.record(branch, location, indent + _STEP))
        elif get_origin(branch) is dict:
            yield from (head, *self._mapping(branch, location, indent + _STEP))
        elif get_origin(branch) is tuple:
            yield from self._list(head, get_args(branch)[0], _least(marks), location, indent + _STEP)
        else:
            in_paragraphs = any(isinstance(mark, StringConstraints) and mark.strip_whitespace for mark in marks)
            yield from (f"{head} >-", f"{' ' * (indent + _STEP)}BLANK") if in_paragraphs else (f"{head} BLANK",)

    def _source(self, head: str, location: Location, indent: int) -> Iterator[str]:
        fields = Page.model_fields
        for name, info in fields.items():
            yield from self._explained((Page, name), [f"{name}: {info.description}"], indent)
        parts = (f"{name}: {self.given.get((*location, name), 'BLANK')}" for name in fields)
        yield f"{head} {{{', '.join(parts)}}}"

    def _mapping(self, kind: Any, location: Location, indent: int) -> Iterator[str]:
        names = next(mark for mark in _marks(get_args(kind)[0]) if isinstance(mark, Names))
        inner = get_args(kind)[1]
        for key, paragraphs in self.notes[names.vocabulary].items():
            for paragraph in paragraphs:
                yield from comment(paragraph, indent)
            yield from self._value(f"{' ' * indent}{key}:", inner, _marks(inner), (*location, key), indent)

    def _list(self, head: str, kind: Any, least: int, location: Location, indent: int) -> Iterator[str]:
        branch = kinds_at([kind], ())[0]
        if any(isinstance(mark, Names) for mark in _marks(kind)):
            yield f"{head} [{', '.join(['BLANK'] * least)}]"
            return
        yield head
        for number in range(least):
            if isinstance(branch, type) and issubclass(branch, BaseModel):
                yield from _dashed(self.record(branch, (*location, number), indent + _STEP), indent)
            else:
                yield f"{' ' * indent}- BLANK"


def _dashed(lines: Iterable[str], indent: int) -> Iterator[str]:
    """Yield the lines of an entry of a list; the comments on its first key stand above its dash."""
    started = False
    for line in lines:
        if started:
            yield line
        elif line.lstrip().startswith("#"):
            yield " " * indent + line.lstrip()
        else:
            started = True
            yield f"{' ' * indent}- {line.lstrip()}"


def _marks(kind: Any) -> tuple[Any, ...]:
    return get_args(kind)[1:] if get_origin(kind) is Annotated else ()


def _least(marks: Sequence[Any]) -> int:
    return next((mark.min_length for mark in marks if getattr(mark, "min_length", None)), 1)
