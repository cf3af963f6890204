"""What is past its keep-by date, or near it, and who can renew it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from guide.derive.guide import Guide
from guide.derive.statements import Statement
from guide.refresh.policy import is_renewable

_WIDEST = 48
"""How much of a value a table shows, in characters."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A statement that will not keep much longer, or has not."""

    slug: str
    """Its candidate; empty if it is about the whole field."""
    name: str
    key: str
    label: str
    value: str
    keep_by: str
    days_left: int
    """Below zero: for how many days it has been past its keep-by date."""
    by_machine: bool
    """Whether `guide refresh` can renew it; a person has to, otherwise."""
    file: str
    page: str
    """Where readers see it, from the root of the site."""


def due(guide: Guide, within: int) -> tuple[Due, ...]:
    """Return all statements whose keep-by date is past or within so many days, grouped by candidate.

    In a group the soonest stands first, and the group with the soonest stands first.
    """
    near = [_due(guide, statement, last) for statement, last in _dated(guide) if (last - guide.today).days <= within]
    soonest: dict[str, int] = {}
    for statement in near:
        soonest[statement.name] = min(statement.days_left, soonest.get(statement.name, within))
    return tuple(sorted(near, key=lambda entry: (soonest[entry.name], entry.name, entry.days_left, entry.label)))


def _dated(guide: Guide) -> Iterator[tuple[Statement, dt.date]]:
    """Yield every statement that keeps for some time only, with the last day on which it does."""
    groups = [guide.statements.general]
    for candidate in guide.candidates:
        statements = guide.statements.of(candidate)
        groups += [statements.facts, statements.more, statements.features]
    for group in groups:
        yield from ((statement, statement.keep_by) for statement in group.values() if statement.keep_by)


def _due(guide: Guide, statement: Statement, last: dt.date) -> Due:
    subject = statement.subject
    may_follow = subject and statement.kind == "fact" and is_renewable(guide.fact_types, subject.sheet, statement.key)
    return Due(
        slug=subject.slug if subject else "",
        name=subject.name if subject else guide.edition.name,
        key=statement.key,
        label=statement.label,
        value=statement.name or statement.text or statement.shown,
        keep_by=last.isoformat(),
        days_left=(last - guide.today).days,
        by_machine=bool(may_follow),
        file=statement.file,
        page=statement.address,
    )


def as_text(statements: Sequence[Due], within: int) -> str:
    """Return a table for a terminal."""
    rows = {
        statement: (
            days_in_words(statement.days_left),
            statement.label,
            _short(statement.value),
            statement.keep_by,
            _who(statement),
        )
        for statement in statements
    }
    widths = [max(map(len, column)) for column in zip(*rows.values(), strict=True)]
    lines = []
    for name, group in groupby(statements, key=lambda statement: statement.name):
        lines.append(name)
        for statement in group:
            cells = (cell.ljust(width) for cell, width in zip(rows[statement], widths, strict=True))
            lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join([*lines, _summary(statements, within)])


def as_markdown(statements: Sequence[Due], within: int) -> str:
    """Return a list for a comment or an issue."""
    lines = []
    for name, group in groupby(statements, key=lambda statement: statement.name):
        entries = (
            f"- {days_in_words(statement.days_left)}: {statement.label}, {code(_short(statement.value))}, "
            f"{_who(statement)} (`{statement.file}`)"
            for statement in group
        )
        lines += [f"### {name}", "", *entries, ""]
    return "\n".join([*lines, _summary(statements, within)])


def as_json(statements: Sequence[Due], _within: int) -> str:
    """Return a document for programs."""
    return json.dumps([vars(statement) for statement in statements], ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Sequence[Due], int], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}


def days_in_words(days: int) -> str:
    """Return how long a statement still keeps."""
    if days < 0:
        return f"{-days} day{'s' if days < -1 else ''} over"
    return f"{days} day{'' if days == 1 else 's'} left" if days else "last day"


def code(text: str) -> str:
    """Return text as code in Markdown, on one line, in which nothing else is meant by any sign."""
    return f"`{' '.join(text.replace('`', 'ˋ').split())}`"


def _short(value: str) -> str:
    return value if len(value) <= _WIDEST else value[: _WIDEST - 1].rstrip() + "…"


def _who(statement: Due) -> str:
    return "by machine" if statement.by_machine else "by a person"


def _summary(statements: Sequence[Due], within: int) -> str:
    past = sum(statement.days_left < 0 for statement in statements)
    machine = sum(statement.by_machine for statement in statements)
    return (
        f"{past} past their keep-by date, {len(statements) - past} within {within} days of it; "
        f"`guide refresh` can renew {machine} of them"
    )
