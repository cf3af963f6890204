"""Prose files: a head of data, then Markdown in named sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it.token import Token

from guide.model.fields import Line, Record
from guide.model.problems import Problem, counted, once, summed
from guide.source.characters import unseen_problems
from guide.source.records.placeholders import blank_problems, still_blank
from guide.source.records.validation import T, validate
from guide.source.records.yaml_reader import Document, find_blank, read_document
from guide.source.text import markdown
from guide.source.text.texts import strange, text_problems

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
    links: tuple[tuple[int, int, str], ...] = ()
    """Line, column and target of each link in the text."""


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A prose file: its introduction and its sections, in order."""

    path: str
    sections: tuple[ProseSection, ...]
    head: Document | None = None
    """The front matter; None where it is broken."""
    flawed: frozenset[int] = frozenset()
    """The lines that have a problem of their form: what else seems wrong there follows from it."""
    is_torn: bool = False
    """Whether a heading is not one, or not named as it was meant to be: a section that is missing may stand there."""

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


_FRONT_MATTER = re.compile(r"^---\n(?:[a-z]+: .*\n)+---$", re.MULTILINE)

_DEEPEST = 40
"""In columns; a limit to the depth that a file can lead the Markdown parser to."""

_MOST_OPEN = 40
"""Square brackets in a paragraph that wait for their counterparts; a parser looks for the end of each."""

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\]\([^)\s]*|<https://[^>\s]+>")
"""Code, and where links lead."""

_NESTING = re.compile(r"(?:\s|>|[-*+](?=\s)|\d+[.)](?=\s))*")
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
    again = lines.index("---", end + 1) if "---" in lines[end + 1 :] else end
    if end < again and all(re.match(r"[a-z]+:(?: |$)", line) for line in lines[end + 1 : again]):
        message = "the front matter ends here, and goes on below; remove this '---'"
        return None, None, [Problem(path=path, line=end + 1, message=message)]
    document, problems = read_document(path, "\n".join(lines[1:end]) + "\n", first_line=2)
    record: T | None = None
    if document:
        record, more = validate(head, document)
        problems += more + list(blank_problems(document, head))
        problems += text_problems(document, {problem.line for problem in problems if problem.column > 1})
        record = None if document.blanks else record
    if second := _FRONT_MATTER.search("\n".join(lines[end + 1 :])):
        number = end + 2 + second.string.count("\n", 0, second.start())
        message = "front matter once more; a file has one, at its start: take out what was pasted a second time"
        return record, None, [*problems, Problem(path=path, line=number, message=message)]
    body = _Body(path=path, lines=lines[end + 1 :], first=end + 2)
    if unreadable := body.open_brackets() or body.open_fence():
        return record, None, [*problems, unreadable]
    blanks = list(body.blanks())
    headings = list(body.heading_problems())
    sections = tuple(body.sections())
    flaws = [*headings, *body.flaws, *body.too_deep()]
    flaws += body.strange({flaw.line for flaw in flaws})
    prose = Prose(
        path=path,
        sections=sections,
        head=document,
        flawed=frozenset(flaw.line for flaw in flaws),
        is_torn=bool(headings) or any("heading" in flaw.message for flaw in flaws),
    )
    told = summed((flaw.message, flaw) for flaw in flaws)
    unseen = once(unseen_problems(path, "\n".join(body.lines), body.first, but="\t"))
    return record, None if blanks else prose, [*problems, *blanks, *told, *unseen]


