"""Checks of the names that stand in records: each must be in its vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from guide.model.fields import Names
from guide.model.problems import Problem, meant, once
from guide.source.library import Library, Located, Unread
from guide.source.records.annotations import annotated

_VOCABULARIES: Mapping[str, tuple[str, Callable[[Library], Collection[str]]]] = {
    "candidates": ("in this guide", lambda library: library.present["facts"]),
    "criteria": ("a criterion", lambda library: library.one("criteria")),
    "fact_types": ("a kind of fact", lambda library: library.one("fact_types")),
    "features": ("a feature", lambda library: library.one("features").features),
    "languages": ("a known language", lambda library: library.one("languages")),
    "moments": ("a known moment", lambda library: library.one("terms").moments),
    "origins": ("an origin", lambda library: library.one("decision").origins),
    "questions": ("a question", lambda library: library.one("decision").questions),
    "statuses": ("a status", lambda library: library.one("features").statuses),
    "styles": ("a known style", lambda library: library.one("terms").styles),
    "tiers": ("a tier", lambda library: library.one("terms").tiers),
}
"""For each vocabulary, what a name in it is called in messages, and how its names are read."""


def check_names(library: Library) -> Iterator[Problem]:
    """Yield each name that is unknown, at the first place where it stands."""
    yield from once(problem for located in library.records() for problem in unknown_names(library, located))


def unknown_names(library: Library, located: Located[Any]) -> Iterator[Problem]:
    """Yield a problem for each name in a record that is not in its vocabulary, if that could be read."""
    for location, name, names, is_key in annotated(located.record, Names, located.kind):
        noun, words_of = _VOCABULARIES[names.vocabulary]
        try:
            words = words_of(library)
        except Unread:
            continue
        if name not in words:
            yield located.problem(location, f"'{name}' is not {noun}; {meant(name, words)}", key=is_key)
