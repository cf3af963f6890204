"""The timeline: how long release lines get fixes, on one axis from today to the end of the horizon.

Time is a share of the axis, in per cent; a month, a quarter or a year counts to its last day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.derive.release_lines import LineStatement, MomentStatement, lines_of, starting_lines
from guide.model import formats
from guide.model.dates import CalendarDate
from guide.model.reads import note

_GOAL = 95.0
"""Where on the axis the horizon ends; what goes on is seen to go on."""

_END = 100.0

_AT_THE_EDGE = 82.0
"""From where on no date fits behind the end of a bar."""

_FROM_THE_RIGHT = 75.0
"""From where on the name of a planned line stands before its mark."""

_LETTER, _SPACE = 7.0, 12.0
"""In pixels: how wide a letter is, and the space around a text."""

WIDE, MIDDLING, NARROW = 808, 488, 320
"""How many pixels the axis has, at least, on a wide screen, on a narrower one, and on a phone."""

BarKind = Literal["fixes", "security", "paid", "open", "latest", "nothing", "planned"]


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A span of one state."""

    kind: BarKind
    start: float
    end: float
    forms: tuple[str, ...]
    """The state in words, the longest form first."""

    @property
    def words(self) -> str:
        """The state in full."""
        return self.forms[0]

    @property
    def width(self) -> float:
        """How much of the axis it takes."""
        return round(self.end - self.start, 2)

    def fitting(self, pixels: int) -> str:
        """Return the longest form that fits in it if the axis has so many pixels; empty if none does."""
        return next((form for form in self.forms if self.width * pixels / _END >= _needed(form)), "")


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A planned line that comes out within the axis."""

    label: str
    words: str
    at: float
    has_room: bool
    """Whether its date fits beside it where the screen is wide."""

    @property
    def is_from_the_right(self) -> bool:
        """Whether its name stands before its mark, because behind it there is no room."""
        return self.at > _FROM_THE_RIGHT


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of releases."""

    name: str
    line: str
    """What stands beside the name; empty if the name is that of the line."""
    statement: LineStatement
    bars: tuple[Bar, ...]
    cap: float | None
    """Where free fixes end, if that is a date within the axis."""
    has_room: bool
    """Whether that date fits behind it."""
    is_weak: bool
    """Whether that date is not the project's own print."""
    until: str
    """When free fixes end, or why nobody knows, in few words."""
    planned: tuple[Planned, ...]
    sentence: str
    """All of it for those who do not see it."""


