"""The report on a change: its effect on readers, the files it touches, and whose decision it is."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.impact.compare import Comparison, compare
from guide.impact.passages import Topic
from guide.impact.revisions import TouchedFile, find_base
from guide.model import formats
from guide.model.problems import InvalidGuide
from guide.site.build import publish

_NOUNS: Mapping[Topic, tuple[str, str]] = {
    "decision": ("part of the decision", "parts of the decision"),
    "facts": ("fact", "facts"),
    "features": ("answer about the box", "answers about the box"),
    "judgements": ("judgement", "judgements"),
    "texts": ("text", "texts"),
    "ledger": ("entry of the ledger", "entries of the ledger"),
}
"""What one and several changes of each section are called; candidates go by the guide's own words."""


@dataclass(frozen=True, kw_only=True)
class ImpactReport:
    """The effect of a change, and the files it touches."""

    remark: str = ""
    """What has to be known of the base, in a sentence."""
    files: tuple[TouchedFile, ...]
    subject: tuple[str, str]
    """What one and several of the things ranked are called."""
    comparison: Comparison | None = None
    """None if the guide before the change cannot be built by the code of today."""
    unread: tuple[str, ...] = ()
    """Why it cannot be built."""

    @property
    def sides(self) -> frozenset[str]:
        """What the touched files hold."""
        return frozenset(file.side for file in self.files)

    @property
    def is_mixed(self) -> bool:
        """Whether facts and opinion are touched that could be changed one after the other."""
        separable = self.comparison is None or not self.comparison.inseparable
        return separable and {"facts", "opinion"} <= self.sides


def report_on(revision: str, root: Path, today: dt.date, environment: Mapping[str, str] = os.environ) -> ImpactReport:
    """Compare the guide under `root` with the one at a git revision.

    Raises InvalidGuide, with every problem, if the guide under `root` has any, and NoBase if there is no such revision.
    """
    after = publish(root, today, environment)
    base = find_base(root, revision)
    subject = after.guide.edition.subject
    report = ImpactReport(remark=base.remark, files=base.touched(), subject=(subject.one, subject.many))
    with base.folder() as folder:
        try:
            before = publish(folder, today, environment)
        except InvalidGuide as error:
            return dataclasses.replace(report, unread=tuple(map(str, error.problems)))
    return dataclasses.replace(report, comparison=compare(before, after))


def summary(report: ImpactReport) -> str:
    """Return what the change does, in one sentence."""
    if report.comparison is None:
        return "What this changes for readers cannot be told: the guide before it cannot be built by today's code."
    clauses = [f"{verb} {', '.join(things)}" for verb, things in _clauses(report, report.comparison) if things]
    nothing = "no fact, rank, rule or text" if "engine" in report.sides else "nothing that readers see"
    text = "; ".join(clauses) or f"changes {nothing}"
    return f"{text[0].upper()}{text[1:]}."


def _clauses(report: ImpactReport, comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    """Yield each verb with the things that it is done to."""
    nouns = {"candidates": report.subject, **_NOUNS}
    answers, pages = comparison.answers, comparison.pages
    for verb, how in (("adds", "added"), ("removes", "removed"), ("changes", "changed")):
        sections = [change.section for change in comparison.changes if change.how == how]
        things = [_count(sections.count(section), noun) for section, noun in nouns.items() if section in sections]
        if how == "changed" and answers.changed:
            compared = formats.count(answers.compared)
            things.append(f"the outcome of {formats.count(answers.changed)} of {compared} answer sets")
        if how == "changed" and pages.pages:
            things.append(f"how {_count(len(pages.pages), ('page reads', 'pages read'))}")
        yield verb, things


def _count(number: int, nouns: tuple[str, str]) -> str:
    return f"{formats.count(number)} {nouns[number != 1]}"


def advice(report: ImpactReport) -> str:
    """Return whether facts or opinion are touched, and who decides, in a sentence or two."""
    if not report.files:
        return "No file differs."
    engine = "The engine is touched: both sides are built by the new one here, so what it does otherwise is not told."
    sample = "A sample is touched: it was read here and not run, but once merged it runs every week. Read it as code."
    more = {"engine": engine, "sample": sample}
    return " ".join((_facts_or_opinion(report), *(text for side, text in more.items() if side in report.sides)))


def _facts_or_opinion(report: ImpactReport) -> str:
    if report.is_mixed:
        return (
            "Facts and opinion are mixed. Split it: one change with the facts, which anyone may mend, "
            "and one with the opinion, which the editors decide."
        )
    if report.sides & {"opinion", "ledger"} - ({"ledger"} if "facts" in report.sides else set()):
        return "Opinion or the ledger is touched: the editors decide."
    return (
        "Only facts are touched: anyone may mend them."
        if "facts" in report.sides
        else "No fact and no opinion is touched."
    )
