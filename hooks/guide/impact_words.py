"""What a change does to the words of a guide: every text that is no cell, no rank and no rule, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from guide.guide import Candidate, Guide, Versus
from guide.impact_cells import differences
from guide.prose import Prose
from guide.reading import FILES, PageSource

_TOLD_ELSEWHERE = {
    "facts": {"facts", "more", "in_the_box"},
    "opinions": {"rank", "tier", "verdict", "judgements"},
    "decision": {"rules"},
}
"""The keys of each kind of record that are cells, ranks or rules."""

_NAMES = ("id", "candidate", "name", "old", "says")
"""What an entry of a list goes by, where it has one of these."""


@dataclass(frozen=True, kw_only=True)
class WordChange:
    """A text that changed."""

    file: str
    place: str
    """Where in the file: keys with dots between them, or the anchor of a section."""
    address: str
    """The page that it belongs to, from the root of the site; empty if it belongs to no single one."""
    before: str | None
    after: str | None

    @property
    def words(self) -> tuple[int, int]:
        """How many words it had and has."""
        return len((self.before or "").split()), len((self.after or "").split())


@dataclass(frozen=True, kw_only=True)
class _File:
    address: str
    texts: Mapping[str, str]


def compare_words(before: Guide, after: Guide) -> tuple[WordChange, ...]:
    """Return every text that differs; of files that only one of the guides has nothing is told."""
    old, new = dict(_files(before)), dict(_files(after))
    return tuple(
        WordChange(
            file=path,
            place=difference.name,
            address=new[path].address,
            before=difference.before,
            after=difference.after,
        )
        for path in old
        if path in new
        for difference in differences(old[path].texts, new[path].texts)
    )


def _files(guide: Guide) -> Iterator[tuple[str, _File]]:
    for name, (path, _) in FILES.items():
        if name not in ("allowed", "evidence"):
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


def _record(value: Any, name: str) -> dict[str, str]:
    left_out = _TOLD_ELSEWHERE.get(name, set())
    return {place: text for place, text in _leaves(value) if place.partition(".")[0] not in left_out}


def _prose(source: PageSource[Any], address: str) -> _File:
    return _File(address=address, texts={**dict(_leaves(source.head)), **dict(_sections(source.prose))})


def _sections(prose: Prose) -> Iterator[tuple[str, str]]:
    for section in prose.sections:
        yield f"#{section.id}", _folded(f"{section.heading} {section.text}")


def _leaves(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a value with its place; a list of texts is one text."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name), _within(place, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, _within(place, str(name)))
    elif isinstance(value, tuple) and any(isinstance(inner, BaseModel | Mapping) for inner in value):
        for position, inner in enumerate(value, 1):
            yield from _leaves(inner, _within(place, _name(inner, position)))
    elif isinstance(value, tuple):
        yield place, " · ".join(_folded(str(inner)) for inner in value)
    elif value is not None:
        yield place, _folded(str(value))


def _name(entry: Any, position: int) -> str:
    return next((str(getattr(entry, name)) for name in _NAMES if getattr(entry, name, None)), str(position))


def _within(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _folded(text: str) -> str:
    """Return a text without its line breaks: where they stand makes no difference to readers."""
    return " ".join(text.split())
