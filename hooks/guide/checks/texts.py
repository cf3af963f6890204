"""Checks of dates and texts: references that stand for something, no typed numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from guide.checks.files import RESERVED
from guide.checks.links import blank, lines, without_code
from guide.checks.typed_numbers import typed_numbers
from guide.model.fields import INLINE
from guide.model.problems import Problem, summed
from guide.source.library import FILES, Library
from guide.source.records.annotations import marked
from guide.source.references import BadReference, Figures, all_figures, find
from guide.source.text.markdown import REFERENCE


def check_texts(library: Library) -> Iterator[Problem]:
    """Yield what is wrong within texts; what many of them refer to, and nobody knows, has one cause."""
    yield from summed((_cause(problem), problem) for problem in _texts(library))


def _cause(problem: Problem) -> object:
    """Return the last part of a name that stands for nothing, or else the problem itself."""
    unknown = re.match(r"\[\[(?:[^\]]*\.)?([^\].]+)\]\] stands for nothing", problem.message)
    return unknown[1] if unknown else problem


def _texts(library: Library) -> Iterator[Problem]:
    figures = all_figures(library)
    allowed = library.one("allowed")
    unread = _unread(library)
    for located in library.records():
        own = library.own_slug(located)
        for location, text in marked(located.record, INLINE, located.kind):
            for needle, message in _text_flaws(text, figures, allowed, own, unread):
                yield located.problem(location, message, needle=needle)
    for own, prose in library.all_prose():
        for line, text in lines(prose):
            for needle, message in _text_flaws(text, figures, allowed, own, unread):
                column = max(text.find(needle), 0) + 1
                yield Problem(path=prose.path, line=line, column=column, message=message)


def _unread(library: Library) -> set[str]:
    """Return the first words of names that cannot be judged: what they come from has problems of its own."""
    words = {word for word in RESERVED if word in FILES and word not in library.single}
    if not library.single.keys() >= FILES.keys():
        words.add("count")
    if not {"edition", "fact_types", "features"} <= library.single.keys():
        words |= library.present["facts"]
    for kind in ("facts", "opinions", "prose"):
        words |= library.present[kind] - (library.facts.keys() & library.opinions.keys())
    words |= library.present["releases"] - library.releases.keys()
    if "fact_types" in library.single:  # What is not answered may be known by other names in release lines.
        asked = library.one("fact_types").keys()
        words |= {slug for slug, sheet in library.facts.items() if asked - sheet.record.facts.keys()}
    return words


def _text_flaws(text: str, figures: Figures, allowed: Any, own: str, unread: set[str]) -> Iterator[tuple[str, str]]:
    for match in REFERENCE.finditer(without_code(text)):
        if unread & {own, match[1].split(".")[0]}:
            continue
        try:
            find(figures, match[1], own)
        except BadReference as error:
            yield match[0], str(error)
    for match in re.finditer(r"\[\[\S*", REFERENCE.sub(blank, without_code(text))):
        yield match[0], "a reference that does not end; write it on one line, such as [[edition.year]]"
    for number in typed_numbers(text, allowed):
        message = (
            f"'{number}' is typed into the text; pull it from the data by its name, such as [[edition.year]], "
            "or allow it in data/vocabulary/numbers.yml"
        )
        yield number, message
