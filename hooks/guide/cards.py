"""Cards: the picture that a shared link shows, 1200 by 630 pixels, one for each page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

import resvg_py

from guide import addresses
from guide.guide import Guide
from guide.lettering import BOLD, FONTS, REGULAR, advance, wrapped
from guide.writing import Page, templates

_WIDTH = 1040
"""How wide a line may be, in pixels."""

_TITLES = ((110, 1), (92, 1), (76, 2), (64, 2), (56, 2))
"""Sizes of a title, each with the lines that it may take; the first that a title fits is used."""

_TEXT_SIZE = 38
_MOST_LINES = 3


@dataclass(frozen=True, kw_only=True)
class Card:
    """What stands on a card, and where."""

    numeral: str
    title: tuple[str, ...]
    title_size: int
    indent: int
    top: int
    """The base line of the title."""
    text: tuple[str, ...]
    text_top: int
    foot: str

    @property
    def title_leading(self) -> int:
        """From one line of the title to the next, in pixels."""
        return round(self.title_size * 1.08)


def path(page: Page) -> str:
    """Return where the card of a page lies."""
    return f"cards/{page.address.strip('/').replace('/', '-') or 'index'}.png"


def drawings(guide: Guide, pages: Iterable[Page]) -> dict[str, str]:
    """Return the card of every page, as SVG, by the path on the site where its picture belongs."""
    template = templates(guide).get_template("card.svg")
    return {path(page): template.render(card=card(guide, page)) for page in pages if page.kind != "404"}


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
    indent = 80 + (round(advance(page.numeral, BOLD) * 150) + 30 if page.numeral else 0)
    size, title = _fitted(page.heading, _WIDTH - (indent - 80))
    top = 300 if page.numeral else 280 if len(title) == 1 else 250
    text_top = top + round((len(title) - 1) * size * 1.08) + 85
    return Card(
        numeral=page.numeral,
        title=title,
        title_size=size,
        indent=indent,
        top=top,
        text=_shortened(tuple(wrapped(page.lead, _TEXT_SIZE, REGULAR, _WIDTH)), _MOST_LINES),
        text_top=text_top,
        foot=addresses.without_scheme(guide.site + page.address[1:]),
    )


def _fitted(title: str, width: int) -> tuple[int, tuple[str, ...]]:
    for size, most in _TITLES:
        lines = tuple(wrapped(title, size, BOLD, width))
        if len(lines) <= most:
            break
    return size, _shortened(lines, most)


def _shortened(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1].rstrip(' .,;:')} …")


def _picture(drawing: str) -> bytes:
    fonts = [str(FONTS / name) for name in (REGULAR, BOLD)]
    picture = resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=fonts, font_family="Inter")
    return bytes(picture)


def _digest(drawing: str) -> str:
    """Return a name for a picture that changes with whatever it is drawn from."""
    fonts = [(FONTS / name).read_bytes() for name in (REGULAR, BOLD)]
    parts = (drawing.encode(), version("resvg-py").encode(), *fonts)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
