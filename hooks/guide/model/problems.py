"""What is wrong with the input, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import fuzz, process

_NEAR = 66
"""How near a guess must be: the share, of 100, of the letters of both that stand in both in the same order."""

_LONGEST = 600
"""In characters, of a message."""

_MOST_NAMED = 12
"""How many known words a message names."""


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong, at one place; problems sort by file, then by place."""

    path: str
    """The file, relative to the folder that holds `data` and `content`, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in characters."""
    message: str
    """What is wrong; then, after a semicolon, what was expected or meant."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _short(_printable(self.message)))

    def __str__(self) -> str:
        return f"{_printable(self.path)}:{self.line}:{self.column}: {self.message}"


def _printable(text: str) -> str:
    """Return a text as one line that no terminal takes for an order."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _short(message: str) -> str:
    """Return a message without the middle of what it quotes, where that is too long to be read."""
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 3 :]}"


def once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield of each message the first, and say how many more places it holds for: they have one cause."""
    by_message: dict[str, list[Problem]] = {}
    for problem in problems:
        by_message.setdefault(problem.message, []).append(problem)
    for alike in by_message.values():
        yield from counted(alike)


def counted(alike: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the first of problems of one cause, and say how many more there are."""
    first, others = min(alike), len(alike) - 1
    more = f" (and in {others} more place{'s' if others > 1 else ''})" if others else ""
    yield replace(first, message=f"{first.message}{more}")


def summed(problems: Iterable[tuple[object, Problem]]) -> Iterator[Problem]:
    """Yield problems, each of which comes with its cause; many of one cause are told at the first place."""
    by_cause: dict[object, list[Problem]] = {}
    for cause, problem in problems:
        by_cause.setdefault(cause, []).append(problem)
    for alike in by_cause.values():
        yield from alike if len(alike) < _MANY else counted(alike)


_MANY = 5
"""From how many places on."""


class InvalidGuide(Exception):
    """The input has problems; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """Return the problems as text, one a line, sorted."""
    return "\n".join(str(problem) for problem in sorted(problems))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the known word that the author of `word` probably meant, if one is near."""
    # What is much shorter is near to anything that holds it.
    comparable = [name for name in sorted(words) if len(name) * 2 >= len(word)]
    match = process.extractOne(word, comparable, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return match[0] if match else None


def meant(word: str, words: Iterable[str]) -> str:
    """Return what the author of `word` probably meant: the nearest known word, else the first few of them.

    The answer starts with `did you mean` or `known are`, ready to stand after a semicolon.
    """
    names = sorted(set(words) - {word})
    if not names:
        return "none are known here"
    if near := nearest(word, names):
        return f"did you mean '{near}'?"
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return "known are " + ", ".join(f"'{name}'" for name in names[:_MOST_NAMED]) + more


Location = tuple[str | int, ...]
"""Where a value stands: the keys and list positions that lead to it."""

Place = tuple[int, int]
"""Line and column, both counted from 1."""


class Flaw(NamedTuple):
    """Something wrong in a record."""

    location: Location
    message: str
    """What is wrong; then, after a semicolon, what to do."""


def first_at_each_place(flaws: Iterable[Flaw]) -> Iterator[Flaw]:
    """Yield the first flaw at each place, where the others only show the same."""
    seen: set[Location] = set()
    for flaw in flaws:
        if flaw.location not in seen:
            seen.add(flaw.location)
            yield flaw
