"""Outlines of drawings, as SVG writes paths, in as few letters as the eye needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+))")
_FLAG = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"[\s,]*([MmZzLlHhVvCcSsQqTtAa])")

_AXES = {"m": "xy", "l": "xy", "t": "xy", "h": "x", "v": "y", "s": "xyxy", "q": "xyxy", "c": "xyxyxy", "a": "rrrffxy"}
"""What the numbers of each command are: a place on an axis, a radius or an angle, a flag."""


class BadOutline(ValueError):
    """A path that SVG does not know."""


def shortened(path: str) -> str:
    """Return a path with one digit after the point.

    What is rounded off one step is made good by the next, so that the pen is never off by more than half of that
    digit. Raises BadOutline where the path is none.
    """
    parts = list(_Pen().drawn(path))
    return "".join(part if _is_apart(last, part) else f" {part}" for last, part in pairwise(["", *parts]))


def _is_apart(last: str, part: str) -> bool:
    """Say whether a part of a path is told from the last one without a space between them."""
    return not last or last.isalpha() or part.isalpha() or part[0] == "-" or (part[0] == "." and "." in last)


class _Pen:
    """Follows a path twice: as it is meant, and as it is written."""

    def __init__(self) -> None:
        self._meant, self._written = {"x": 0.0, "y": 0.0}, {"x": 0.0, "y": 0.0}
        self._starts = dict(self._meant), dict(self._written)

    def drawn(self, path: str) -> Iterator[str]:
        """Yield the commands and the rounded numbers of a path."""
        command, at = "", 0
        while path[at:].strip(" ,\n"):
            if match := _COMMAND.match(path, at):
                command, at = match[1], match.end()
                yield command
                if command in "Zz":
                    self._meant, self._written = dict(self._starts[0]), dict(self._starts[1])
                    continue
            elif not command or command in "Zz":
                raise BadOutline(path[at:])
            numbers, at = _numbers(path, at, _AXES[command.lower()])
            yield from self._step(command, numbers)
            if match and command in "Mm":
                self._starts = dict(self._meant), dict(self._written)

    def _step(self, command: str, numbers: Sequence[float]) -> Iterator[str]:
        is_relative, meant, written = command.islower(), dict(self._meant), dict(self._written)
        for axis, number in zip(_AXES[command.lower()], numbers, strict=True):
            if axis in "rf":
                yield _short(number)
                continue
            whole = number + self._meant[axis] if is_relative else number
            rounded = round(whole - self._written[axis] if is_relative else whole, 1)
            meant[axis] = whole
            written[axis] = rounded + self._written[axis] if is_relative else rounded
            yield _short(rounded)
        self._meant, self._written = meant, written


def _numbers(path: str, at: int, axes: str) -> tuple[list[float], int]:
    """Return the numbers of one step, and where it ends."""
    numbers = []
    for axis in axes:
        match = (_FLAG if axis == "f" else _NUMBER).match(path, at)
        if not match:
            raise BadOutline(path[at:])
        numbers.append(float(match[1]))
        at = match.end()
    return numbers, at


def _short(number: float) -> str:
    text = f"{round(number, 1) + 0:g}"
    return re.sub(r"^(-?)0\.", r"\1.", text)
