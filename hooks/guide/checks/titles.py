"""Checks of titles and descriptions of pages: how long they may be."""

from __future__ import annotations

from collections.abc import Iterator

from guide.model.problems import Problem
from guide.model.titles import LONGEST_DESCRIPTION, LONGEST_TITLE, of_candidate, of_pair
from guide.source.library import Library
from guide.source.references import BadReference, Figures, all_figures, plain


def check_titles(library: Library) -> Iterator[Problem]:
    """Yield a problem for each title and each description that is too long, at the words that make it so."""
    figures = all_figures(library)
    yield from _front_matter(library, figures)
    for pair in library.pairs.values():
        for message in _too_long(figures, "verdict", pair.record.verdict):
            yield pair.problem(("verdict",), message)
    for slug, title in _names_too_long(library).items():
        yield library.facts[slug].problem(("name",), f"'name' makes the title '{title}'; {_most(title, LONGEST_TITLE)}")
    edition = library.located("edition")
    if len(edition.record.name) > LONGEST_TITLE:
        message = f"'name' is too long for a title; {_most(edition.record.name, LONGEST_TITLE)}"
        yield edition.problem(("name",), message)
    for message in _too_long(figures, "description", edition.record.description):
        yield edition.problem(("description",), message)


def _front_matter(library: Library, figures: Figures) -> Iterator[Problem]:
    for page in library.pages.values():
        for key, text in (("title", page.head.title), ("heading", page.head.heading or "")):
            if len(text) > LONGEST_TITLE:
                yield page.prose.head_problem(key, f"'{key}' is too long; {_most(text, LONGEST_TITLE)}")
        for message in _too_long(figures, "description", page.head.description):
            yield page.prose.head_problem("description", message)
    for slug, source in library.candidate_prose.items():
        for message in _too_long(figures, "description", source.head.description, slug):
            yield source.prose.head_problem("description", message)


def _names_too_long(library: Library) -> dict[str, str]:
    """Return the candidates whose names make a title too long, each with that title; of two, the longer name."""
    titles = {
        title: max(slugs, key=lambda slug: len(library.facts[slug].record.name))
        for slugs, title in _titles_of_names(library)
    }
    return {
        slug: title
        for title, slug in sorted(titles.items(), key=lambda item: len(item[0]))
        if len(title) > LONGEST_TITLE
    }


def _titles_of_names(library: Library) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every title that is made of names, with the candidates that are named in it."""
    names = {slug: sheet.record.name for slug, sheet in library.facts.items()}
    for slug in names.keys() & library.opinions.keys():
        yield (slug,), of_candidate(names[slug], library.opinions[slug].record.rank, len(names))
    for pair in library.pairs.values():
        match sorted(pair.record.choose.keys() & names.keys()):
            case [first, second]:
                yield (first, second), of_pair(names[first], names[second])


def _too_long(figures: Figures, key: str, text: str, own: str = "") -> Iterator[str]:
    """Yield what is wrong with the length of a description; one that refers to nothing has problems of its own."""
    try:
        description = plain(text, figures, own)
    except BadReference:
        return
    if len(description) > LONGEST_DESCRIPTION:
        yield f"'{key}' is too long for a description of the page; {_most(description, LONGEST_DESCRIPTION)}"


def _most(text: str, most: int) -> str:
    return f"it has {len(text)} characters, write at most {most}"
