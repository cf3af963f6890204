"""The report of `guide refresh`: what changed, what disagrees, what could not be read, what a person must decide."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from guide.refresh.compare import Finding
from guide.refresh.stale import Due, code, days_in_words
from guide.refresh.upstream import Gap


@dataclass(frozen=True, kw_only=True)
class RefreshReport:
    """The outcome of comparing all candidates with their upstreams."""

    names: Mapping[str, str]
    """The name of each candidate."""
    findings: Sequence[Finding]
    gaps: Sequence[Gap]
    shelved: Sequence[str]
    """The candidates whose repository takes no changes any more."""
    past: Sequence[Due]
    """What is past its keep-by date, without a finding of its own."""

    @property
    def by_outcome(self) -> dict[str, list[Finding]]:
        """The findings of each outcome."""
        outcomes = ("changed", "confirmed", "disagrees", "agrees")
        return {name: [finding for finding in self.findings if finding.outcome == name] for name in outcomes}


def as_json(report: RefreshReport) -> str:
    """Return a document for programs."""
    document = {
        **{name: [_plain(finding) for finding in findings] for name, findings in report.by_outcome.items()},
        "could_not_be_read": [vars(gap) for gap in report.gaps],
        "shelved": list(report.shelved),
        "past_keep_by": [vars(statement) for statement in report.past],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _plain(finding: Finding) -> dict[str, str]:
    return {name: value for name, value in vars(finding).items() if name not in ("edits", "outcome")}


def as_markdown(report: RefreshReport) -> str:
    """Return a text for a terminal or a pull request; a part with nothing in it is left out."""
    environment = Environment(  # noqa: S701 - Markdown; all values of others are code
        loader=PackageLoader("guide"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"code": code, "days": days_in_words}
    template = environment.get_template("refresh.jinja")
    return template.render(vars(report), **report.by_outcome)


FORMATS: Mapping[str, Callable[[RefreshReport], str]] = {"markdown": as_markdown, "json": as_json}
