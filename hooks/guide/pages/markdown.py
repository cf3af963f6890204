"""Markdown twins: the content of each page, made from its HTML, for programs and people who read Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from urllib.parse import urljoin

from lxml.etree import _Element

from guide.derive import routes
from guide.derive.guide import Guide
from guide.pages.page import Page
from guide.render import escaping
from guide.render.html import parsed, text_of

_DROPPED = frozenset(
    {
        *("button", "input", "script", "select", "style", "svg"),
        *("details.citing", "div.act", "nav.contents", "caption.unseen", "p.legend"),
    }
)
"""What is of use on a page only: controls, pictures, text to be pasted, the list of headings, and what repeats one."""

_WORDS_OF_LOOKS: Mapping[str, str] = {
    "small": "({})",
    ".evidence": "({})",
    ".language": "({})",
    ".moment": "({})",
    "span.note": "({})",
    "p.note": "· {}",
    ".case": "{}:",
    ".situation": "{}:",
}
"""What a page shows by styles alone, in words: the text around each kind of element."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_BLOCKS = _HEADINGS | {
    *(
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
    ),
    *("li", "main", "nav", "noscript", "ol", "p", "pre", "section", "summary", "table", "ul"),
}
"""Elements that stand on lines of their own."""

_HAS_HEADING = "./li//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
"""What makes the entries of a list sections."""

_MARKS: Mapping[str, str] = {"b": "**", "strong": "**", "em": "*", "i": "*"}

_SPACES = re.compile(r"\s+")

_SPACES_TO_FOLD = re.compile(r"[^\S ]|  ")
"""Spaces that are not one and plain already, as nearly all are."""


def twin(guide: Guide, page: Page) -> str:
    """Return the twin of a page: front matter, and the content of the page."""
    return _head(guide, page) + body(guide, page)


def has_one(page: Page) -> bool:
    """Return whether a page has a twin: the page for missing addresses and tombstones have none."""
    return page.listed


def body(guide: Guide, page: Page) -> str:
    """Return the content of a page as Markdown with whole addresses."""
    address = guide.whole(page.address)
    return guide.cache.remember_of("markdown", (page.packed, address), lambda: converted(page.body, address))


def converted(page: str, address: str) -> str:
    """Return the HTML of a page as Markdown; takes the address that its links start from."""
    return "\n\n".join(_Writer(address).blocks(parsed(page))) + "\n"


