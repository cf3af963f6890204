"""Markdown as the editor of a repository's host previews it: CommonMark with tables.

What that editor would show and we do not, or what is half typed, is told with its place instead of being guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
"""A name between double square brackets."""

_DEEPER_THAN_ANY_FILE = 200

_OPAQUE = "\ufffc"
"""Stands in a text for what is no text: code, a reference, an escaped character."""

_ROW = re.compile(r" {0,3}\|.*\|[ \t]*")
_END_OF_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*")
_DRAWN = frozenset({"mermaid", "math", "geojson", "topojson", "stl"})
"""Languages of code blocks that the host draws."""

_NO_HTML = "raw HTML; write Markdown, or put it between backticks"
_NO_IMAGE = "an image; prose has none, say it in words"
_NO_ALERT = "an alert box; write the sentence as it is"
_NO_BULLET = "a bullet of an office; start the entries of a list with '- '"
_NO_NOTE = "a footnote; say it in the text, or link to its source"
_NO_TASK = "a list of tasks; write a plain list"
_NO_LINK = "square brackets that are no link; write [words](https://…), or \\[ for a bracket"
_BARE = "a bare address; write [words](https://…), or put it between < and >"
_NO_CODE = "a backtick without its counterpart; close the code, or write \\`"
_NO_END = "a mark without its counterpart; close what it opens, or put a backslash before it"
_NO_STRIKE = "words struck through; take them out"
_NO_TABLE = "a row of no table; a table needs a line such as | --- | --- | under its head"
_NO_ROW = "a row of a table without a bar at both ends; begin and end each with |"
_NO_ADDRESS = "an address below the text; write [words](https://…) where the words are"
_NO_ANCHOR = "an anchor behind no heading; write it at the end of a heading's line"
_NO_HEADING = "a heading without a space behind its #; put one there"
_NO_FORMULA = "a formula; write it between backticks"
_NO_PICTOGRAM = "a picture by its name; write a word"
_NO_BREAK = "a backslash with nothing behind it; remove it, or write \\\\ for a backslash"

_ONCE = frozenset({_NO_BULLET, _NO_NOTE, _NO_TASK})
"""What comes in several parts, of which the first is told."""

_LEFT: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(pattern, re.MULTILINE), message)
    for pattern, message in (
        (r"\[\[[^\]]*\]{0,2}", ""),  # Whoever knows the names says what is wrong with it.
        (r"\[!\w+\]|^!!![ \t]+\w.*", _NO_ALERT),
        (r"^\s*[\u2022\u2023\u25aa\u25cf](?=\s)", _NO_BULLET),
        (r"!\[[^\]\n]*\]?(?:\([^)\n]*\)?|\[[^\]\n]*\]?)?", _NO_IMAGE),
        (r"\[\^[^\]\n]*\](?::.*)?", _NO_NOTE),
        (r"\A\[[ xX]?\](?=\s)", _NO_TASK),
        (r"^\[[^\[\]\n]+\]:.*", _NO_ADDRESS),
        (r"\[[^\[\]\n]*\](?:\s?\([^)\n]*\)?|\s?\[[^\]\n]*\]?)?|\]\([^)\n]*\)?|[\[\]]", _NO_LINK),
        (r"<(?:[A-Za-z/?]|!--).*?(?:>|$)", _NO_HTML),
        (r"(?i:(?<![a-z])(?:https?|ftp)://|\bwww\.(?=\w))\S+", _BARE),
        (r"(?<!\w)\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\w)|\$\$", _NO_FORMULA),
        (r"`+", _NO_CODE),
        (r"~~?(?=\S)[^~\n]*[^~\s]~~?(?!\w)", _NO_STRIKE),
        (r"\*\*|__(?!\w*__)|(?<!\s)\*|\*(?!\s|\Z)|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|~~", _NO_END),
        (r"^\s*\|.*|^[ \t]*:?-[-: \t]*\|[-:| \t]*$", _NO_TABLE),
        (r"\{#[^}\n]*\}?", _NO_ANCHOR),
        (r"^\s*#{1,6}(?=\w)", _NO_HEADING),
        (r"(?<![\w:]):[a-z_]+:(?![\w:])", _NO_PICTOGRAM),
        (r"\\[ \t]*$", _NO_BREAK),
    )
)
"""What no text holds once Markdown has been read, unless it was meant to be something else; in this order."""

_SUSPICIOUS = re.compile(r"[\[\]<`~*_|{#$:\\\u2022\u2023\u25aa\u25cf]|(?i:www\.)|!!!")


class _Markdown(MarkdownIt):
    """Takes addresses as they are typed: which of them may be led to is said elsewhere."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the name that the parser calls
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - likewise
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - likewise
        return link


@cache
def _parser() -> MarkdownIt:
    parser = (
        _Markdown("commonmark", {"maxNesting": _DEEPER_THAN_ANY_FILE})
        .enable("table")
        .disable(["reference", "text_join"])
    )
    parser.inline.ruler.before("link", "reference_of_ours", _reference)
    return parser


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - called so by the parser
    match = REFERENCE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("reference_of_ours", "", 0).content = match[1]
    state.pos = match.end()
    return True


