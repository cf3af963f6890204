"""How wide text is in the guide's own fonts, for what is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files as package_files

from fontTools.ttLib import TTFont

FONTS = package_files("guide") / "fonts"
REGULAR, BOLD = "Inter-Regular.otf", "Inter-Bold.otf"


def advance(text: str, font: str) -> float:
    """Return how wide a text is, in units of the font's size."""
    widths, otherwise = _widths(font)
    return sum(widths.get(ord(character), otherwise) for character in text)


def wrapped(text: str, size: int, font: str, width: int) -> Iterator[str]:
    """Yield the lines that a text takes in a font; sizes and widths are in pixels."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and advance(longer, font) * size > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


@cache
def _widths(font: str) -> tuple[Mapping[int, float], float]:
    """Return the width of each character of a font, and of one that it does not have."""
    with (FONTS / font).open("rb") as file, TTFont(file) as read:
        unit, advances = read["head"].unitsPerEm, read["hmtx"]
        widths = {code: advances[name][0] / unit for code, name in read.getBestCmap().items()}
    return widths, max(widths.values())