@dataclass(frozen=True, kw_only=True)
class Tick:
    """The first day of a quarter."""

    at: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A picture of lines, without a mark of how it is drawn."""

    title: str
    today: dt.date
    goal: dt.date
    months: int
    at_goal: float
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]

    @property
    def kinds(self) -> tuple[BarKind, ...]:
        """The states that occur, for the key, in order."""
        order: tuple[BarKind, ...] = ("fixes", "security", "paid", "open", "latest", "nothing", "planned")
        found = {bar.kind for row in self.rows for bar in row.bars}
        return tuple(kind for kind in order if kind in found)

    @property
    def has_planned(self) -> bool:
        """Whether a planned release is marked."""
        return any(row.planned for row in self.rows)


def of_all(guide: Guide) -> Timeline | None:
    """Return the lines to start on today, one for each candidate; None if nobody wrote any down."""
    axis = _Axis(guide)
    rows = (
        axis.row(line.subject.name, line.label, line, lines_of(guide, line.subject)) for line in starting_lines(guide)
    )
    return axis.timeline("Support", rows)


def of_one(guide: Guide, candidate: Candidate) -> Timeline | None:
    """Return all lines of a candidate, those that are planned for a date among them; None if it has none."""
    axis = _Axis(guide)
    shown = (line for line in lines_of(guide, candidate) if line.state == "out" or axis.is_ahead(line))
    rows = (axis.row(line.label, "planned" if line.state == "planned" else "", line, ()) for line in shown)
    return axis.timeline(f"Support of {candidate.name}", rows)


def few_words(date: CalendarDate | dt.date) -> str:
    """Return a date as it fits beside a bar: 31 Jul 2027, Jul 2027, Q3 2027."""
    if isinstance(date, CalendarDate):
        day, exact = date.first_day, len(date.text)
        if date.quarter:
            return f"Q{date.quarter} {day.year}"
        if exact < len("2027-07-31"):
            return str(day.year) if exact == len("2027") else f"{day:%b} {day.year}"
        date = day
    return f"{date.day} {date:%b} {date.year}"


class _Axis:
    """Places what lies between today and a little after the end of the horizon."""

    def __init__(self, guide: Guide) -> None:
        note("today")
        self._guide, self._today = guide, guide.today
        self._months = guide.edition.horizon_months
        self._goal = _months_later(guide.today, self._months)
        self._days = (self._goal - self._today).days / _GOAL * 100

    def at(self, day: dt.date) -> float:
        """Return where a day lies, never outside."""
        share = (day - self._today).days / self._days * 100
        return round(min(max(share, 0.0), _END), 2)

    def is_ahead(self, line: LineStatement) -> bool:
        """Return whether a planned line is expected within the axis."""
        due = line.moments.get("due")
        return bool(due and due.when and not due.is_past and self.at(due.when.last_day) < _END)

    def timeline(self, title: str, rows: Iterable[Row]) -> Timeline | None:
        """Return the timeline of rows; None without any."""
        found = tuple(rows)
        if not found:
            return None
        return Timeline(
            title=f"{title} over the {self._months} months from {formats.date(self._today)}",
            today=self._today,
            goal=self._goal,
            months=self._months,
            at_goal=_GOAL,
            ticks=tuple(self._ticks()),
            rows=found,
        )

    def _ticks(self) -> Iterator[Tick]:
        names = {1: "", 7: "Jul"}
        first = self._today.replace(day=1)
        for number in range(1, self._months + 1):
            month = _months_later(first, number)
            if month.month in (1, 4, 7, 10) and month <= self._goal:
                label = str(month.year) if month.month == 1 else names.get(month.month, "")
                yield Tick(at=self.at(month), label=label)

    def row(self, name: str, beside: str, line: LineStatement, others: tuple[LineStatement, ...]) -> Row:
        """Return the row of a line; others are those whose coming is marked in it."""
        bars = tuple(self._bars(line))
        end = line.moments.get("security_fixes_until")
        ends_at = self.at(end.when.last_day) if end and end.when and not end.is_past else _END
        cap = ends_at if ends_at < _END and line.state == "out" else None
        return Row(
            name=name,
            line=", ".join(filter(None, (beside, "stale" if line.is_stale else ""))),
            statement=line,
            bars=bars,
            cap=cap,
            has_room=ends_at < _AT_THE_EDGE and not any(bar.kind == "paid" for bar in bars),
            is_weak=bool(cap is not None and end and end.weak),
            until=_until(line, bars),
            planned=tuple(self._planned(others)),
            sentence=f"{name} {beside}".rstrip() + f": {_sentence(line, bars, others)}",
        )

    def _bars(self, line: LineStatement) -> Iterator[Bar]:
        due, security = line.moments.get("due"), line.moments.get("security_fixes_until")
        if due and due.when:
            end = self.at(security.when.last_day) if security and security.when else _END
            yield Bar(kind="planned", start=self.at(due.when.last_day), end=end, forms=("Planned",))
        elif security and security.when:
            yield from self._dated(line, security, security.when)
        else:
            yield self._undated(line)

    def _dated(self, line: LineStatement, security: MomentStatement, ends: CalendarDate) -> Iterator[Bar]:
        bug, paid = line.moments.get("bug_fixes_until"), line.moments.get("paid_until")
        free = self.at(ends.last_day)
        split = min(self.at(bug.when.last_day), free) if bug and bug.when else free
        is_tight = free >= _AT_THE_EDGE
        until = f" until {few_words(ends)}"
        if split and not security.is_past:
            words = "Bug and security fixes"
            if is_tight and split == free:
                words += until
            elif is_tight and bug and bug.when:
                words = f"Bug fixes until {few_words(bug.when)}, security fixes{until}"
            yield Bar(kind="fixes", start=0, end=split, forms=(words, "Bug fixes", "Fixes"))
        if split < free:
            ended = f"; bug fixes ended {few_words(bug.when)}" if bug and bug.when and bug.is_past else ""
            words = "Security only" if is_tight and split else f"Security fixes only{ended}"
            yield Bar(
                kind="security",
                start=split,
                end=free,
                forms=(words, "Security fixes only", "Security fixes", "Security"),
            )
        if paid and paid.when and not paid.is_past:
            until = f"until {few_words(paid.when)}"
            words = (
                f"Paid support only, {until}"
                if security.is_past
                else f"Free until {few_words(ends)}, then paid {until}"
            )
            yield Bar(kind="paid", start=free, end=self.at(paid.when.last_day), forms=(words, "Paid support", "Paid"))

    def _undated(self, line: LineStatement) -> Bar:
        releases = line.subject.releases
        policy = releases.policy.kind if releases else "none"
        if policy == "latest_only":
            words, short = "Only the latest release gets fixes, no dates", "Latest release only"
        elif policy == "none":
            words, short = "No support policy published", "No policy published"
        else:
            words, short = _open_words(line)
        kind: dict[str, BarKind] = {"latest_only": "latest", "none": "nothing"}
        return Bar(kind=kind.get(policy, "open"), start=0, end=_END, forms=(words, short))

    def _planned(self, others: tuple[LineStatement, ...]) -> Iterator[Planned]:
        taken = 0.0
        for line in others:
            due = line.moments.get("due")
            if not (due and due.when and self.is_ahead(line)):
                continue
            about = "about " if due.moment.basis == "derived" else ""
            words = f"planned, {about}{few_words(due.when)}"
            at = max(self.at(due.when.last_day), 1.2)
            needed = _needed(f"{line.label} {words}") / WIDE * _END
            start, end = (at - needed, at) if at > _FROM_THE_RIGHT else (at, at + needed)
            has_room = start >= taken
            taken = end if has_room else at + _needed(line.label) / WIDE * _END
            yield Planned(label=line.label, words=words, at=at, has_room=has_room)


def _needed(text: str) -> float:
    return len(text) * _LETTER + _SPACE


def _open_words(line: LineStatement) -> tuple[str, str]:
    bug, security = line.moments.get("bug_fixes_until"), line.moments.get("security_fixes_until")
    ended = bool(bug and bug.is_past)
    what = "Security fixes only" if ended else "Supported"
    if security and security.moment.with_release:
        counted = f"{what}, until {security.moment.with_release} comes out"
        return counted, f"Until {security.moment.with_release}"
    return f"{what}, no end date announced", f"{what}, no end date"


def _until(line: LineStatement, bars: tuple[Bar, ...]) -> str:
    """Return when free fixes end, in few words."""
    end = line.moments.get("due" if line.state == "planned" else "security_fixes_until")
    if end and end.when:
        weak = f", {end.weak}" if end.weak == "third party" else ""
        return f"{'ended ' if end.is_past else ''}{few_words(end.when)}{weak}"
    if end and end.moment.with_release:
        return "by release"
    kinds = {"latest": "latest only", "nothing": "no policy"}
    return next((kinds[bar.kind] for bar in bars if bar.kind in kinds), "no date")


def _sentence(line: LineStatement, bars: tuple[Bar, ...], others: tuple[LineStatement, ...]) -> str:
    """Return all that a row shows, and what it cannot show."""
    moments = line.moments
    if "due" in moments:
        parts = [f"planned for {moments['due'].text}"]
    elif any(bar.kind in ("open", "latest", "nothing") for bar in bars):
        parts = [bars[0].words[0].lower() + bars[0].words[1:]]
    else:
        parts = [_told(moment) for name, moment in moments.items() if name != "released"]
    for other in others:
        due = other.moments.get("due")
        if due:
            parts.append(f"{other.label} {'was due' if due.is_past else 'planned for'} {due.text}")
    stale = " Past its keep-by date." if line.is_stale else ""
    return "; ".join(parts) + "." + stale


def _told(moment: MomentStatement) -> str:
    what = moment.label.removesuffix(" until").lower()
    how = f" ({moment.weak})" if moment.weak else ""
    return f"{what} {'ended' if moment.is_past else 'until'} {moment.text}{how}"


def _months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = CalendarDate(f"{day.year + year}-{month + 1:02}").last_day
    return last.replace(day=min(day.day, last.day))
