"""Checks of pages, sections, links, redirects and of what was taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guide.model import urls
from guide.model.problems import Problem, meant, summed
from guide.source.library import PAGES, Library, Unread
from guide.source.text.markdown import without_code_blocks
from guide.source.text.prose import Prose

SECTIONS: Mapping[str, frozenset[str]] = {
    "index": frozenset({"what-the-order-means", "stance", "short-list"}),
    "compare": frozenset({"reading", "limits"}),
    "how-to-pick": frozenset({"the-rule", "by-language", "every-rule"}),
    "rules": frozenset({"in-order", "cautions"}),
    "fields": frozenset({"files", "keys"}),
    "404": frozenset(),
}
"""The sections of the pages whose template places each one; the other pages show whatever they have."""


def site_pages(library: Library) -> set[str]:
    """Return the addresses of all pages; raise Unread if the edition could not be read."""
    many = library.one("edition").subject.many
    if library.present["facts"] and not library.present["prose"]:
        raise Unread("prose")  # The folder of the prose is not where the edition says.
    pages = {urls.candidate(many, slug) for slug in library.present["facts"]}
    pages |= {f"{urls.COMPARE}{name}/" for name in library.present["pairs"]}
    if library.samples and "code" in library.pages:
        sections = library.pages["code"].prose.sections
        pages |= {urls.CODE, *(urls.task(section.id) for section in sections[2:])}
    return pages | {urls.prose(name) for name in PAGES if name != "404"}


def check_redirects(library: Library) -> Iterator[Problem]:
    redirects = library.located("redirects")
    pages = site_pages(library)
    seen = _leading_on(library)
    for number, redirect in enumerate(redirects.record):
        new = redirect.new.partition("#")[0]
        if redirect.old in pages or redirect.old in seen:
            yield redirects.problem((number, "old"), f"'{redirect.old}' is taken; a redirect starts where no page is")
        if not redirect.is_possible:
            message = (
                "a page leads to a page, a file to a file of the same ending, an anchor to one on the same page; "
                "write both like that"
            )
            yield redirects.problem((number, "new"), message)
        elif new.endswith("/") and new not in pages:
            message = f"'{new}' is not a page; {meant(new, pages)}"
            yield redirects.problem((number, "new"), message)
        seen.add(redirect.old)


def _leading_on(library: Library) -> set[str]:
    """Return the addresses that lead to a page without an entry among the redirects."""
    many = library.one("edition").subject.many
    aliases = {slug: sheet.record.aliases for slug, sheet in library.facts.items()}
    ways = {urls.candidate(many, alias) for several in aliases.values() for alias in several}
    for pair in library.pairs.values():
        match [(slug, *aliases.get(slug, ())) for slug in pair.record.choose]:
            case [first, second]:
                ways |= set(urls.pair_in_any_words(first, second))
    return ways


def check_retired(library: Library) -> Iterator[Problem]:
    """Check that no retired address leads on; whether a page still stands there shows when pages are written."""
    retired = library.located("retired")
    seen = site_pages(library) | _leading_on(library) | {redirect.old for redirect in library.one("redirects")}
    for number, entry in enumerate(retired.record):
        for position, address in enumerate(entry.addresses):
            if address in seen:
                message = f"'{address}' is taken; what is retired leads nowhere, remove it here or there"
                yield retired.problem((number, "addresses", position), message)
            seen.add(address)


def check_sections(library: Library) -> Iterator[Problem]:
    yield from summed(_sections(library))


def _sections(library: Library) -> Iterator[tuple[object, Problem]]:
    sections = {urls.anchor(key): section for key, section in library.one("terms").sections.items()}
    for source in library.candidate_prose.values():
        here = {section.id for section in source.prose.sections}
        for section in source.prose.sections:
            if not section.id and section.text.strip():
                message = "text before the first section is not shown; move it under a heading"
                yield message, Problem(path=source.prose.path, line=section.line, message=message)
            if section.id and section.id not in sections:
                message = f"'{section.id}' is not a section of these pages; {meant(section.id, sections)}"
                yield source.prose.path, Problem(path=source.prose.path, line=section.line - 1, message=message)
        # One that stands there under another name is told already.
        if not source.prose.is_torn and here <= {"", *sections}:
            lacking = [id for id, section in sections.items() if section.required and id not in here]
            for id in lacking[:1]:
                more = f", and none of {', '.join(f'{{#{other}}}' for other in lacking[1:])}" if lacking[1:] else ""
                message = f"no section {{#{id}}}{more}; it answers: {sections[id].question}"
                yield message, Problem(path=source.prose.path, message=message)


def check_placed_sections(library: Library) -> Iterator[Problem]:
    for name in library.pages.keys() & SECTIONS.keys():
        prose, expected = library.pages[name].prose, SECTIONS[name]
        for section in prose.sections:
            if section.id and section.id not in expected:
                message = f"'{section.id}' is not a section of this page; {meant(section.id, expected)}"
                yield Problem(path=prose.path, line=section.line - 1, message=message)
        here = {section.id for section in prose.sections}
        for id in () if prose.is_torn or here - {"", *expected} else expected - here:
            yield Problem(path=prose.path, message=f"no section {{#{id}}}; this page needs it")


_STARTS = "links start with https:// or with /"


def check_prose_links(library: Library) -> Iterator[Problem]:
    pages = site_pages(library)
    for _, prose in library.all_prose():
        for line, column, target in (link for section in prose.sections for link in section.links):
            page = target.split("#")[0]
            if target.startswith("#") or page in pages or line in prose.flawed:
                continue
            hint = meant(page, pages) if urls.is_inside(target) else urls.https_flaw(target)
            if hint:
                hint = hint if target.startswith(("https://", "/")) else _STARTS
                yield Problem(path=prose.path, line=line, column=column, message=f"'{target}' leads nowhere; {hint}")


def lines(prose: Prose) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each line that has no problem of its form; code is left out."""
    yield from enumerate(prose.head_lines, 2)
    for section in prose.sections:
        numbered = enumerate(
            (f"## {section.heading}", *without_code_blocks(section.text).split("\n")), section.line - 1
        )
        yield from ((number, text) for number, text in numbered if number not in prose.flawed)


def blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def without_code(text: str) -> str:
    return re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", blank, text)
