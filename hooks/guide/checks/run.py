"""Runs every check across files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from guide.checks.candidates import (
    check_aliases,
    check_announcements,
    check_boxes,
    check_facts,
    check_icons,
    check_nicknames,
)
from guide.checks.files import check_files
from guide.checks.links import (
    check_placed_sections,
    check_prose_links,
    check_redirects,
    check_retired,
    check_sections,
)
from guide.checks.names import check_names
from guide.checks.opinions import check_not_ranked, check_opinions, check_pairs, check_ranks
from guide.checks.releases import check_releases
from guide.checks.rules import check_decision, check_ledger
from guide.checks.samples import check_samples
from guide.checks.texts import check_texts
from guide.checks.titles import check_titles
from guide.checks.values import check_dates, check_hosts, check_values
from guide.model.problems import Problem
from guide.source.library import Library, Unread

Check = Callable[[Library], Iterator[Problem]]


def check_library(library: Library, today: dt.date) -> list[Problem]:
    """Return every problem that stands between files.

    A check that needs a file that could not be read is left out: that file has problems of its own. While files are
    missing or misplaced that alone is told.
    """
    if misplaced := list(_run(check_files, library)):
        return misplaced
    checks: tuple[Check, ...] = (
        check_names,
        check_facts,
        lambda library: check_releases(library, today),
        check_samples,
        check_boxes,
        check_announcements,
        check_aliases,
        check_icons,
        check_nicknames,
        check_opinions,
        check_ranks,
        check_pairs,
        check_not_ranked,
        check_redirects,
        check_retired,
        check_sections,
        check_placed_sections,
        check_prose_links,
        lambda library: check_dates(library, today),
        lambda library: check_values(library, today),
        check_hosts,
        check_texts,
        check_titles,
    )
    # What else seems wrong on a line that has a problem of its form may follow from it.
    told = {(problem.path, problem.line) for problem in library.problems if problem.line > 1}
    decision = list(_run(check_decision, library))
    checks = (*checks, lambda library: check_ledger(library, are_rules_sound=not decision))
    found = (*decision, *(problem for check in checks for problem in _run(check, library)))
    return [problem for problem in found if (problem.path, problem.line) not in told]


def _run(check: Check, library: Library) -> Iterator[Problem]:
    try:
        yield from check(library)
    except Unread:
        return
