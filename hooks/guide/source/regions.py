"""Cuts regions out of source code: what stands between `#region name` and `#endregion`, in comments of any kind."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from guide.model.problems import Problem, meant
from guide.source.characters import unseen_problems
from guide.source.files import leads_away

LONGEST = 60
"""In lines, of a region: more is not read beside another."""

WIDEST = 200
"""In characters, of a line of a region: whatever marks words in code takes minutes for a line that nobody wrote."""

_LARGEST = 100_000
"""In bytes, of a file that is shown."""

_MARK = re.compile(
    r"\s*(?:#|(?:#|//|--|/\*+|<!--|<%#|%|;+)\s*#?)\s*(end)?region\b[ \t]*([\w-]*)[ \t]*(?:\*/|-->|%>)?\s*"
)


@dataclass(frozen=True, kw_only=True)
class Region:
    """A part of a file that is shown."""

    name: str
    path: str
    """Of the file, from the root of the repository."""
    line: int
    """The first line that is shown."""
    text: str
    """Without the indent that all its lines share."""

    @property
    def last_line(self) -> int:
        """The last line that is shown."""
        return self.line + self.text.count("\n")


class NotShown(Exception):
    """A file cannot be shown; the message is the reason, and what to do."""


def read_shown(root: Path, folder: str, name: str) -> str:
    """Return the text of a file of a sample; takes the root of the repository and the folder of the sample.

    Raises NotShown for what lies outside of the folder, a link, and what is no text of a size to be read.
    """
    parts = PurePosixPath(name).parts
    if ".." in parts or name.startswith("/") or not parts:
        raise NotShown(f"'{name}' is outside of {folder}; show a file of the sample itself")
    file = root / folder / name
    if leads_away(root, f"{folder}/{name}"):
        raise NotShown(f"'{name}' is a link, or behind one; show the file itself")
    if not file.is_file():
        raise NotShown(f"'{name}' is no file of {folder}; write its path from there")
    if (size := file.stat().st_size) > _LARGEST:
        raise NotShown(f"'{name}' has {size} bytes; show a file of at most {_LARGEST}")
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise NotShown(f"'{name}' is not text in UTF-8; show source code")
    return text.replace("\r\n", "\n")


def regions_of(path: str, text: str) -> tuple[dict[str, Region], list[Problem]]:
    """Return the regions of a file by name, and what is wrong with its marks; takes its path for both."""
    cutter = _Cutter(path, text.split("\n"))
    cutter.problems.extend(cutter.cut())
    return cutter.regions, cutter.problems


class _Cutter:
    def __init__(self, path: str, lines: list[str]) -> None:
        self._path = path
        self._lines = lines
        self.regions: dict[str, Region] = {}
        self.problems: list[Problem] = []

    def _problem(self, line: int, message: str) -> Problem:
        return Problem(path=self._path, line=line, message=message)

    def cut(self) -> Iterator[Problem]:
        """Cut every region; yield what is wrong with the marks."""
        name, start = "", 0
        for number, line in enumerate(self._lines, 1):
            match = _MARK.fullmatch(line) if len(line) <= WIDEST else None
            if not match:
                continue
            ends, marked = bool(match[1]), match[2]
            if not ends and start:
                yield self._problem(number, f"a region within '{name}'; end that one on a line before this")
            elif not ends and not marked:
                yield self._problem(number, "a region without a name; write it behind '#region'")
            elif not ends and marked in self.regions:
                first = self.regions[marked].line - 1
                yield self._problem(number, f"the region '{marked}' is here twice; the first is on line {first}")
            elif not start and ends:
                yield self._problem(number, "the end of a region that does not begin; put '#region name' before it")
            elif ends and marked not in ("", name):
                yield self._problem(number, f"the end of '{marked}', but '{name}' is open; {meant(marked, [name])}")
                start = 0
            elif ends:
                yield from self._region(name, start, number)
                start = 0
            else:
                name, start = marked, number
        if start:
            yield self._problem(start, f"the region '{name}' does not end; put '#endregion' after it")

    def _region(self, name: str, start: int, end: int) -> Iterator[Problem]:
        """Take the lines between two marks; empty ones at either end are left out."""
        lines = self._lines[start : end - 1]
        first, last = start + 1, end - 1
        while lines and not lines[0].strip():
            lines, first = lines[1:], first + 1
        while lines and not lines[-1].strip():
            lines, last = lines[:-1], last - 1
        if not lines:
            yield self._problem(start, f"the region '{name}' is empty; put its marks around code")
        elif len(lines) > LONGEST:
            yield self._problem(start, f"the region '{name}' has {len(lines)} lines; show at most {LONGEST}")
        widest = max(lines, key=len, default="")
        if len(widest) > WIDEST:
            message = f"a line of {len(widest)} characters in the region '{name}'; show lines of at most {WIDEST}"
            yield self._problem(first + lines.index(widest), message)
        text = "\n".join(lines)
        yield from unseen_problems(self._path, text, first, but="\t")
        self.regions[name] = Region(name=name, path=self._path, line=first, text=textwrap.dedent(text).rstrip())
