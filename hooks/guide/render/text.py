"""Text to HTML: the editors' sentences and Markdown, with references resolved and everything escaped."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup, escape

from guide.model import urls
from guide.source.references import REFERENCE, Figures, find, parts, plain

_SMALL_HEADINGS = ("h3", "h4", "h5", "h6")


class TextWriter:
    """Writes text for one page, with its references resolved and its links relative to the page."""

    def __init__(self, figures: Figures, page: str, own: str = "", anywhere: str = "") -> None:
        """Take what references stand for, the address of the page, and the slug of its candidate, if it has one.

        A page that is shown at any address at all takes the path that the site lies under: it cannot link relatively.
        """
        self._figures = figures
        self._page = page
        self._own = own
        self.caption = ""
        self._anywhere = anywhere

    def link(self, address: str) -> str:
        """Return the way from this page to an address of the site; other addresses stay as they are."""
        if not address.startswith("/"):
            return address
        return self._anywhere + address[1:] if self._anywhere else urls.relative(address, self._page)

    def plain(self, text: str) -> str:
        """Return a sentence as plain text, references resolved; not escaped."""
        return plain(text, self._figures, self._own)

    def sentence(self, text: str) -> Markup:
        """Return a sentence as HTML: references become links, code spans become code."""
        return Markup("").join(
            self._reference(name) if name else _written(literal, code) for literal, code, name in parts(text)
        )

    def unlinked(self, text: str) -> Markup:
        """Return a sentence as HTML without links, for what is a link itself."""
        return Markup("").join(
            escape(self._figure(name).text) if name else _written(literal, code) for literal, code, name in parts(text)
        )

    def paragraphs(self, text: str) -> Markup:
        """Return text as HTML paragraphs, divided where it has empty lines."""
        parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
        return Markup("\n").join(Markup("<p>{}</p>").format(self.sentence(" ".join(part.split()))) for part in parts)

    def markdown(self, text: str, heading: str = "") -> Markup:
        """Return Markdown as HTML; raw HTML in it is shown as text, and a table is captioned with the heading above."""
        self.caption = self.plain(heading)
        return Markup(self._parser.reset().convert(text))  # noqa: S704 - raw HTML is switched off below

    @cached_property
    def _parser(self) -> Markdown:
        return _markdown(self)

    def _figure(self, name: str) -> Any:
        return find(self._figures, name, self._own)

    def _reference(self, name: str) -> Markup:
        element = self.element(name)
        if element.tag == "a":
            element.set("href", self.link(element.get("href", "")))
        return Markup(ET.tostring(element, encoding="unicode", method="html"))  # noqa: S704 - it escapes

    def element(self, name: str) -> ET.Element:
        """Return the element that a reference becomes: a link from the root of the site."""
        figure = self._figure(name)
        if not figure.address or figure.address == self._page:
            element = ET.Element("span")
        else:
            element = ET.Element("a", href=figure.address)
        if figure.origin:
            element.set("class", "figure")
            element.set("title", figure.origin)
        element.text = AtomicString(figure.text)
        return element


def _written(literal: str, code: str) -> Markup:
    """Return what stands between references as HTML: code, or text."""
    return Markup("<code>{}</code>").format(code) if code else escape(literal)


class _ReferenceProcessor(InlineProcessor):
    """Turns `[[name]]` into the figure that it stands for."""

    def __init__(self, writer: TextWriter, markdown: Markdown) -> None:
        super().__init__(REFERENCE.pattern, markdown)
        self._writer = writer

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name that Markdown calls
        self, m: re.Match[str], _data: str
    ) -> tuple[ET.Element, int, int]:
        return self._writer.element(m[1]), m.start(0), m.end(0)


class _Finisher(Treeprocessor):
    """Makes links relative, drops addresses that lead nowhere safe, names headings, captions tables."""

    def __init__(self, writer: TextWriter, markdown: Markdown) -> None:
        super().__init__(markdown)
        self._writer = writer

    def run(self, root: ET.Element) -> None:
        for link in root.iter("a"):
            address = link.get("href", "")
            if urls.is_inside(address):
                link.set("href", self._writer.link(address))
            elif not address.startswith("https://"):
                del link.attrib["href"]
        for level in _SMALL_HEADINGS:
            for heading in root.iter(level):
                _name(heading)
        for table in root.iter("table"):
            _finish_table(table, self._writer.caption)


def _finish_table(table: ET.Element, title: str) -> None:
    """Give a table a caption, and the first cell of each row and column the part of a header."""
    caption = ET.Element("caption", {"class": "unseen"})
    caption.text = AtomicString(title)
    table.insert(0, caption)
    for header in table.iterfind("thead/tr/th"):
        header.set("scope", "col")
    for first in table.findall("tbody/tr/td[1]"):
        first.tag = "th"
        first.set("scope", "row")
    for cell in table.iter():
        cell.attrib.pop("style", None)


def _name(heading: ET.Element) -> None:
    """Turn the anchor that a heading ends in, `{#the-rule}`, into its name."""
    last = heading[-1] if len(heading) else None
    text = (heading.text if last is None else last.tail) or ""
    match = re.fullmatch(r"(.*?)[ \t]+\{#([a-z0-9-]+)\}", text)
    if match and last is None:
        heading.text = match[1]
    elif match and last is not None:
        last.tail = match[1]
    if match:
        heading.set("id", match[2])
        _link_to_itself(heading)


def _link_to_itself(heading: ET.Element) -> None:
    """Make the text of a named heading a link to it, unless it holds another link."""
    if heading.find(".//a") is None:
        link = ET.Element("a", {"class": "own", "href": f"#{heading.get('id')}"})
        link.text, link[:] = heading.text, list(heading)
        heading.text, heading[:] = None, [link]


def _markdown(writer: TextWriter) -> Markdown:
    markdown = Markdown(extensions=["tables", "fenced_code", "sane_lists"])
    markdown.preprocessors.deregister("html_block")
    markdown.parser.blockprocessors.deregister("setextheader")
    for name in ("html", "image_link", "image_reference", "short_image_ref", "automail"):
        markdown.inlinePatterns.deregister(name)
    markdown.inlinePatterns.register(_ReferenceProcessor(writer, markdown), "guide_reference", 175)
    markdown.treeprocessors.register(_Finisher(writer, markdown), "guide_finisher", 0)
    return markdown
