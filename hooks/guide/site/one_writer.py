"""Holds the site to one writer a path, and finds what in the guide's files asked for the second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.writers import Clash, Writing, clashes
from guide.model.problems import Problem
from guide.site.places import problem_at
from guide.source.library import FILES, file_of


def check_writers(guide: Guide, writings: Iterable[Writing], root: Path) -> Iterator[Problem]:
    """Yield whatever cannot lie side by side on the site, once for each place that asks for it."""
    problems = [problem(guide, clash, root) for clash in clashes(writings)]
    yield from {(found.path, found.line, found.column): found for found in reversed(problems)}.values()


def problem(guide: Guide, clash: Clash, root: Path) -> Problem:
    """Return what is wrong where two want one place, at what asked for it."""
    path, text = next(_causes(guide, (clash.second.path, clash.first.path)))
    return problem_at(root, path, text, f"{clash}; give one of them another name or address")


def _causes(guide: Guide, paths: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield files with what stands in them that can be why something lies at a path, the likeliest first."""
    addresses = {f"/{path}" for path in paths} | {routes.address_of(path) for path in paths}
    parts = {part for path in paths for part in re.split("[/.]", path)}
    yield from ((FILES["redirects"][0], entry.old) for entry in guide.redirects if entry.old in addresses)
    for entry in guide.retired:
        yield from ((FILES["retired"][0], address) for address in entry.addresses if address in addresses)
    for candidate in guide.candidates:
        yield from ((file_of("facts", candidate.slug), slug) for slug in candidate.sheet.aliases if slug in parts)
    yield from ((file_of("facts", one.slug), "") for one in guide.candidates if one.slug in parts)
    yield FILES["edition"][0], guide.edition.subject.many
