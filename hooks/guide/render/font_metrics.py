"""The guide's own fonts: how wide text is in them, and how it is divided into lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files as package_files
from io import BytesIO

from PIL import ImageFont

FONTS = package_files("guide") / "fonts"
REGULAR, BOLD = "Inter-Regular.otf", "Inter-Bold.otf"


_UNIT = 1000
"""The size at which widths are measured, in pixels: large enough that none is rounded."""


@cache
def font_at(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font at a size in pixels; takes its file name."""
    return ImageFont.truetype(BytesIO((FONTS / name).read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def advance(text: str, font: str) -> float:
    """Return how wide a text is, in units of the font's size."""
    return sum(_width(character, font) for character in text)


def wrapped(text: str, size: int, font: str, width: int) -> Iterator[str]:
    """Yield the lines that a text takes in a font; sizes and widths are in pixels, and no line is wider."""
    return _filled(_measured(text, size, font, width), advance(" ", font) * size, width)


def balanced(text: str, size: int, font: str, width: int) -> tuple[str, ...]:
    """Return the lines of a text, about as long as each other, so that no word is left alone on the last."""
    pieces, space = _measured(text, size, font, width), advance(" ", font) * size
    lines = tuple(_filled(pieces, space, width))
    longest_word = max((advance(word, font) * size for word in text.split()), default=0)
    for narrower in range(width, int(longest_word), -20):
        rewrapped = tuple(_filled(pieces, space, narrower))
        if len(rewrapped) > len(lines):
            break
        lines = rewrapped
    return lines


def _measured(text: str, size: int, font: str, width: int) -> list[tuple[str, float]]:
    """Return the words of a text, none wider than a line, each with its width in pixels."""
    pieces = (piece for whole in text.split() for piece in _pieces(whole, size, font, width))
    return [(piece, advance(piece, font) * size) for piece in pieces]


def _filled(pieces: Iterable[tuple[str, float]], space: float, width: int) -> Iterator[str]:
    """Yield lines of words, as many on each as its width takes."""
    line, taken = list[str](), 0.0
    for word, wide in pieces:
        if line and taken + space + wide > width:
            yield " ".join(line)
            line, taken = [], 0.0
        taken += space + wide if line else wide
        line.append(word)
    if line:
        yield " ".join(line)


def cut(text: str, size: int, font: str, width: int) -> str:
    """Return a text, cut so that it fits on a line."""
    if advance(text, font) * size <= width:
        return text
    while text and advance(f"{text} …", font) * size > width:
        text = text[:-1]
    return f"{text.rstrip(' .,;:')} …"


def _pieces(word: str, size: int, font: str, width: int) -> Iterator[str]:
    """Yield a word, or parts of one that is wider than a line."""
    while len(word) > 1 and advance(word, font) * size > width:
        fitting = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or advance(word[:n], font) * size <= width)
        yield word[:fitting]
        word = word[fitting:]
    yield word


@cache
def _width(character: str, font: str) -> float:
    return font_at(font, _UNIT).getlength(character) / _UNIT
