"""Writes what the search needs into one file, which a browser asks for when a reader opens the search."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from guide.derive import routes
from guide.derive.guide import Guide
from guide.exports.search_records import search_records


def files(guide: Guide) -> dict[str, str]:
    """Return the index by its path: suggestions, and each record as a list, in the order of `SearchRecord`."""
    content = {"suggestions": guide.search.suggestions, "records": list(_rows(guide))}
    return {routes.SEARCH: json.dumps(content, ensure_ascii=False, separators=(",", ":"))}


def lost_synonyms(guide: Guide) -> Iterator[str]:
    """Yield each address that words lead to although the search finds nothing there."""
    known = {record.address for record in search_records(guide)}
    yield from (synonym.leads_to for synonym in guide.search.synonyms if synonym.leads_to not in known)


def _rows(guide: Guide) -> Iterator[list[Any]]:
    for record in search_records(guide):
        row = [record.address, record.kind, record.title, record.text, record.names, record.topic, record.says]
        while not row[-1]:
            row.pop()
        yield row
