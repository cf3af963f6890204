"""Text to HTML: the editors' sentences and Markdown, with references resolved and everything escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from guide.model import urls
from guide.source.references import Figures, find, parts, plain
from guide.source.text.markdown import OPTIONS, parse

_ANCHOR = re.compile(r"(.*?)[ \t]+\{#([a-z0-9-]+)\}")
"""The anchor that a heading ends in."""


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
            self.reference(name) if name else _written(literal, code) for literal, code, name in parts(text)
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
        return Markup(self._renderer.markdown(text))  # noqa: S704 - raw HTML is escaped below

    @cached_property
    def _renderer(self) -> _Renderer:
        return _Renderer(self)

    def _figure(self, name: str) -> Any:
        return find(self._figures, name, self._own)

    def reference(self, name: str) -> Markup:
        """Return the HTML of what a name stands for: a link to its place, if it has one on another page."""
        figure = self._figure(name)
        leads = bool(figure.address) and figure.address != self._page
        attributes = {
            "href": self.link(figure.address) if leads else "",
            "class": "figure" if figure.origin or (leads and figure.text.isdecimal()) else "",
            "title": figure.origin,
        }
        written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
        tag = "a" if leads else "span"
        return Markup(f"<{tag}{written}>{escape(figure.text)}</{tag}>")  # noqa: S704 - escaped above


def _written(literal: str, code: str) -> Markup:
    """Return what stands between references as HTML: code, or text."""
    return Markup("<code>{}</code>").format(code) if code else escape(literal)


class _Renderer(RendererHTML):
    """Writes the tokens of Markdown as HTML in which nothing is led to but https and this site."""

    def __init__(self, writer: TextWriter) -> None:
        super().__init__()
        self._writer = writer

    def markdown(self, text: str) -> str:
        """Return Markdown as HTML."""
        tokens = parse(text)
        _finish_tables(tokens)
        return str(self.render(tokens, OPTIONS, {})).rstrip("\n")

    # What follows is called by the names of the tokens.

    def text(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Return text; raw HTML is text."""
        return html.escape(tokens[idx].content, quote=False)

    text_special = text

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return HTML within a line, as text."""
        return self.text(tokens, idx, options, env)

    def html_block(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Return HTML as a paragraph of text."""
        return f"<p>{html.escape(tokens[idx].content.strip(), quote=False)}</p>\n"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return what stands in the place of an image: its description."""
        return html.escape(self.renderInlineAsText(tokens[idx].children, options, env), quote=False)

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the start of a link, which leads nowhere if its address is neither https nor of this site."""
        address = str(tokens[idx].attrGet("href"))
        if urls.is_inside(address):
            return f'<a href="{html.escape(self._writer.link(address))}">'
        return self.renderToken(tokens, idx, options, env) if address.startswith("https://") else "<a>"

    def reference_of_ours(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Return what a reference stands for."""
        return str(self._writer.reference(tokens[idx].content))

    def table_open(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Return the start of a table, with the heading above it as its caption."""
        caption = html.escape(self._writer.caption, quote=False)
        return f'<table>\n<caption class="unseen">{caption}</caption>\n'

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the start of a heading; the anchor that its text ends in names it, and its text leads to itself."""
        inline = tokens[idx + 1].children or []
        last = inline[-1] if inline else None
        match = _ANCHOR.fullmatch(last.content) if last and last.type == "text" else None
        if not match or last is None:
            return self.renderToken(tokens, idx, options, env)
        last.content = match[1]
        if any(token.type in ("link_open", "reference_of_ours") for token in inline):
            return f'<{tokens[idx].tag} id="{match[2]}">'
        inline.insert(0, Token("html", "", 0, content=f'<a class="own" href="#{match[2]}">'))
        inline.append(Token("html", "", 0, content="</a>"))
        return f'<{tokens[idx].tag} id="{match[2]}">'

    def html(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Return HTML of our own making."""
        return tokens[idx].content


def _finish_tables(tokens: Sequence[Token]) -> None:
    """Give the first cell of each row and column of a table the part of a header."""
    is_first = False
    for token in tokens:
        if token.type == "tr_open":
            is_first = True
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {"scope": "row"} if is_first else {}
            token.tag = "th" if is_first else "td"
        elif token.type == "td_close":
            token.tag = "th" if is_first else "td"
            is_first = False
