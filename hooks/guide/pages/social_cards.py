"""Cards: the picture that a shared link shows, 1200 by 630 pixels, one for each page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import ceil, floor

from PIL import Image, ImageDraw

from guide.derive import timeline
from guide.derive.guide import Guide
from guide.model import urls
from guide.pages.page import Page
from guide.render.font_metrics import BOLD, REGULAR, advance, balanced, cut, font_at

_MARGIN, _WIDTH = 80, 1040
"""Where lines start, and how wide they may be, in pixels."""

_NUMERAL = 150
"""Size of a rank."""

_TITLES = ((84, 1), (72, 2), (56, 2), (44, 3))
_RANKED_TITLES = ((110, 1), (92, 1), (72, 2), (60, 2), (44, 2))
"""Sizes of a title, each with the lines that it may take; the first that a title fits is used."""

_TITLE_LEADING = 1.08
_TEXT_SIZE, _TEXT_LEADING = 38, 52
_LOWEST = 520
"""The lowest base line of the text, above the address at the foot."""

_MARK, _MARK_GAP, _MARK_LINE = (44, 22), 8, 562
"""Width and height of a rating's mark, the room between two, and the line on which they stand or hang."""

_ROW, _BAR, _BARS_LEFT, _BARS_WIDTH = 21, 13, 190, 850
"""Of the timeline: from row to row, how high a bar is, where bars start behind the names, and how wide the axis is."""

_ACCENT, _PAPER, _FAINT, _INK = 0, 128, 216, 255
"""Shades. A card is drawn in one channel, which is a third of the work: from the accent over paper to ink."""

_PARTS = 4
"""Letters are placed to a quarter of a pixel."""

_COLOURS = {_ACCENT: (0x0B, 0x6B, 0x57), _PAPER: (0xFB, 0xFA, 0xF7), _INK: (0x17, 0x18, 0x1C)}


Row = tuple[str, tuple[tuple[str, float, float], ...]]
"""A row of the timeline: a name, and of each bar what it says, its start and its end in per cent of the axis."""

Chart = tuple[str, tuple[Row, ...]]
"""A timeline: its title, and its rows."""


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
    levels: str
    """The ratings of a candidate, a digit each from 0 for the worst word to 2 for the best; empty on other pages."""
    foot: str
    caption: str
    """Of the timeline, at the right of the foot."""
    rows: tuple[Row, ...]
    """The timeline, which stands in the place of the text on the page that ranks; empty on others."""

    @property
    def title_leading(self) -> int:
        """From one line of the title to the next, in pixels."""
        return round(self.title_size * _TITLE_LEADING)


def picture_of(guide: Guide, page: Page) -> bytes:
    """Return the picture of a page as PNG."""
    marks, drawing = levels(guide, page.address), chart(guide, page.address)
    parts = (
        guide.edition.name,
        str(guide.edition.year),
        guide.whole(page.address),
        page.numeral,
        page.heading,
        page.lead,
        marks,
        str(drawing),
    )
    return guide.cache.remember_of("picture", parts, lambda: picture(card(guide, page, marks, drawing)))


def chart(guide: Guide, address: str) -> Chart:
    """Return the timeline that stands on the card of a page: that of all on the page that ranks."""
    found = timeline.of_all(guide) if address == "/" else None
    if not found:
        return "", ()
    rows = ((row.name, tuple((bar.kind, bar.start, bar.end) for bar in row.bars)) for row in found.rows)
    return found.title, tuple(rows)


def levels(guide: Guide, address: str) -> str:
    """Return the ratings of the candidate whose page it is, as on its card."""
    return "".join(
        str(list(guide.criteria[key].words).index(str(judgement.value)))
        for candidate in guide.candidates
        if candidate.address == address
        for key, judgement in guide.statements.of(candidate).judgements.items()
    )


