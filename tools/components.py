"""The components of the site on one page, for the eye: taken from built pages, as readers get them. Not published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from built import Site
from kinds import kinds
from lxml import html

COMPONENTS: Mapping[str, tuple[str, str]] = {
    "Sentence with gaps": ("index", "sentence"),
    "Key of the ratings": ("index", "legend"),
    "Rating strip, in a row": ("index", "strip"),
    "Rating strip, at the head of a page": ("candidate", "grades"),
    "Source mark": ("candidate", "src"),
    "Bar of a long page": ("candidate", "bar"),
    "Contents": ("candidate", "contents"),
    "Folded section": ("candidate", "fold"),
    "Quotation": ("candidate", "quote"),
    "Support, in a row": ("index", "support"),
    "Timeline": ("index", "#two-years"),
}
"""What each is called, a kind of page that has it, and the class or the id that marks it."""

_OPEN = frozenset({"strip", "fold"})
"""Those that are shown closed, then open."""


def components_page(site: Site) -> str:
    """Return a page with every component of a built site under its name; those that are missing are named as such."""
    pages = {kind: site.pages[address] for kind, address in kinds(site).items()}
    shown = {kind: pages[kind] for kind, _ in COMPONENTS.values()}
    texts = "".join(page.html for page in shown.values())
    styles = dict.fromkeys(re.findall(r"<head>.*?(<style>.*?</style>)", texts, re.DOTALL))
    parts = "".join(
        f"<section><h2>{name}</h2>{''.join(_taken(shown[kind].tree, mark)) or '<p>missing</p>'}</section>"
        for name, (kind, mark) in COMPONENTS.items()
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Components</title>{''.join(styles)}<main id='content'><h1>Components</h1>{parts}</main></html>"
    )


def _taken(tree: html.HtmlElement, mark: str) -> Iterator[str]:
    """Yield the first element with a class, or the one with an id; once more where opening it shows more."""
    condition = f"@id='{mark[1:]}'" if mark.startswith("#") else f"contains(concat(' ', @class, ' '), ' {mark} ')"
    for element in tree.xpath(f"(//*[{condition}])[1]"):
        element.tail = None
        yield html.tostring(element, encoding="unicode")
        if mark in _OPEN:
            element.set("open", "")
            yield html.tostring(element, encoding="unicode")
