"""Titles and descriptions of pages, and how long they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from guide.model.problems import Problem
from guide.model.titles import LONGEST_DESCRIPTION, LONGEST_TITLE, of_candidate, of_pair
from guide.source.library import Library, Located, PageSource
from guide.source.prose import CandidateHead, PageHead, Prose
from guide.source.references import BadReference, Figures, all_figures, plain


def check_titles(library: Library) -> Iterator[Problem]:
    """Yield a problem for each title and each description that is too long, at the words that make it so."""
    figures = all_figures(library)
    for page in library.pages.values():
        yield from _headed(page)
        yield from _described(figures, page)
    for slug, candidate in library.candidate_prose.items():
        yield from _described(figures, candidate, slug)
    for pair in library.pairs.values():
        yield from _summed_up(figures, pair, "verdict")
    for slug, title in _names_too_long(library).items():
        yield library.facts[slug].problem(("name",), f"'name' makes the title '{title}'; {_most(title, LONGEST_TITLE)}")
    yield from _edition(figures, library.located("edition"))


def _headed(page: PageSource[PageHead]) -> Iterator[Problem]:
    for key, text in (("title", page.head.title), ("heading", page.head.heading or "")):
        if len(text) > LONGEST_TITLE:
            yield _in_front_matter(page.prose, key, f"'{key}' is too long; {_most(text, LONGEST_TITLE)}")


def _described(
    figures: Figures, page: PageSource[PageHead] | PageSource[CandidateHead], own: str = ""
) -> Iterator[Problem]:
    for message in _too_long(figures, "description", page.head.description, own):
        yield _in_front_matter(page.prose, "description", message)


def _summed_up(figures: Figures, located: Located[Any], key: str) -> Iterator[Problem]:
    for message in _too_long(figures, key, getattr(located.record, key)):
        yield located.problem((key,), message)


def _edition(figures: Figures, edition: Located[Any]) -> Iterator[Problem]:
    name = edition.record.name
    if len(name) > LONGEST_TITLE:
        yield edition.problem(("name",), f"'name' is too long for a title; {_most(name, LONGEST_TITLE)}")
    yield from _summed_up(figures, edition, "description")


def _names_too_long(library: Library) -> dict[str, str]:
    """Return the candidates whose names make a title too long, each with that title; of two, the longer name."""
    titles = {
        title: max(slugs, key=lambda slug: len(library.facts[slug].record.name)) for slugs, title in _made(library)
    }
    return {
        slug: title
        for title, slug in sorted(titles.items(), key=lambda item: len(item[0]))
        if len(title) > LONGEST_TITLE
    }


def _made(library: Library) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every title that is made of names, with the candidates that are named in it."""
    names = {slug: sheet.record.name for slug, sheet in library.facts.items()}
    for slug in names.keys() & library.opinions.keys():
        yield (slug,), of_candidate(names[slug], library.opinions[slug].record.rank, len(names))
    for pair in library.pairs.values():
        match sorted(pair.record.choose.keys() & names.keys()):
            case [one, other]:
                yield (one, other), of_pair(names[one], names[other])


def _too_long(figures: Figures, key: str, text: str, own: str = "") -> Iterator[str]:
    """Yield what is wrong with the length of a description; one that refers to nothing has problems of its own."""
    try:
        said = plain(text, figures, own)
    except BadReference:
        return
    if len(said) > LONGEST_DESCRIPTION:
        yield f"'{key}' is too long for a description of the page; {_most(said, LONGEST_DESCRIPTION)}"


def _most(text: str, most: int) -> str:
    return f"it has {len(text)} characters, write at most {most}"


def _in_front_matter(prose: Prose, key: str, message: str) -> Problem:
    for number, line in enumerate(prose.head, 2):
        match = re.match(rf'\s*"?{key}"?\s*:\s*', line)
        if match:
            return Problem(path=prose.path, line=number, column=match.end() + 1, message=message)
    return Problem(path=prose.path, message=message)
