"""Cards: the picture that a shared link shows, 1200 by 630 pixels, one for each page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

import resvg_py

from guide.derive import routes
from guide.derive.guide import Guide
from guide.model import urls
from guide.pages.page import Page
from guide.render.environment import templates
from guide.render.font_metrics import BOLD, FONTS, REGULAR, advance, balanced, cut

_MARGIN, _WIDTH = 80, 1040
"""Where lines start, and how wide they may be, in pixels."""

_NUMERAL = 150
"""Size of a rank."""

_TITLES = ((84, 1), (72, 2), (56, 2), (44, 2))
_RANKED_TITLES = ((110, 1), (92, 1), (72, 2), (60, 2), (44, 2))
"""Sizes of a title, each with the lines that it may take; the first that a title fits is used."""

_TITLE_LEADING = 1.08
_TEXT_SIZE, _TEXT_LEADING = 38, 52
_LOWEST = 520
"""The lowest base line of the text, above the address at the foot."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """What stands on a card, and where."""

    name: str
    """Of the guide."""
    year: str
    numeral: str
    title: tuple[str, ...]
    title_size: int
    indent: int
    top: int
    """The base line of the title."""
    text: tuple[str, ...]
    text_top: int
    text_leading: int
    foot: str

    @property
    def title_leading(self) -> int:
        """From one line of the title to the next, in pixels."""
        return round(self.title_size * _TITLE_LEADING)


def drawings(guide: Guide, pages: Iterable[Page]) -> dict[str, str]:
    """Return the card of every page, as SVG, by the path on the site where its picture belongs."""
    template = templates(guide).get_template("card.svg")
    return {routes.card_path(page.address): template.render(card=card(guide, page)) for page in pages if page.listed}


def drawn(drawing: str, kept: Path) -> bytes:
    """Return a card as PNG; it is taken from the folder `kept`, or put there if it was never drawn."""
    file = kept / f"{_digest(drawing)}.png"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=kept, delete=False) as unfinished:
            unfinished.write(_picture(drawing))
        Path(unfinished.name).replace(file)
    return file.read_bytes()


def card(guide: Guide, page: Page) -> Card:
    """Lay out the card of a page."""
    indent = _MARGIN + (round(advance(page.numeral, BOLD) * _NUMERAL) + 30 if page.numeral else 0)
    size, title = _fitted(page, _WIDTH - (indent - _MARGIN))
    top = (300 if page.numeral else 280) - 44 * (len(title) - 1)
    text_top = top + round((len(title) - 1) * size * _TITLE_LEADING) + 82
    lines = (_LOWEST - text_top) // _TEXT_LEADING + 1
    year = f"{guide.edition.year} edition"
    return Card(
        name=cut(guide.edition.name, 34, BOLD, _WIDTH - 76 - round(advance(year, REGULAR) * 30) - 40),
        year=year,
        numeral=page.numeral,
        title=title,
        title_size=size,
        indent=indent,
        top=top,
        text=_shortened(balanced(page.lead, _TEXT_SIZE, REGULAR, _WIDTH), lines, _TEXT_SIZE, REGULAR, _WIDTH),
        text_top=text_top,
        text_leading=_TEXT_LEADING,
        foot=cut(urls.without_scheme(guide.whole(page.address)), 28, REGULAR, _WIDTH),
    )


def _fitted(page: Page, width: int) -> tuple[int, tuple[str, ...]]:
    """Return the size and the lines of a title; a sentence starts on a line of its own."""
    sentences = re.split(r"(?<=[.?!]) ", page.heading)
    for size, most in _RANKED_TITLES if page.numeral else _TITLES:
        lines = tuple(line for sentence in sentences for line in balanced(sentence, size, BOLD, width))
        if len(lines) <= most:
            break
    return size, _shortened(lines, most, size, BOLD, width)


def _shortened(lines: tuple[str, ...], most: int, size: int, font: str, width: int) -> tuple[str, ...]:
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], cut(" ".join(lines[most - 1 :]), size, font, width))


def _picture(drawing: str) -> bytes:
    fonts = [str(FONTS / name) for name in (REGULAR, BOLD)]
    picture = resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=fonts, font_family="Inter")
    return bytes(picture)


def _digest(drawing: str) -> str:
    """Return a name for a picture that changes with whatever it is drawn from."""
    fonts = [(FONTS / name).read_bytes() for name in (REGULAR, BOLD)]
    parts = (drawing.encode(), version("resvg-py").encode(), *fonts)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
