"""Finds the place in the guide's files that asks for a path of the site that is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.writers import TwoWriters
from guide.model.problems import InvalidGuide
from guide.site.places import problem_at
from guide.source.library import FILES, file_of


@contextmanager
def told_in_place(guide: Guide, root: Path) -> Iterator[None]:
    """Turn TwoWriters into InvalidGuide, with a problem at what asked for the path in the files under `root`."""
    try:
        yield
    except TwoWriters as error:
        path, text = next(_causes(guide, error.paths))
        problem = problem_at(root, path, text, f"{error}; give one of them another name or address")
        raise InvalidGuide([problem]) from None


def _causes(guide: Guide, paths: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what in the guide's files can ask for one of the paths, as file and text, the likeliest first."""
    addresses = (*(f"/{path}" for path in paths), *map(routes.address_of, paths))
    parts = {part for path in paths for part in re.split("[/.]", path)}
    redirected = {entry.old for entry in guide.redirects}
    yield from ((FILES["redirects"][0], address) for address in addresses if address in redirected)
    retired = {address for entry in guide.retired for address in entry.addresses}
    yield from ((FILES["retired"][0], address) for address in addresses if address in retired)
    for candidate in guide.candidates:
        yield from ((file_of("facts", candidate.slug), alias) for alias in candidate.aliases if alias in parts)
    yield from ((file_of("facts", candidate.slug), "") for candidate in guide.candidates if candidate.slug in parts)
    yield FILES["edition"][0], guide.edition.subject.many