OPTIONS = _parser().options
"""How the tokens are written as HTML."""


def parse(text: str) -> list[Token]:
    """Return Markdown as the tokens of markdown-it; a reference is one of the type `reference_of_ours`."""
    return _parser().parse(text)


def blocks(text: str) -> list[Token]:
    """Return the blocks of Markdown, without what is in them."""
    tokens: list[Token] = []
    _parser().block.parse(text, _parser(), {}, tokens)
    return tokens


def code_lines(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the number, from 0, of each line that belongs to a block of code."""
    for token in tokens:
        if token.type in ("fence", "code_block") and token.map:
            yield from range(*token.map)


def without_code_blocks(text: str) -> str:
    """Return Markdown with its blocks of code blanked; its lines stay where they are."""
    if "```" not in text and "~~~" not in text and "    " not in text and "\t" not in text:
        return text
    code = frozenset(code_lines(blocks(text)))
    return "\n".join("" if number in code else line for number, line in enumerate(text.split("\n")))


def open_fence(tokens: Sequence[Token], lines: Sequence[str]) -> int | None:
    """Return the line, from 0, of a block of code that does not end; None if there is none."""
    for token in tokens:
        if token.type == "fence" and token.map:
            first, end = token.map
            last = _END_OF_FENCE.fullmatch(lines[end - 1]) if end - 1 > first else None
            if not last or last[1][0] != token.markup[0] or len(last[1]) < len(token.markup):
                return first
    return None


@dataclass(frozen=True)
class Markdown:
    """What a reader of Markdown has to know of a text; lines and columns count from 0."""

    flaws: tuple[tuple[int, int, str], ...]
    """Line, column and what is wrong, of each form that is not understood or half typed."""
    links: tuple[tuple[int, int, str], ...]
    """Line, column and target of each link."""


def read(text: str) -> Markdown:
    """Return what is wrong with Markdown, and where it leads."""
    lines = text.split("\n")
    tokens = parse(text)
    inline = [token for token in tokens if token.type == "inline" and token.map]
    links = [
        (token, child)
        for token in inline
        for child, words in pairwise(token.children or ())
        if child.type == "link_open" and not words.content.startswith("^")
    ]
    return Markdown(
        flaws=tuple(dict.fromkeys([*_block_flaws(tokens, lines), *_tabs(tokens, lines)])),
        links=tuple((*_place_of_link(lines, token, child), str(child.attrGet("href"))) for token, child in links),
    )


def _place_of_link(lines: Sequence[str], token: Token, link: Token) -> tuple[int, int]:
    target = re.escape(str(link.attrGet("href")))
    pattern = re.compile(rf"\]\(\s*<?{target}|<{target}>")
    first, end = token.map or (0, len(lines))
    for number in range(first, end):
        if match := pattern.search(lines[number]):
            return number, match.start()
    return first, 0


def _tabs(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    fences = [range(*token.map) for token in tokens if token.type == "fence" and token.map and not token.level]
    for number, line in enumerate(lines):
        if "\t" in line and not any(number in fence for fence in fences):
            yield number, line.index("\t"), "a tab; write spaces"


def _block_flaws(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    before: Token | None = None
    once: set[str] = set()
    for token in tokens:
        first = token.map[0] if token.map else 0
        if token.type == "html_block":
            yield first, len(lines[first]) - len(lines[first].lstrip()), _NO_HTML
        elif token.type == "heading_open":
            yield from _heading_flaws(token, first)
        elif token.type == "list_item_close" and before and before.type == "list_item_open" and before.map:
            yield before.map[0], 0, "an entry of a list with nothing in it; write it, or remove its mark"
        elif token.type == "table_open" and token.map:
            yield from _table_flaws(token.level, range(*token.map), lines)
        elif token.type == "fence" and token.info.split(maxsplit=1)[:1] and token.info.split()[0].lower() in _DRAWN:
            yield first, 0, "a drawing; prose has none, say it in words"
        elif token.type == "inline" and token.map:
            told = set(once)
            is_heading = before is not None and before.type == "heading_open"
            for line, needle, message in _inline_flaws(token, is_heading=is_heading):
                if message not in told:
                    told.add(message)
                    once |= told & _ONCE
                    yield (*_place(lines, first + line, token.map[1], needle), message)
        before = token


def _heading_flaws(token: Token, first: int) -> Iterator[tuple[int, int, str]]:
    if token.markup in ("=", "-"):
        yield first, 0, "a heading by a line under it; write it as ## Words {#anchor}"
    elif token.level:
        yield first, 0, "a heading within a list or a quotation; give it lines of its own"


def _table_flaws(level: int, rows: range, lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    bare = next((row for row in rows if not _ROW.fullmatch(lines[row])), None)
    if level:
        yield rows.start, 0, "a table within a list or a quotation; give it lines of its own"
    elif bare is not None:
        yield bare, 0, _NO_ROW


def _place(lines: Sequence[str], line: int, end: int, needle: str) -> tuple[int, int]:
    """Return where a text stands, from a line on; code may hide how many lines come before it."""
    return next(
        ((number, lines[number].index(needle)) for number in range(line, end) if needle in lines[number]), (line, 0)
    )


def _inline_flaws(token: Token, *, is_heading: bool) -> Iterator[tuple[int, str, str]]:
    """Yield line, words and message of what is wrong within a block."""
    yield from _span_flaws(token.children or ())
    text, in_link = "", False
    for child in token.children or ():
        line = text.count("\n")
        match child.type:
            case "softbreak" | "hardbreak":
                text += "\n"
            case "link_open" | "link_close":
                in_link = child.nesting > 0
                text += _OPAQUE
                if child.markup == "autolink" and in_link and not str(child.attrGet("href")).startswith("http"):
                    yield line, "<", "an address that is not https; links start with https:// or with /"
            case "html_inline":
                yield line, child.content.split("\n")[0], _NO_HTML
            case "image":
                yield line, "![", _NO_IMAGE
            case "text" if in_link and child.content.startswith("^"):
                yield line, f"[{child.content}", _NO_NOTE
            case "text" if not in_link:
                text += child.content
            case "text_special" if child.content == child.markup:  # A backslash that spares nothing.
                text += child.content
            case _:
                text += _OPAQUE
    yield from left_over(re.sub(r"[ \t]\{#[a-z0-9-]+\}\Z", "", text) if is_heading else text)


def _span_flaws(children: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    line = bold = 0
    for child in children:
        line += child.type in ("softbreak", "hardbreak")
        bold += child.nesting if child.tag == "strong" else 0
        if bold > 1:
            yield line, child.markup, "bold type within bold type; take the inner marks out"
        elif child.type == "code_inline" and child.content != child.content.strip():
            yield line, child.markup, "code with room at its edge; begin and end it where its words do"


def left_over(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, words and message of each mark that stands in a text although Markdown has been read."""
    if not _SUSPICIOUS.search(text):
        return
    found: list[tuple[int, str, str]] = []
    for pattern, message in _LEFT:
        found += ((match.start(), match[0], message) for match in pattern.finditer(text) if message)
        text = pattern.sub(lambda match: re.sub(r"[^\n]", _OPAQUE, match[0]), text)
    for start, words, message in sorted(found):
        yield text.count("\n", 0, start), words.split("\n")[0], message


_MARKS: Sequence[tuple[re.Pattern[str], str]] = (
    (
        re.compile(r"!?\[[^\[\]]+\]\([^)\s]*\)"),
        "a link of Markdown; this text shows it as it is typed, name the page in words",
    ),
    (re.compile(r"(?<!\w)(\*\*|__)(?=\S)[^*_]+(?<=\S)\1(?!\w)"), "bold type; this text has none, remove the marks"),
    (
        re.compile(r"(?<![\w*])\*(?=[^\s*])[^*]+(?<=[^\s*])\*(?![\w*])"),
        "slanted type; this text has none, remove the marks",
    ),
    (re.compile(r"(?<!\w)_(?=[^\s_])[^_]+(?<=[^\s_])_(?!\w)"), "slanted type; this text has none, remove the marks"),
    (re.compile(r"\[\^?\d{1,2}\](?!\])"), "a footnote; say it in the text, or as its source"),
    (re.compile(r"~~(?=\S)[^~]+~~"), _NO_STRIKE),
    (re.compile(r"</?(?:a|b|br|code|em|i|img|li|p|pre|span|strong|sub|sup|u|ul)\b[^<>]*>|<!--"), _NO_HTML),
    (
        re.compile(r"&(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|apos|nbsp|[mn]dash|hellip);"),
        "a character by its name; type it",
    ),
    (
        re.compile(r"^(?:#{1,6} |[-*+] |> |\d+[.)] |```)"),
        "a mark at the start of a line; this text is no list and no heading, remove it",
    ),
    (
        re.compile(r"(?<!\[)\[[a-z0-9-]+\.[a-z0-9_.-]+\](?!\])"),
        "single brackets around a name; a reference has two, such as [[edition.year]]",
    ),
)
"""Marks that a text without Markdown shows as they are typed."""


def marks_in(text: str) -> Iterator[str]:
    """Yield what is wrong with the marks in a text that knows references and code, but no Markdown."""
    spared = re.sub(r"`[^`]+`", _OPAQUE, text)
    if "`" in spared:
        yield _NO_CODE
        return
    if not _SUSPICIOUS_MARKS.search(spared):
        return
    for pattern, message in _MARKS:
        if pattern.search(spared):
            yield message
            return


_SUSPICIOUS_MARKS = re.compile(r"[\[*_~<&`]|^[#>+\-\d]")
