"""The files for programs that read whole sites: robots.txt, llms.txt and llms-full.txt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from guide.derive import routes
from guide.derive.guide import Guide
from guide.model import formats
from guide.pages import markdown
from guide.pages.page import Page
from guide.render import escaping
from guide.render.text import TextWriter

_FIRST = ("index", "short-list", "how-to-pick", "compare", "code", "method")
_WHOLE = ("index", "short-list", "how-to-pick", "method", "candidate", "pair", "code", "not-ranked", "changes")
"""The kinds of page that llms-full.txt holds, in order; the comparison is left out, which only repeats the others."""


def _robots(guide: Guide, _pages: Sequence[Page]) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {guide.whole(routes.SITEMAP)}\n"


def _full(guide: Guide, pages: Sequence[Page]) -> str:
    """Return the twins of the most telling pages, one after another."""
    whole = sorted((page for page in pages if page.kind in _WHOLE), key=lambda page: _WHOLE.index(page.kind))
    return "\n".join(markdown.twin(guide, page) for page in whole)


def _index(guide: Guide, pages: Sequence[Page]) -> str:
    """Return the list of what is to be read, in the form that llmstxt.org describes."""
    by_kind = {kind: [page for page in pages if page.kind == kind] for kind in {page.kind for page in pages}}
    named = {*_FIRST, "candidate", "pair"}
    sections = {
        "The guide": [_twin(guide, page) for kind in _FIRST for page in by_kind.get(kind, ())],
        f"{guide.edition.subject.many.capitalize()}, by rank": [_twin(guide, page) for page in by_kind["candidate"]],
        "Written verdicts on two": [_twin(guide, page) for page in by_kind.get("pair", ())],
        "Data and feeds": list(_data(guide)),
        "Optional": [*(_twin(guide, page) for page in pages if page.listed and page.kind not in named), _whole(guide)],
    }
    parts = ("\n".join((f"## {title}", "", *lines)) for title, lines in sections.items() if lines)
    return "\n\n".join((*_introduction(guide), *parts)) + "\n"


def _introduction(guide: Guide) -> Iterator[str]:
    edition = guide.edition
    yield f"# {escaping.markdown(edition.name, at_start=False)}"
    yield f"> {escaping.markdown(TextWriter(guide.figures, '/').plain(edition.description))}"
    yield (
        f"This is the {edition.year} edition of {formats.date(edition.published)}; the newest of its facts is of "
        f"{formats.date(guide.as_of)}. Ranks, verdicts and judgements are the editors' opinion. A fact has a source "
        "and a date. Every page has a twin in Markdown: put `index.md` behind its address."
    )
    yield " ".join(
        f"{escaping.markdown(licence.covers)}: [{escaping.markdown(licence.name)}]({licence.address})."
        for licence in edition.licences
    )


def _twin(guide: Guide, page: Page) -> str:
    name = guide.pages["index"].head.title if page.kind == "index" else page.title
    return _line(name, guide.whole(routes.twin_path(page.address)), page.lead)


def _data(guide: Guide) -> Iterator[str]:
    root = guide.whole(routes.API_ROOT)
    yield _line("OpenAPI description", guide.whole(routes.OPENAPI), "Every document below, and its schema.")
    for endpoint in routes.endpoints(guide):
        if endpoint.is_one:
            yield _line(f"{endpoint.name}.json", f"{root}/{endpoint.path}", endpoint.title)
    first = guide.candidates[0]
    yield _line(routes.CHANGES_TITLE, guide.whole(routes.CHANGES_FEED), "An Atom feed.")
    description = f"An Atom feed; every {guide.edition.subject.one} has one."
    yield _line(f"News of {first.name}", guide.whole(routes.feed_path(first.slug)), description)
    yield _line("Support calendar", guide.whole(routes.CALENDAR), "Support ends and announced releases.")


def _whole(guide: Guide) -> str:
    return _line("All of it", guide.whole(routes.LLMS_FULL), "The twins of the pages that matter, in one file.")


def _line(name: str, address: str, description: str) -> str:
    return f"- [{escaping.markdown(name, at_start=False)}]({address}): {escaping.markdown(description, at_start=False)}"


MAKERS: Mapping[str, Callable[[Guide, Sequence[Page]], str]] = {
    routes.ROBOTS: _robots,
    routes.LLMS: _index,
    routes.LLMS_FULL: _full,
}
"""What makes each file of the guide and its pages, by the path of the file on the site."""
