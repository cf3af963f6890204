"""Outlines of drawings, as SVG writes paths, in as few letters as the eye needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+))")
_FLAG = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"[\s,]*([MmZzLlHhVvCcSsQqTtAa])")
_SMOOTH = re.compile(r"[\s,]*[SsTt]")
"""Goes on in the direction of the step before it, which must then be drawn."""

_AXES = {"m": "xy", "l": "xy", "t": "xy", "h": "x", "v": "y", "s": "xyxy", "q": "xyxy", "c": "xyxyxy", "a": "rrrffxy"}
"""What the numbers of each command are: a place on an axis, a radius or an angle, a flag."""

_SEEN = 0.15
"""How far a step must lead to be drawn: an eighth of a pixel in an icon that is as large as a word."""

_BENT = 0.45
"""How far a curve must lead to be drawn as one: what is shorter is a straight line to the eye."""


class BadOutline(ValueError):
    """A path that SVG does not know."""


def shortened(path: str) -> str:
    """Return a path with one digit after the point, without the steps that nobody can see.

    What is rounded off or left out of one step is made good by the next, so that the pen is never off by more than a
    sixth of a unit. Raises BadOutline where the path is none.
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
        command, taken_for, at = "", "", 0
        while path[at:].strip(" ,\n"):
            if match := _COMMAND.match(path, at):
                command, at = match[1], match.end()
                if command in "Zz":
                    yield command
                    taken_for = ""
                    self._meant, self._written = dict(self._starts[0]), dict(self._starts[1])
                    continue
            elif not command or command in "Zz":
                raise BadOutline(path[at:])
            numbers, at = _numbers(path, at, _AXES[command.lower()])
            drawn, step = self._step(command, numbers, plain=not _SMOOTH.match(path, at))
            if step and drawn != taken_for:
                yield drawn
            yield from step
            if command in "Mm":
                self._starts = dict(self._meant), dict(self._written)
                command = drawn = "l" if command == "m" else "L"
            taken_for = drawn if step else taken_for

    def _step(self, command: str, numbers: Sequence[float], *, plain: bool) -> tuple[str, Sequence[str]]:
        """Return the command and the rounded numbers of a step; no numbers where it leads nowhere.

        A plain step is one that no other goes on from smoothly.
        """
        is_relative, meant, written = command.islower(), dict(self._meant), dict(self._written)
        plain = plain and command in "LlHhVvCcQqAa" and not (command in "Aa" and numbers[3])
        far, parts = 0.0, []
        for axis, number in zip(_AXES[command.lower()], numbers, strict=True):
            if axis in "rf":
                parts.append(_short(number))
                continue
            whole = number + self._meant[axis] if is_relative else number
            rounded = round(whole - self._written[axis] if is_relative else whole, 1)
            meant[axis] = whole
            written[axis] = rounded + self._written[axis] if is_relative else rounded
            parts.append(_short(rounded))
            far = max(far, abs(whole - self._written[axis]))
        self._meant = meant
        if plain and far < _SEEN:
            return command, ()
        self._written = written
        if plain and far < _BENT and command in "CcQqAa":
            return ("l" if is_relative else "L"), parts[-2:]
        return command, parts


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
