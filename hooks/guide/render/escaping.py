"""Plain text for the places that read marks in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

_MARK = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|(?<=\s)#(?=#*\s*$)")
"""What Markdown may take for a mark, wherever it stands."""

_MAY_BE_ONE = re.compile(r"[\\`*\[\]_#<|~&]")
"""What a text needs for any mark but one at its start; most have none."""

_ENTITIES: Mapping[str, str] = {"<": "&lt;", "|": "&#124;", "~": "&#126;"}
"""Marks that not every dialect lets a backslash escape."""

_TOLD_BY_ENTITY = re.compile(r"[<|]|~(?=~)|(?<=~)~")

_AT_START = re.compile(r"(\s*)(#{1,6}(?=\s|$)|>|[-+](?=[-\s]|$)|=+(?=\s*$))|(\s*\d{1,9})([.)])(?=\s|$)")
"""What it may take for one at the start of a line."""

_BIBTEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{character: f"\\{character}" for character in "$&#%_"},
}
"""What BibTeX and LaTeX read as commands; a brace that is only escaped would still be counted by BibTeX."""


def markdown(text: str, *, at_start: bool = True) -> str:
    """Return text so that Markdown shows it as it is, with no HTML left in it; says whether a line starts with it."""
    if _MAY_BE_ONE.search(text):
        text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
        text = _MARK.sub(r"\\\g<0>", text)
        text = _TOLD_BY_ENTITY.sub(lambda mark: _ENTITIES[mark[0]], text)
    start = _AT_START.match(text) if at_start else None
    if start:
        before = start[1] if start[2] else start[3]
        text = f"{before}\\{text[len(before) :]}"
    return text


def breakable(text: str) -> Markup:
    """Return an address or the name of a package as HTML that may break after its dots, slashes, colons and strokes."""
    return Markup(re.sub(r"[./_:]", r"\g<0><wbr>", str(escape(text))))  # noqa: S704 - escaped


def bibtex(text: str) -> str:
    """Return text as BibTeX shows it, on one line."""
    return "".join(_BIBTEX.get(character, character) for character in " ".join(text.split()))
