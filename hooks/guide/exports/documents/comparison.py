"""Writes what the comparison shows once a reader has chosen: sources by row, verdicts by pair, other words for rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.statements import Statement
from guide.model import formats, urls
from guide.render.text import TextWriter


def files(guide: Guide) -> dict[str, str]:
    """Return the file by its path; a row is named by its anchor, and has a source for each candidate by rank."""
    known = [guide.statements.of(candidate) for candidate in guide.candidates]
    sources = {urls.anchor("fact", key): _sources(one.facts[key] for one in known) for key in guide.fact_types}
    for key in guide.features.features:
        sources[urls.anchor("box", key)] = _sources(one.features[key] for one in known)
    voice = TextWriter(guide.figures, urls.COMPARE)
    verdicts = {f"{versus.one.slug} {versus.other.slug}": voice.plain(versus.pair.verdict) for versus in guide.pairs}
    content = {"sources": sources, "verdicts": verdicts, "also": _also_called(guide)}
    return {routes.COMPARISON: json.dumps(content, ensure_ascii=False, separators=(",", ":"))}


def _sources(statements: Iterable[Statement]) -> list[Any]:
    """Return label, date and address of each first source; nothing where none is known."""
    return [
        [one.source.label, formats.date(one.as_of), one.source_address] if one.source else None for one in statements
    ]


def _also_called(guide: Guide) -> dict[str, str]:
    """Return what else readers call what a row is about."""
    called: dict[str, str] = {}
    for synonym in guide.search.synonyms:
        page, _, anchor = synonym.leads_to.partition("#")
        if page == urls.COMPARE:
            called[anchor] = " ".join((called.get(anchor, ""), *synonym.words)).strip()
    return called
