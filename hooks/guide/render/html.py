"""What can be addressed within a page: its anchors, its links and what its forms keep in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

_PARTS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "section", "li", "tr", "th", "dt", "span"})
"""What an anchor that others may link to can name; the ids of controls, remarks and captions are for the page alone."""

_HOLDS_TEXT = re.compile(r"<(?:h[1-6]|li|th|td|dt|dd|p)\b[^>]*>")

_NAMED = re.compile(r'<[^<>]* id="([^"]*)"')

_TEXT = etree.XPath("string()")

_CHOICES = ("radio", "checkbox")


@dataclass(frozen=True)
class Contents:
    """What can be addressed within a page."""

    ids: frozenset[str]
    anchors: frozenset[str]
    """Those ids that others may link to."""
    former: frozenset[str]
    """Those that are kept only for the links of others."""
    links: tuple[str, ...]
    parameters: frozenset[str]
    """Of the query: each name, and each name with a value that it may have."""


def contents_of(page: etree._Element) -> Contents:
    """Return what can be addressed within a page; takes its tree."""
    elements = list(page.iter(etree.Element))
    named = [(element, id) for element in elements if (id := element.get("id"))]
    return Contents(
        ids=frozenset(id for _, id in named),
        anchors=frozenset(id for element, id in named if _is_anchor(element)),
        former=frozenset(id for element, id in named if element.get("class") == "former"),
        links=tuple(link for element in elements if (link := element.get("href")) is not None),
        parameters=frozenset(_parameters(page)),
    )


def _is_anchor(element: etree._Element) -> bool:
    return element.tag in _PARTS or (element.tag == "div" and "hidden" not in element.attrib)


def _parameters(page: etree._Element) -> Iterator[str]:
    name = ""
    for control in page.iter("input", "select", "option"):
        if next(control.iterancestors("form"), control).get("action"):
            continue  # Its answers stand in the address of another page.
        if control.tag != "option":
            name = control.get("name") or ""
            yield from filter(None, [name])
        if name and (control.tag == "option" or control.get("type") in _CHOICES):
            values = [control.get("value"), *(control.get("data-former") or "").split()]
            yield from (f"{name}={value}" for value in values if value)


def parsed(body: str) -> etree._Element:
    """Return the tree of a page's HTML; what stands around it is called `body`.

    The elements are those of libxml2: lxml.html would ask a function of Python for the class of each.
    """
    tree = etree.fromstring(f"<html><body>{body}</body></html>", etree.HTMLParser())
    return tree[0]


def text_of(element: etree._Element) -> str:
    """Return all text within an element."""
    return str(_TEXT(element)) if len(element) else element.text or ""


def ids(body: str) -> frozenset[str]:
    """Return every id on a page of ours, without the pains of a whole parser."""
    return frozenset(_NAMED.findall(body))


def with_former(body: str, ways: Mapping[str, str]) -> str:
    """Return a page on which former anchors lead to where their present ones do.

    Takes the present anchor for each former one; those whose present one is not on the page are left out.
    """
    for old, new in ways.items():
        mark = re.search(rf'<[^<>]* id="{re.escape(new)}"', body)
        place = mark and _HOLDS_TEXT.search(body, mark.start())
        if place:
            body = f'{body[: place.end()]}<span class="former" id="{old}"></span>{body[place.end() :]}'
    return body
