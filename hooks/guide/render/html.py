"""What can be addressed within a page: its anchors, its links and what its forms keep in the address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

_PARTS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "section", "li", "tr", "th", "dt", "span"})
"""What an anchor that others may link to can name; the ids of controls, remarks and captions are for the page alone."""

_HOLDS_TEXT = re.compile(r"<(?:h[1-6]|li|th|td|dt|dd|p)\b[^>]*>")

_NAMED = re.compile(r'<[^<>]* id="([^"]*)"')

_CHOICES = ("radio", "checkbox")

Attributes = Mapping[str, str | None]


class Contents(HTMLParser):
    """Collects what can be addressed within a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.anchors: set[str] = set()
        """Those ids that others may link to."""
        self.former: set[str] = set()
        """Those that are kept only for the links of others."""
        self.links: list[str] = []
        self.parameters: set[str] = set()
        """What stands behind the question mark: each name, and each name with a value that it may have."""
        self._control = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if id := attributes.get("id"):
            self.ids.add(id)
            if tag in _PARTS or (tag == "div" and "hidden" not in attributes):
                self.anchors.add(id)
            if attributes.get("class") == "former":
                self.former.add(id)
        if (link := attributes.get("href")) is not None:
            self.links.append(link)
        if tag in ("input", "select"):
            self._control = attributes.get("name") or ""
            self.parameters |= {self._control} - {""}
        if attributes.get("type") in _CHOICES or tag == "option":
            self._value(attributes)

    def _value(self, attributes: Attributes) -> None:
        values = [attributes.get("value"), *(attributes.get("data-former") or "").split()]
        self.parameters |= {f"{self._control}={value}" for value in values if self._control and value}


def ids(html: str) -> frozenset[str]:
    """Return every id on a page of ours, without the pains of a whole parser."""
    return frozenset(_NAMED.findall(html))


def with_former(html: str, ways: Mapping[str, str]) -> str:
    """Return a page on which former anchors lead to where their present ones do.

    Takes the present anchor for each former one; those whose present one is not on the page are left out.
    """
    for old, new in ways.items():
        mark = re.search(rf'<[^<>]* id="{re.escape(new)}"', html)
        place = mark and _HOLDS_TEXT.search(html, mark.start())
        if place:
            html = f'{html[: place.end()]}<span class="former" id="{old}"></span>{html[place.end() :]}'
    return html