def card(guide: Guide, page: Page, levels: str, drawing: Chart) -> Card:
    """Lay out the card of a page, with the ratings on it, or as many rows of the timeline as there is room for."""
    indent = _MARGIN + (round(advance(page.numeral, BOLD) * _NUMERAL) + 30 if page.numeral else 0)
    size, title = _fitted(page, _WIDTH - (indent - _MARGIN))
    top = (300 if page.numeral else 280) - 44 * (len(title) - 1)
    text_top = top + round((len(title) - 1) * size * _TITLE_LEADING) + 82
    lines = (_LOWEST - text_top) // _TEXT_LEADING + 1
    caption, rows = drawing
    text = _shortened(balanced(page.lead, _TEXT_SIZE, REGULAR, _WIDTH), lines, _TEXT_SIZE, REGULAR, _WIDTH)
    year = f"{guide.edition.year} edition"
    return Card(
        name=cut(guide.edition.name, 34, BOLD, _WIDTH - 76 - round(advance(year, REGULAR) * 30) - 40),
        year=year,
        numeral=page.numeral,
        title=title,
        title_size=size,
        indent=indent,
        top=top,
        text=() if rows else text,
        text_top=text_top,
        levels=levels,
        foot=cut(urls.without_scheme(guide.whole(page.address)), 28, REGULAR, _WIDTH - _strip_width(levels) - 40),
        caption=caption,
        rows=rows[: (_LOWEST - text_top + 50) // _ROW + 1],
    )


def _strip_width(levels: str) -> int:
    return len(levels) * (_MARK[0] + _MARK_GAP)


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


def picture(card: Card) -> bytes:
    """Return a card as PNG; the same card gives the same bytes."""
    image = Image.new("L", (1200, 630), _PAPER)
    image.paste(_ACCENT, (0, 0, 1200, 12))
    image.paste(_mark(), (_MARGIN, 76))
    _write(image, (156, 116), card.name, (BOLD, 34))
    _write(image, (1120 - advance(card.year, REGULAR) * 30, 116), card.year, (REGULAR, 30), shade=_FAINT)
    _write(image, (_MARGIN, card.top), card.numeral, (BOLD, _NUMERAL), shade=_ACCENT, spacing=-6)
    for number, line in enumerate(card.title):
        at = card.indent, card.top + number * card.title_leading
        _write(image, at, line, (BOLD, card.title_size), spacing=-2)
    for number, line in enumerate(card.text):
        _write(image, (_MARGIN, card.text_top + number * _TEXT_LEADING), line, (REGULAR, _TEXT_SIZE))
    _write(image, (_MARGIN, 574), card.foot, (REGULAR, 28), shade=_FAINT)
    _write_strip(image, card.levels)
    _write(
        image, (_MARGIN + _WIDTH - advance(card.caption, REGULAR) * 22, 574), card.caption, (REGULAR, 22), shade=_FAINT
    )
    for number, row in enumerate(card.rows):
        _write_row(image, card.text_top - 50 + number * _ROW, row)
    image.putpalette(_palette())
    file = BytesIO()
    image.save(file, "PNG", compress_level=3)
    return file.getvalue()


def _write(
    image: Image.Image,
    at: tuple[float, int],
    text: str,
    font: tuple[str, int],
    *,
    shade: int = _INK,
    spacing: int = 0,
) -> None:
    """Write a line from a point on its base line, in a font of a size; each letter stands where the widths put it."""
    (x, y), (name, size) = at, font
    for letter in text:
        place = floor(x * _PARTS)
        mask, left, top = _letter(letter, name, size, place % _PARTS)
        image.paste(shade, (place // _PARTS + left, y + top), mask)
        x += advance(letter, name) * size + spacing


def _write_strip(image: Image.Image, levels: str) -> None:
    """Draw the rating strip at the right of the foot: solid on the line, the line alone, hollow below it."""
    drawing, (width, height), y = ImageDraw.Draw(image), _MARK, _MARK_LINE
    for number, level in enumerate(levels):
        x = _MARGIN + _WIDTH - _strip_width(levels[number:]) + _MARK_GAP
        if level == "1":
            drawing.line((x, y, x + width - 1, y), _FAINT, 2)
        else:
            is_good = level == "2"
            top = y - height if is_good else y
            box = x, top, x + width - 1, top + height - 1
            drawing.rectangle(box, _ACCENT if is_good else None, None if is_good else _INK, 3)


def _write_row(image: Image.Image, y: int, row: Row) -> None:
    """Draw a name and its bars: fixes solid, those with a condition low, no end date hollow, no promise a line."""
    name, bars = row
    drawing = ImageDraw.Draw(image)
    _write(image, (_MARGIN, y + _BAR), cut(name, 18, REGULAR, _BARS_LEFT - 20), (REGULAR, 18))
    for kind, start, end in bars:
        left, right = (_MARGIN + _BARS_LEFT + round(share / 100 * _BARS_WIDTH) for share in (start, end))
        if kind in ("fixes", "security", "paid"):
            drawing.rectangle(
                (left, y if kind == "fixes" else y + 7, right - 2, y + _BAR), _FAINT if kind == "paid" else _ACCENT
            )
        elif kind == "open":
            drawing.rectangle((left, y, right, y + _BAR), None, _ACCENT, 2)
        else:
            drawing.line((left, y + 7, right, y + 7), _FAINT, 2)


@cache
def _letter(letter: str, font: str, size: int, part: int) -> tuple[Image.Image, int, int]:
    """Return a letter as a mask, and where it lies from a point on the base line that is so many parts into a pixel."""
    drawn = font_at(font, size)
    left, top, right, bottom = drawn.getbbox(letter, anchor="ls")
    left, top = floor(left), floor(top)
    mask = Image.new("L", (ceil(right) - left + 2, ceil(bottom) - top + 1))
    ImageDraw.Draw(mask).text((part / _PARTS - left, -top), letter, 255, drawn, anchor="ls")
    return mask, left, top


@cache
def _mark() -> Image.Image:
    """Return the mark of the guide: the figure 2 on the accent, drawn large and made smaller for smooth edges."""
    scale, size = 7, 56
    mark = Image.new("L", (32 * scale, 32 * scale), _PAPER)
    drawing = ImageDraw.Draw(mark)
    drawing.rounded_rectangle((0, 0, 32 * scale - 1, 32 * scale - 1), 7 * scale, _ACCENT)
    corners = [(x * scale, y * scale) for x, y in ((8, 9), (23, 9), (23, 16), (9, 16), (9, 23), (24, 23))]
    width = round(4.5 * scale)
    drawing.line(corners, _PAPER, width)
    for x, y in corners:
        drawing.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), _PAPER)
    return mark.resize((size, size), Image.Resampling.LANCZOS)


@cache
def _palette() -> bytes:
    """Return red, green and blue of every shade."""
    colours = bytearray()
    for shade in range(256):
        low, high = (_ACCENT, _PAPER) if shade < _PAPER else (_PAPER, _INK)
        share = (shade - low) / (high - low)
        for below, above in zip(_COLOURS[low], _COLOURS[high], strict=True):
            colours.append(round(below + (above - below) * share))
    return bytes(colours)
