"""Draws lines by size and CPU seconds, both on scales of powers of ten, as SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 190, 20, 50
_COLOURS = ("#0b57d0", "#6f9bec", "#c2410c", "#15803d", "#7e22ce", "#525252")


@dataclass(frozen=True, kw_only=True)
class Line:
    """Points of one name, by size."""

    name: str
    points: Sequence[tuple[int, float]]


def drawn(lines: Sequence[Line]) -> str:
    """Return a picture of lines; those without points are left out."""
    lines = [line for line in lines if line.points]
    sizes = [size for line in lines for size, _ in line.points]
    seconds = [value for line in lines for _, value in line.points]
    across = _scale(sizes, _LEFT, _WIDTH - _RIGHT)
    up = _scale(seconds, _HEIGHT - _BOTTOM, _TOP)
    parts = [*_grid(sizes, seconds, across, up), *_curves(lines, across, up)]
    font = 'font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {font}>'
    title = "<title>CPU seconds of a build by number of frameworks</title>"
    return "\n".join([head, title, f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>', *parts, "</svg>", ""])


def _powers(values: Sequence[float]) -> range:
    """Return the powers of ten that enclose values."""
    return range(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9) + 1)


def _scale(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    low, high = _powers(values)[0], _powers(values)[-1]
    return lambda value: start + (math.log10(value) - low) / max(high - low, 1) * (end - start)


def _grid(
    sizes: Sequence[float], seconds: Sequence[float], across: Callable[[float], float], up: Callable[[float], float]
) -> Iterator[str]:
    for power in _powers(sizes):
        x = across(10**power)
        yield f'<path d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>'
    for power in _powers(seconds):
        y = up(10**power)
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
    yield f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 12}" text-anchor="middle">frameworks</text>'
    turned = f'transform="translate(16 {(_HEIGHT - _BOTTOM) / 2}) rotate(-90)"'
    yield f'<text {turned} text-anchor="middle">CPU seconds</text>'


def _curves(lines: Sequence[Line], across: Callable[[float], float], up: Callable[[float], float]) -> Iterator[str]:
    ends = _spread([up(line.points[-1][1]) for line in lines])
    for number, line in enumerate(lines):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [(across(size), up(value)) for size, value in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
        place = f'x="{points[-1][0] + 10:.1f}" y="{ends[number] + 4:.1f}"'
        yield f'<text {place} fill="{colour}">{escape(line.name)}</text>'


def _spread(heights: Sequence[float], room: float = 16) -> list[float]:
    """Return heights moved down just so far that no two words stand in each other's way."""
    placed: dict[int, float] = {}
    last = -math.inf
    for index in sorted(range(len(heights)), key=lambda index: heights[index]):
        last = placed[index] = max(heights[index], last + room)
    return [placed[index] for index in range(len(heights))]