@dataclass(frozen=True, kw_only=True)
class _Body:
    """The Markdown of a file, and the line on which it starts."""

    path: str
    lines: list[str]
    first: int
    flaws: list[Problem] = field(default_factory=list)
    """What is wrong with the form of the sections, once they have been read."""

    @cached_property
    def _blocks(self) -> list[Token]:
        return markdown.blocks("\n".join(self.lines))

    @cached_property
    def _outside_code(self) -> tuple[int, ...]:
        """The index of every line that stands in no block of code."""
        code = frozenset(markdown.code_lines(self._blocks))
        return tuple(number for number in range(len(self.lines)) if number not in code)

    @cached_property
    def _headings(self) -> tuple[tuple[int, int, str], ...]:
        """Line index, level and text of every heading that divides the text."""
        pairs = zip(self._blocks, self._blocks[1:], strict=False)
        return tuple(
            (token.map[0], int(token.tag[1]), text.content)
            for token, text in pairs
            if token.type == "heading_open" and token.map and not token.level and token.markup.startswith("#")
        )

    def _problem(self, number: int, message: str, column: int = 0) -> Problem:
        return Problem(path=self.path, line=number + self.first, column=column + 1, message=message)

    def open_brackets(self) -> Problem | None:
        """Return the problem of brackets within brackets without an end."""
        depth = 0
        for number, line in enumerate(self.lines):
            depth = depth if line.strip() else 0
            for match in re.finditer(r"[\[\]]", line):
                depth = max(depth + (1 if match[0] == "[" else -1), 0)
                if depth > _MOST_OPEN:
                    message = f"more than {_MOST_OPEN} square brackets within each other; close them, or take them out"
                    return self._problem(number, message, match.start())
        return None

    def open_fence(self) -> Problem | None:
        """Return the problem of a block of code that does not end: everything below would be code."""
        number = markdown.open_fence(self._blocks, self.lines)
        message = "a block of code that does not end; close it with a line like the one that opens it"
        return None if number is None else self._problem(number, message)

    def blanks(self) -> Iterator[Problem]:
        """Yield the headings and paragraphs that are still to be written; `BLANK: …` holds the question to answer."""
        headings = {number for number, _, _ in self._headings}
        for number in self._outside_code:
            column = find_blank(self.lines[number])
            if column >= 0:
                name, question = _question(self.lines[number], is_heading=number in headings)
                yield self._problem(number, still_blank(name, question), column)

    def sections(self) -> Iterator[ProseSection]:
        """Yield the introduction and the sections, each with the Markdown that it holds."""
        marks = [(number, named) for number, level, named in self._headings if level == _SECTION]
        ends = [*(number for number, _ in marks[1:]), len(self.lines)][: len(marks)]
        intro_end = marks[0][0] if marks else len(self.lines)
        yield self._section("", "", 0, intro_end)
        for (number, title), end in zip(marks, ends, strict=True):
            match = _NAMED.fullmatch(title)
            heading, anchor = match.groups() if match else (title, "")
            if anchor:
                yield self._section(anchor, heading, number + 1, end)

    def _section(self, id: str, heading: str, start: int, end: int) -> ProseSection:
        text, line = "\n".join(self.lines[start:end]), start + self.first
        reading = markdown.read(text)
        self.flaws.extend(self._problem(start + number, flaw, column) for number, column, flaw in reading.flaws)
        if heading:
            self.flaws.extend(self._problem(start - 1, flaw) for flaw in markdown.marks_in(heading))
        links = tuple((line + number, column + 1, target) for number, column, target in reading.links)
        return ProseSection(id=id, heading=heading, text=text, line=line, links=links)

    def strange(self, told: AbstractSet[int]) -> Iterator[Problem]:
        """Yield what nobody means in any text; takes the lines that have a problem already."""
        for number in self._outside_code:
            text = _CODE.sub(lambda code: "\ufffc" * len(code[0]), self.lines[number])
            if number + self.first not in told and (flaw := strange(text)):
                yield self._problem(number, flaw[1], text.index(flaw[0]))

    def too_deep(self) -> Iterator[Problem]:
        """Yield the lines that lie deeper than a parser should be led."""
        for number in self._outside_code:
            text = self.lines[number].expandtabs(4)
            columns = len(_NESTING.match(text)[0])  # type: ignore[index]  # It matches nothing at least.
            if columns > _DEEPEST and text.strip():
                message = (
                    f"this line stands in by {columns} columns; lists within lists go {_DEEPEST} columns deep at most"
                )
                yield self._problem(number, message, columns)

    def heading_problems(self) -> Iterator[Problem]:
        """Yield the headings that are not named, or named like another."""
        seen: dict[str, int] = {}
        doubled: list[Problem] = []
        for number, level, title in self._headings:
            named = _NAMED.fullmatch(title)
            if level == 1:
                yield self._problem(number, "a first-level heading; the page has one already, use '##'")
            elif not named:
                yield self._problem(number, "a heading without an anchor; add one, such as {#the-rule}")
            elif named[2] in seen:
                message = f"the anchor '{named[2]}' is here twice; the first is on line {seen[named[2]]}"
                doubled.append(self._problem(number, message))
            if named:
                seen.setdefault(named[2], number + self.first)
        if doubled:
            yield from counted(doubled)  # Of what was pasted once more, the first heading says enough.


def _question(line: str, *, is_heading: bool) -> tuple[str, str]:
    if is_heading:
        return "the heading", "write in a few words what the section says"
    return "the text", line.partition("BLANK:")[2].strip() or "write it in its place"
