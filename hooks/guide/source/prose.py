"""Prose files: a head of data, then Markdown in named sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.fields import Line, Record
from guide.model.problems import Problem
from guide.source.characters import unseen_problems
from guide.source.placeholders import blank_problems, still_blank
from guide.source.validation import T, validate
from guide.source.yaml_reader import Document, find_blank, read_document

_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r"(#{1,6})[ \t]*(.*?)[ \t]*")
_NAMED = re.compile(r"(.*?)[ \t]+\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}")


_SECTION = 2
"""The level of headings that divide a page."""


class PageHead(Record):
    """The front matter of a page."""

    title: Line
    """Short, for the browser's tab and for links."""
    heading: Line | None = None
    """The first heading, where it is more than the title."""
    description: Line
    """For search engines; at most 155 characters."""


class CandidateHead(Record):
    """The front matter of a candidate's prose."""

    description: Line
    """For search engines; at most 155 characters."""


@dataclass(frozen=True, kw_only=True)
class ProseSection:
    """A part of a page, under one second-level heading."""

    id: str
    """The anchor; empty for what stands before the first heading."""
    heading: str
    text: str
    """Markdown, without the heading."""
    line: int
    """The line of the file on which the text starts."""


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A prose file: its introduction and its sections, in order."""

    path: str
    sections: tuple[ProseSection, ...]
    head: Document | None = None
    """The front matter; None where it is broken."""

    @property
    def head_lines(self) -> list[str]:
        """The lines of the front matter, from the second line of the file."""
        return self.head.text.split("\n") if self.head else []

    def head_problem(self, key: str, message: str) -> Problem:
        """Return a problem at a value of the front matter."""
        return self.head.problem((key,), message) if self.head else Problem(path=self.path, message=message)

    def section(self, id: str) -> ProseSection | None:
        """Return the section with this anchor, if there is one; the empty anchor is the introduction."""
        return next((section for section in self.sections if section.id == id), None)


_DEEPEST = 40
"""In columns; a limit to the depth that a file can lead the Markdown parser to."""


_NESTING = re.compile(r"(?:\s|[-*+>](?=\s)|\d+\.(?=\s))*")
"""What may stand before the text of a line: room, and the signs of lists and quotations."""


def read_prose(path: str, text: str, head: type[T]) -> tuple[T | None, Prose | None, list[Problem]]:
    """Read a prose file.

    Returns its head and its prose (None where broken), and every problem found in its form.
    """
    lines = text.split("\n")
    if not lines or lines[0] != "---":
        return None, None, [Problem(path=path, message="no front matter; start the file with '---' and its keys")]
    if "---" not in lines[1:]:
        return None, None, [Problem(path=path, message="the front matter does not end; close it with '---'")]
    end = lines.index("---", 1)
    document, problems = read_document(path, "\n".join(lines[1:end]) + "\n", first_line=2)
    record: T | None = None
    if document:
        record, more = validate(head, document)
        problems += more + list(blank_problems(document, head))
        record = None if document.blanks else record
    blanks = list(_blanks(path, lines, end + 1))
    sections = tuple(_sections(lines, end + 1))
    return (
        record,
        None if blanks else Prose(path=path, sections=sections, head=document),
        [
            *problems,
            *blanks,
            *_heading_problems(path, lines, end + 1),
            *_too_deep(path, lines, end + 1),
            *unseen_problems(path, "\n".join(lines[end + 1 :]), end + 2, but="\t"),
        ],
    )


def _blanks(path: str, lines: list[str], start: int) -> Iterator[Problem]:
    """Yield the headings and paragraphs that are still to be written; `BLANK: …` holds the question to answer."""
    for number in _outside_code(lines, start):
        column = find_blank(lines[number]) + 1
        if column:
            name, question = _question(lines[number])
            yield Problem(path=path, line=number + 1, column=column, message=still_blank(name, question))


def _question(line: str) -> tuple[str, str]:
    if _HEADING.fullmatch(line):
        return "the heading", "write in a few words what the section says"
    return "the text", line.partition("BLANK:")[2].strip() or "write it in its place"


def _sections(lines: list[str], start: int) -> Iterator[ProseSection]:
    marks = [(number, named) for number, level, named in _headings(lines, start) if level == _SECTION]
    ends = [*(number for number, _ in marks[1:]), len(lines)][: len(marks)]
    intro_end = marks[0][0] if marks else len(lines)
    yield ProseSection(id="", heading="", text="\n".join(lines[start:intro_end]), line=start + 1)
    for (number, title), end in zip(marks, ends, strict=True):
        match = _NAMED.fullmatch(title)
        heading, anchor = match.groups() if match else (title, "")
        if anchor:
            yield ProseSection(id=anchor, heading=heading, text="\n".join(lines[number + 1 : end]), line=number + 2)


def _headings(lines: list[str], start: int) -> Iterator[tuple[int, int, str]]:
    """Yield line index, level and text of every heading outside code blocks."""
    for number in _outside_code(lines, start):
        match = _HEADING.fullmatch(lines[number])
        if match:
            yield number, len(match[1]), match[2]


def _outside_code(lines: list[str], start: int) -> Iterator[int]:
    """Yield the index of every line that stands in no code block."""
    fence = ""
    for number in range(start, len(lines)):
        opened = _FENCE.match(lines[number])
        if opened and (not fence or opened[1] == fence):
            fence = "" if fence else opened[1]
        if not fence:
            yield number


def _too_deep(path: str, lines: list[str], start: int) -> Iterator[Problem]:
    for number in _outside_code(lines, start):
        text = lines[number].expandtabs(4)
        columns = len(_NESTING.match(text)[0])  # type: ignore[index]  # It matches nothing at least.
        if columns > _DEEPEST and text.strip():
            message = f"this line stands in by {columns} columns; lists within lists go {_DEEPEST} columns deep at most"
            yield Problem(path=path, line=number + 1, column=columns + 1, message=message)


def _heading_problems(path: str, lines: list[str], start: int) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, level, title in _headings(lines, start):
        named = _NAMED.fullmatch(title)
        if level == 1:
            message = "a first-level heading; the page has one already, use '##'"
            yield Problem(path=path, line=number + 1, message=message)
        elif not named:
            message = "a heading without an anchor; add one, such as {#the-rule}"
            yield Problem(path=path, line=number + 1, message=message)
        elif named[2] in seen:
            message = f"the anchor '{named[2]}' is here twice; the first is on line {seen[named[2]]}"
            yield Problem(path=path, line=number + 1, message=message)
        if named:
            seen.setdefault(named[2], number + 1)
