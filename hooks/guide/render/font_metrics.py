"""The guide's own fonts: how wide text is in them, and how it is divided into lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
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


def advance(text: str, font: str) -> float:
    """Return how wide a text is, in units of the font's size."""
    return sum(_width(character, font) for character in text)


def wrapped(text: str, size: int, font: str, width: int) -> Iterator[str]:
    """Yield the lines that a text takes in a font; sizes and widths are in pixels, and no line is wider."""
    line = ""
    for word in (piece for whole in text.split() for piece in _pieces(whole, size, font, width)):
        longer = f"{line} {word}".strip()
        if line and advance(longer, font) * size > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def balanced(text: str, size: int, font: str, width: int) -> tuple[str, ...]:
    """Return the lines of a text, about as long as each other, so that no word is left alone on the last."""
    lines = tuple(wrapped(text, size, font, width))
    longest_word = max((advance(word, font) * size for word in text.split()), default=0)
    for narrower in range(width, int(longest_word), -20):
        rewrapped = tuple(wrapped(text, size, font, narrower))
        if len(rewrapped) > len(lines):
            break
        lines = rewrapped
    return lines


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