def _head(guide: Guide, page: Page) -> str:
    licence, document = guide.edition.licences[0], routes.document_of(guide, page.address)
    fields = {
        "title": page.title,
        "description": page.description,
        "address": guide.whole(page.address),
        "guide": f"{guide.edition.name}, {guide.edition.year} edition",
        "updated": page.updated.text,
        "licence": f"{licence.name}, {licence.address}",
        **({"data": guide.whole(document)} if document else {}),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(("---", *lines, "---", "", ""))


class _Writer:
    """Writes the elements of one page as Markdown that holds nothing that could be taken for HTML."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._numeral = ""
        """The number of an entry, until its heading comes."""

    def blocks(self, parent: _Element, *, flat: bool = False) -> list[str]:
        """Return the paragraphs, lists and tables within an element; flat ones stand in the cell of a table."""
        blocks: list[str] = []
        line = _text(parent.text, at_start=not flat)
        for child in parent:
            looks = _looks(child)
            if self._is_left_out(child, looks):
                pass
            elif looks.tag in _BLOCKS:
                blocks += [*_line(line), *self._block(child, looks, flat=flat)]
                line = ""
            else:
                line += self._inline(child, looks, at_start=not line.strip() and not flat)
            line += _text(child.tail, at_start=not line.strip() and not flat)
        return [*blocks, *_line(line)]

    def _is_left_out(self, element: _Element, looks: _Looks) -> bool:
        """Return whether an element is of use on a page only; for the eye alone, only marks are kept."""
        if looks.dropped or "hidden" in element.attrib:
            return True
        if looks.tag == "form" and element.find(".//table") is None:
            return True
        if "aria-hidden" not in element.attrib or not re.search(r"\w", text_of(element)):
            return False
        if ".numeral" in looks.names and element.xpath("ancestor::li"):
            self._numeral = f"{text_of(element)}. "
        return True

    def _block(self, element: _Element, looks: _Looks, *, flat: bool) -> list[str]:
        match looks.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                blocks = self._heading(element)
            case "ul" | "ol" if not flat and not element.xpath(_HAS_HEADING):
                blocks = self._list(element)
            case "dl":
                blocks = self._terms(element)
            case "pre":
                blocks = [_fenced(element)]
            case "table":
                blocks = self._table(element)
            case "hr":
                blocks = ["---"]
            case _:
                blocks = _with_looks(self.blocks(element, flat=flat), looks, element)
        return blocks

    def _heading(self, element: _Element) -> list[str]:
        numeral, self._numeral = self._numeral, ""
        text = self._content(element)
        return _line(f"{'#' * int(element.tag[1])} {numeral}{text.strip()}" if text.strip() else "")

    def _list(self, element: _Element) -> list[str]:
        entries = (self.blocks(entry) for entry in element.iterchildren("li"))
        marks = (f"{number}. " if element.tag == "ol" else "- " for number in count(1))
        return ["\n".join(_entry(mark, blocks) for blocks, mark in zip(filter(None, entries), marks, strict=False))]

    def _terms(self, element: _Element) -> list[str]:
        """Return a list of terms, which Markdown does not know, as an ordinary one; each description is a sentence."""
        entries: list[list[str]] = []
        for part in element.iter("dt", "dd"):
            if part.tag == "dt":
                term = self._content(part).strip()
                entries.append([f"**{term}** " if term.endswith("?") else f"**{term}**: "])
            elif entries:
                first, *others = self.blocks(part) or [""]
                before = entries[-1][-1]
                end = "" if before.endswith((" ", ".", "?", "!", ":")) else "."
                entries[-1][-1] += first if before.endswith(" ") else f"{end} {first}"
                entries[-1] += others
        return ["\n".join(_entry("- ", blocks) for blocks in entries)]

    def _table(self, element: _Element) -> list[str]:
        rows = [list(row.iterchildren("th", "td")) for row in element.iter("tr")]
        lines = [f"| {' | '.join(self._cell(cell) for cell in row)} |" for row in rows]
        if not rows:
            return []
        lines.insert(1, "|" + " --- |" * sum(int(cell.get("colspan", "1")) for cell in rows[0]))
        caption = element.find("caption")
        if caption is None or self._is_left_out(caption, _looks(caption)):
            return ["\n".join(lines)]
        return [f"{self._content(caption).strip()}:", "\n".join(lines)]

    def _cell(self, element: _Element) -> str:
        text = " ".join(self.blocks(element, flat=True)).replace("\n", " ")
        return text + " |" * (int(element.get("colspan", "1")) - 1)

    def _content(self, element: _Element, *, at_start: bool = False) -> str:
        """Return the content of an element on one line."""
        line = _text(element.text, at_start=at_start)
        for child in element:
            looks = _looks(child)
            if not self._is_left_out(child, looks):
                line += self._inline(child, looks, at_start=at_start and not line.strip())
            line += _text(child.tail, at_start=at_start and not line.strip())
        return line

    def _inline(self, element: _Element, looks: _Looks, *, at_start: bool = False) -> str:
        (text,) = _with_looks([self._content(element, at_start=at_start)], looks, element)
        match looks.tag:
            case "code":
                return _code(element)
            case "a" if "href" in element.attrib and ".own" not in looks.names:
                return _within("[", text, f"]({self._target(element)})")
            case "img":
                return escaping.markdown(element.get("alt", ""), at_start=False)
            case "q":
                return f'"{text}"'
        mark = _MARKS.get(looks.tag) or ("**" if looks.is_bold and not _is_bold(element) else "")
        return _within(mark, text, mark) if mark else f" {text} " if looks.tag in _BLOCKS else text

    def _target(self, link: _Element) -> str:
        """Return the whole address of a link, without the marks that would end it."""
        target = str(link.get("href", ""))
        if target.startswith("#"):
            whole = self._address + target
        else:
            whole = target if target.startswith(("https://", "webcal://")) else urljoin(self._address, target)
        return whole.replace("(", "%28").replace(")", "%29")


@dataclass(frozen=True)
class _Looks:
    """What is known of an element by its name and its classes."""

    tag: str
    names: frozenset[str]
    """The selectors that match it: its name, its classes, and both together."""
    dropped: bool
    is_bold: bool
    before: str
    after: str
    """The words for its style, before its first part and after its last."""


def _looks(element: _Element) -> _Looks:
    return _looks_of(element.tag, element.get("class", ""))


@lru_cache(maxsize=512)
def _looks_of(tag: object, classes: str) -> _Looks:
    """Return what is known of an element; a comment has no name and is left out."""
    own = str(tag) if isinstance(tag, str) else ""
    words = classes.split()
    names = frozenset({own, *(f".{word}" for word in words), *(f"{own}.{word}" for word in words)})
    before, after = next((_WORDS_OF_LOOKS[look] for look in _WORDS_OF_LOOKS if look in names), "{}").split("{}")
    return _Looks(own, names, not own or bool(names & _DROPPED), bool(names & {".status", ".word"}), before, after)


def _with_looks(parts: list[str], looks: _Looks, element: _Element) -> list[str]:
    """Return parts with the words for the style of their element before the first and after the last."""
    before, after = looks.before, looks.after
    if not (before or after) or not parts or (before and text_of(element).startswith(before)):
        return parts
    first, *others = parts
    *others, last = before + first, *others
    return [*others, last + after]


def _is_bold(element: _Element) -> bool:
    return any(True for _ in element.iterancestors("b", "dt"))


def _text(text: str | None, *, at_start: bool = False) -> str:
    if not text or text.isspace():
        return " " if text else ""
    return escaping.markdown(_SPACES.sub(" ", text) if _SPACES_TO_FOLD.search(text) else text, at_start=at_start)


def _line(text: str) -> list[str]:
    """Return a line with one space where there are many; nothing for an empty one."""
    stripped = text.strip()
    return [re.sub(" {2,}", " ", stripped) if "  " in stripped else stripped] if stripped else []


def _within(before: str, text: str, after: str) -> str:
    """Return a text between marks, with the spaces at its ends outside of them."""
    words = text.strip()
    return text.replace(words, f"{before}{words}{after}", 1) if words else text


def _entry(mark: str, blocks: list[str]) -> str:
    """Return an entry of a list; its other lines stand below the first, not below its mark."""
    return mark + re.sub(r"\n(?=.)", "\n" + " " * len(mark), "\n\n".join(blocks).strip())


def _code(element: _Element) -> str:
    """Return code on a line; a bar in it would end the cell of a table."""
    text = _SPACES.sub(" ", str(text_of(element)))
    fence = _fence(text, 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    bar = "\\|" if any(True for _ in element.iterancestors("table")) else "|"
    return f"{fence}{space}{text.replace('|', bar)}{space}{fence}" if text.strip() else text


def _fenced(element: _Element) -> str:
    text: str = text_of(element)
    languages = [look for code in element.iter("code") for look in _looks(code).names if look.startswith(".language-")]
    fence = _fence(text, 3)
    return f"{fence}{languages[0].removeprefix('.language-') if languages else ''}\n{text.strip()}\n{fence}"


def _fence(text: str, least: int) -> str:
    """Return a run of backticks that is longer than any in the text."""
    return "`" * max(least, *(len(run) + 1 for run in ["", *re.findall("`+", text)]))
