"""What a change does to the words of a guide: every text that is no cell, rank, rule or entry, before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from guide.derive.candidates import Candidate, Versus
from guide.derive.guide import Guide
from guide.source.library import FILES, PageSource
from guide.source.prose import Prose

_TOLD_ELSEWHERE = {
    "facts": {"facts", "more", "in_the_box"},
    "opinions": {"rank", "tier", "verdict", "judgements"},
    "decision": {"rules"},
}
"""The keys of each kind of record that are cells, ranks or rules."""

_NOT_HERE = {"allowed", "evidence", "changes", "redirects"}
"""The files of which readers see nothing, or only cells, or that are told entry by entry."""

_NAMES = ("id", "candidate", "name", "says")
"""What an entry of a list goes by, where it has one of these."""


@dataclass(frozen=True, kw_only=True)
class WordChange:
    """A text that changed."""

    file: str
    place: str
    """Where in the file: keys with dots between them, or the anchor of a section; an entry that came or went whole."""
    address: str
    """The page that it belongs to, from the root of the site; empty if it belongs to no single one."""
    before: str | None
    after: str | None

    @property
    def words(self) -> tuple[int, int]:
        """How many words it had and has."""
        return len((self.before or "").split()), len((self.after or "").split())


Place = tuple[str, ...]
"""Where in a file: the keys that lead to a text; an entry of a list goes by its name, else by its number."""


@dataclass(frozen=True, kw_only=True)
class _File:
    address: str
    texts: Mapping[Place, str]


def compare_words(before: Guide, after: Guide) -> tuple[WordChange, ...]:
    """Return every text that differs; of files that only one of the guides has nothing is told."""
    old, new = dict(_files(before)), dict(_files(after))
    return tuple(change for path in old if path in new for change in _changes(path, old[path], new[path]))


def _changes(path: str, before: _File, after: _File) -> Iterator[WordChange]:
    """Yield the texts of one file that differ; an entry that came or went is one text."""
    old, new = before.texts, after.texts
    for place in old:
        if place in new and old[place] != new[place]:
            yield _change(path, after, place, old[place], new[place])
    for entry, text in _entries(new, old):
        yield _change(path, after, entry, None, text)
    for entry, text in _entries(old, new):
        yield _change(path, after, entry, text, None)


def _change(path: str, file: _File, place: Place, before: str | None, after: str | None) -> WordChange:
    return WordChange(file=path, place=".".join(place), address=file.address, before=before, after=after)


def _entries(texts: Mapping[Place, str], others: Mapping[Place, str]) -> Iterator[tuple[Place, str]]:
    """Yield what only the first of two files has, each entry with all of its texts."""
    known = {other[:length] for other in others for length in range(len(other) + 1)}
    found: dict[Place, list[str]] = defaultdict(list)
    for place, text in texts.items():
        if place not in others:
            depth = next((length for length in range(1, len(place)) if place[:length] not in known), len(place))
            found[place[:depth]].append(text)
    return ((entry, " · ".join(parts)) for entry, parts in found.items())


def _files(guide: Guide) -> Iterator[tuple[str, _File]]:
    for name, (path, _) in FILES.items():
        if name not in _NOT_HERE:
            yield path, _File(address="", texts=_record(getattr(guide, name), name))
    for candidate in guide.candidates:
        yield from _candidate(candidate)
    for versus in guide.pairs:
        yield _pair(versus)
    for name, source in guide.pages.items():
        yield source.prose.path, _prose(source, "/" if name == "index" else f"/{name}/")


def _candidate(candidate: Candidate) -> Iterator[tuple[str, _File]]:
    for name, record in (("facts", candidate.sheet), ("opinions", candidate.opinion)):
        yield f"data/{name}/{candidate.slug}.yml", _File(address=candidate.address, texts=_record(record, name))
    yield candidate.prose.prose.path, _prose(candidate.prose, candidate.address)


def _pair(versus: Versus) -> tuple[str, _File]:
    return f"data/pairs/{versus.name}.yml", _File(address=versus.address, texts=_record(versus.pair, "pairs"))


def _record(value: Any, name: str) -> dict[Place, str]:
    left_out = _TOLD_ELSEWHERE.get(name, set())
    return {place: text for place, text in _leaves(value) if place[0] not in left_out}


def _prose(source: PageSource[Any], address: str) -> _File:
    return _File(address=address, texts={**dict(_leaves(source.head)), **dict(_sections(source.prose))})


def _sections(prose: Prose) -> Iterator[tuple[Place, str]]:
    for section in prose.sections:
        yield (f"#{section.id}",), _folded(f"{section.heading} {section.text}")


def _leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield every text in a value with its place; a list of texts is one text."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name), (*place, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, (*place, str(name)))
    elif isinstance(value, tuple) and any(isinstance(inner, BaseModel | Mapping) for inner in value):
        for number, inner in enumerate(value, 1):
            yield from _leaves(inner, (*place, _name(inner) or str(number)))
    elif isinstance(value, tuple) and value:
        yield place, " · ".join(_folded(str(inner)) for inner in value)
    elif not (value is None or value is False or value == ()):
        yield place, _folded(str(value))


def _name(entry: Any) -> str:
    return next((str(getattr(entry, name)) for name in _NAMES if getattr(entry, name, None)), "")


def _folded(text: str) -> str:
    """Return a text without its line breaks: where they stand makes no difference to readers."""
    return " ".join(text.split())
