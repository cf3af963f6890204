"""Adds an entry to the ledger of changes; every line that was there stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guide.model.history import Change
from guide.model.ledger import last_value
from guide.model.problems import InvalidGuide, Problem
from guide.source.records.yaml_reader import Document, read_document


def with_change(document: Document, entry: Mapping[str, str]) -> str:
    """Return the text of the ledger with an entry more at its end; takes the YAML of each of its values.

    Raises InvalidGuide if the ledger is not a list with one dash a line.
    """
    kept = document.text if document.value else document.text.replace("[]\n", "")
    start = f"{kept}\n" if kept and not kept.endswith("\n") else kept
    text = f"{start}- " + "\n  ".join(f"{key}: {value}" for key, value in entry.items()) + "\n"
    after, problems = read_document(document.path, text)
    if problems or not after or after.value[:-1] != (document.value or ()):
        message = "the ledger has a form that nothing can be added to; write the entry by hand"
        raise InvalidGuide([Problem(path=document.path, message=message)])
    return text


def unrecorded(changes: Sequence[Change], ranks: Mapping[str, int], rules: str) -> dict[str, str]:
    """Return what the ledger lacks, as YAML: the new order, the digest of the new rules, or neither."""
    order = tuple(sorted(ranks, key=lambda slug: ranks[slug]))
    news = {}
    if last_value(changes, "ranking") != order:
        news["ranking"] = f"[{', '.join(order)}]"
    if last_value(changes, "rules") != rules:
        news["rules"] = f"'{rules}'"
    return news
