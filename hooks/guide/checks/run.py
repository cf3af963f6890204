"""Runs every check across files: what each file says of the others must be so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from guide.checks.candidates import _boxes, _companions, _facts, _identities, _nicknames
from guide.checks.links import _pages, _placed_sections, _prose_links, _redirects, _retired, _sections
from guide.checks.opinions import _not_ranked, _opinions, _pairs, _ranks
from guide.checks.rules import _decision, _ledger
from guide.checks.texts import _dates, _texts
from guide.checks.titles import check_titles
from guide.model.problems import Problem
from guide.source.library import Library, Unread

Check = Callable[[Library], Iterator[Problem]]


def check_library(library: Library, today: dt.date) -> list[Problem]:
    """Return every problem that stands between files.

    A check that needs a file that could not be read is left out: that file has problems of its own.
    """
    checks: tuple[Check, ...] = (
        _companions,
        _pages,
        _facts,
        _boxes,
        _identities,
        _nicknames,
        _opinions,
        _ranks,
        _pairs,
        _decision,
        _not_ranked,
        _ledger,
        _redirects,
        _retired,
        _sections,
        _placed_sections,
        _prose_links,
        lambda library: _dates(library, today),
        _texts,
        check_titles,
    )
    return [problem for check in checks for problem in _run(check, library)]


def _run(check: Check, library: Library) -> Iterator[Problem]:
    try:
        yield from check(library)
    except Unread:
        return
