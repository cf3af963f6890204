"""Release lines, ready for every output: each beginning and end in words, with its source, and whether it is past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model import formats, urls
from guide.model.dates import CalendarDate
from guide.model.facts import Evidence, Source
from guide.model.reads import note
from guide.model.releases import Latest, Line, Moment, PlannedLine
from guide.source.library import file_of

LABELS: Mapping[str, str] = {
    "released": "Released",
    "due": "Expected",
    "bug_fixes_until": "Bug fixes until",
    "security_fixes_until": "Security fixes until",
    "paid_until": "Paid fixes until",
}
"""What can be known of a line, in the order of a table, with its name for readers."""

BASES: Mapping[str, str] = {"published": "", "derived": "by the project's rule", "third_party": "third party"}
"""What readers must know of where a date comes from, if the project does not print it."""


@dataclass(frozen=True, kw_only=True)
class MomentStatement:
    """When something of a line begins or ends."""

    name: str
    label: str
    moment: Moment
    text: str
    """In words, such as April 2027, or the release that ends it."""
    weak: str
    """How it is known, if not from the project's own print; empty otherwise."""
    is_past: bool
    """Whether the last day that it can mean is over."""
    sources: tuple[Source, ...]
    as_of: CalendarDate

    @property
    def when(self) -> CalendarDate | None:
        """The date, if that is how it is known."""
        return self.moment.date


@dataclass(frozen=True, kw_only=True)
class LineStatement:
    """A release line, out or planned."""

    subject: Candidate
    line: str
    """Its key, which never changes."""
    label: str
    state: Literal["out", "planned"]
    moments: Mapping[str, MomentStatement]
    latest: Latest | None
    note: str
    sources: tuple[Source, ...]
    as_of: CalendarDate
    keep_by: dt.date
    """The last day on which it is taken as current."""
    is_stale: bool
    """Whether that day is past."""
    address: str
    """Where it stands, with its anchor, from the root of the site."""
    file: str
    """Where it is changed, from the root of the repository."""

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return self.address.partition("#")[2]


def lines_of(guide: Guide, candidate: Candidate) -> tuple[LineStatement, ...]:
    """Return the lines of a candidate: the one to start on, the others that are out, then those that are planned."""
    releases = candidate.releases
    if releases is None:
        return ()
    lines: tuple[Line, ...] = (*releases.lines, *releases.planned)
    return tuple(_line(guide, candidate, line) for line in lines)


def starting_lines(guide: Guide) -> Iterator[LineStatement]:
    """Yield the line to start on of each candidate that has lines, by rank."""
    for candidate in guide.candidates:
        yield from lines_of(guide, candidate)[:1]


def keeps_days(guide: Guide) -> int:
    """Return for how many days lines are taken as current: as long as the fact that they answer."""
    kinds = (kind for kind in guide.fact_types.values() if kind.line == "security_fixes_until")
    return next((kind.keeps_days for kind in kinds), guide.features.keeps_days)


def _line(guide: Guide, candidate: Candidate, line: Line) -> LineStatement:
    last_day = line.keep_by(keeps_days(guide))
    note(f"stale {last_day}")
    return LineStatement(
        subject=candidate,
        line=line.line,
        label=line.label,
        state="planned" if isinstance(line, PlannedLine) else "out",
        moments={name: _moment(guide, line, name, moment) for name, moment in line.moments()},
        latest=getattr(line, "latest", None),
        note=line.note or "",
        sources=_sources(line),
        as_of=line.as_of,
        keep_by=last_day,
        is_stale=last_day < guide.today,
        address=urls.part(candidate.address, "line", urls.slug(line.line)),
        file=file_of("releases", candidate.slug),
    )


def _moment(guide: Guide, line: Line, name: str, moment: Moment) -> MomentStatement:
    if when := moment.date or moment.not_before:
        note(f"stale {when.last_day}")
    return MomentStatement(
        name=name,
        label=LABELS[name],
        moment=moment,
        text=_words(moment),
        weak=BASES[moment.basis],
        is_past=bool(when and when.last_day < guide.today),
        sources=_sources(moment if moment.source else line),
        as_of=moment.as_of or line.as_of,
    )


def _words(moment: Moment) -> str:
    if moment.date:
        return formats.date(moment.date)
    if moment.not_before:
        return f"no end date; not before {formats.date(moment.not_before)}"
    return f"{moment.with_release} comes out"


def _sources(read: Evidence | Moment) -> tuple[Source, ...]:
    return tuple(source for source in (read.source, read.second_source) if source)
