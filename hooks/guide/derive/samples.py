"""Samples, ready for every output: what became of each in words, whether that is stale, and what of it is shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model import formats, urls
from guide.model.dates import CalendarDate
from guide.model.facts import Fact
from guide.model.reads import note
from guide.model.samples import Fate, Run
from guide.source.library import SAMPLES
from guide.source.regions import Region

KEEPS_DAYS = 90
"""For how many days after its date what became of a sample is taken as current."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that every sample shows how to do."""

    id: str
    label: str
    text: str
    """What to look at, in Markdown."""
    address: str
    """The page on which all samples show it."""


@dataclass(frozen=True, kw_only=True)
class SampleStatement:
    """The sample of a candidate."""

    subject: Candidate
    run: Run
    fate: str
    """What became of it, in two or three words."""
    detail: tuple[str, str]
    """With which version, as those words go on: what stands before the date, and what behind it."""
    shown: Mapping[str, tuple[Region, ...]]
    """By task."""
    keep_by: dt.date
    """The last day on which that is taken as current."""
    newer: str
    """The newest release, if it is of a newer minor version than the one of the sample; else empty."""
    stale_since: CalendarDate | None
    """The first day on which that day was past, or a newer minor version was known here; None if neither is so."""
    folder: str
    """Where it lies, from the root of the repository."""

    @property
    def text(self) -> str:
        """What became of it, in words that can stand behind its name."""
        return self.fate + formats.date(self.run.date).join(self.detail)

    @property
    def is_stale(self) -> bool:
        """Whether what became of it may be otherwise by now."""
        return self.stale_since is not None

    @property
    def stale(self) -> str:
        """Why it is stale, in words; empty if it is not."""
        if self.newer:
            return f"{self.newer} is out"
        return f"past its keep-by date, {formats.date(self.keep_by)}" if self.is_stale else ""

    @property
    def size(self) -> str:
        """How large it is, in words."""
        return f"{self.run.files} files, {self.run.lines} lines"

    def address(self, task: Task) -> str:
        """Return where it shows a task, from the root of the site."""
        return f"{task.address}#{self.subject.slug}"


def tasks_of(guide: Guide) -> tuple[Task, ...]:
    """Return what the samples show, in order; nothing if there are no samples."""
    return tuple(
        Task(
            id=section.id,
            label=section.heading,
            text=section.text,
            address=urls.task(section.id) if number else urls.CODE,
        )
        for number, section in enumerate(guide.task_sections)
    )


def sample_of(guide: Guide, candidate: Candidate) -> SampleStatement | None:
    """Return the sample of a candidate, if it has one."""
    sample = candidate.sample
    if sample is None:
        return None
    last_day = sample.run.date.last_day + dt.timedelta(days=KEEPS_DAYS)
    note(f"stale {last_day}")
    newest = _newer(guide, candidate, sample.run.version)
    days = [newest.said or newest.as_of] if newest else []
    if last_day < guide.today:
        days.append(CalendarDate(str(last_day + dt.timedelta(days=1))))
    return SampleStatement(
        subject=candidate,
        run=sample.run,
        fate=_FATES[sample.run.fate],
        detail=_detail(candidate.name, sample.run),
        shown=sample.shown,
        keep_by=last_day,
        newer=f"{candidate.name} {newest.value}" if newest else "",
        stale_since=max(min(days), sample.run.date) if days else None,
        folder=f"{SAMPLES}/{candidate.slug}",
    )


def samples_of(guide: Guide) -> tuple[SampleStatement, ...]:
    """Return every sample, by rank of its candidate."""
    found = (sample_of(guide, candidate) for candidate in guide.candidates)
    return tuple(sample for sample in found if sample)


def _newer(guide: Guide, candidate: Candidate, version: str) -> Fact | None:
    """Return the newest release of a candidate if it is of a newer minor version than one."""
    for key, kind in guide.fact_types.items():
        fact = candidate.sheet.facts[key]
        if kind.line == "latest_version" and fact.value and _minor(str(fact.value)) > _minor(version):
            return fact
    return None


def _minor(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"[0-9]+", version)[:2]))


_FATES: Mapping[Fate, str] = {
    "run": "passed the contract",
    "built": "compiled, not run by us",
    "read": "not run in this version",
}


def _detail(name: str, run: Run) -> tuple[str, str]:
    version = f"{name} {run.version}"
    if run.fate == "run":
        issues = len(run.known_issues)
        but = f", but for {issues} known {'issue' if issues == 1 else 'issues'}" if issues else ""
        return " on ", f" with {version}{but}"
    if run.fate == "built":
        return ", on ", f" with {version}"
    return f", written from the documentation of {version} on ", ""
