"""Finds the place in the guide's files that asks for a path of the site that is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.writers import TwoWriters
from guide.model.problems import InvalidGuide, Location
from guide.source.library import FILES, file_of
from guide.source.records.yaml_reader import read_document


@contextmanager
def located_clashes(guide: Guide, root: Path) -> Iterator[None]:
    """Turn TwoWriters into InvalidGuide, with a problem at what asked for the path in the files of the guide."""
    try:
        yield
    except TwoWriters as error:
        path, location = next(_causes(guide, error.paths))
        message = f"{error}; give one of them another name or address"
        document, problems = read_document(path, (root / path).read_text(encoding="utf-8-sig"))
        raise InvalidGuide([document.problem(location, message)] if document else problems) from None


def _causes(guide: Guide, paths: tuple[str, str]) -> Iterator[tuple[str, Location]]:
    """Yield what can ask for one of the paths, as file and location, the likeliest first."""
    addresses = (*(f"/{path}" for path in paths), *map(routes.address_of, paths))
    parts = {part for path in paths for part in re.split("[/.]", path)}
    redirects = {redirect.old: number for number, redirect in enumerate(guide.redirects)}
    yield from ((FILES["redirects"][0], (redirects[address], "old")) for address in addresses if address in redirects)
    for number, entry in enumerate(guide.retired):
        for position, address in enumerate(entry.addresses):
            if address in addresses:
                yield FILES["retired"][0], (number, "addresses", position)
    for candidate in guide.candidates:
        for position, alias in enumerate(candidate.aliases):
            if alias in parts:
                yield file_of("facts", candidate.slug), ("aliases", position)
    yield from ((file_of("facts", candidate.slug), ()) for candidate in guide.candidates if candidate.slug in parts)
    yield FILES["edition"][0], ("subject", "many")
