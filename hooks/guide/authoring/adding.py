"""Adds to data files that are there already: every line that was there stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guide.authoring.scaffold import Given, dashed, entry_lines
from guide.authoring.scalars import scalar
from guide.model.facts import FactSheet
from guide.model.history import Change
from guide.model.ledger import last_said
from guide.model.problems import Location
from guide.source.json_schemas import fields_in_order
from guide.source.yaml_reader import Document, read_document


class NotAdded(Exception):
    """Something that cannot be added; says why."""


def with_fact(document: Document, part: str, key: str, lines: Sequence[str], order: Sequence[str]) -> str:
    """Return the text of a candidate's facts with one fact more.

    Takes the part that it belongs to, `facts` or `more`, its key, its lines, and the order in which facts stand. The
    part is begun, in front of what must follow it, if it is not there.
    """
    if not isinstance(document.value, dict) or key in document.value.get(part, {}):
        raise NotAdded(f"'{key}' stands under '{part}' already; change it there")
    text, at = document.text, _line_for(document, part, key, order)
    begun = [] if part in document.value else [f"{part}:"]
    added = "".join(f"{line}\n" for line in (*begun, f"  {key}:", *lines))
    old = text.splitlines(keepends=True)
    before = "".join(old[:at])
    after = f"{before}{'' if before.endswith(chr(10)) or not before else chr(10)}{added}{''.join(old[at:])}"
    _assure(document, after, (part, key))
    return after


def _line_for(document: Document, part: str, key: str, order: Sequence[str]) -> int:
    """Return in front of which line the new one belongs, its notes left with it."""
    there = list(document.value.get(part, ())) if part in document.value else []
    later = order[order.index(key) + 1 :] if key in order else ()
    following = next(((part, name) for name in there if name in later), None) or _after(document, part)
    lines = document.text.splitlines()
    if following is None:
        return len(lines)
    line, column = document.keys[following]
    at = line - 1
    while at and _stands_over(lines[at - 1], column):
        at -= 1
    return at


def _after(document: Document, part: str) -> tuple[str] | None:
    """Return the first key that stands behind a part, or that must stand behind it."""
    keys, order = list(document.value), fields_in_order(FactSheet)
    if part in keys:
        return next(((key,) for key in keys[keys.index(part) + 1 :]), None)
    return next(((key,) for key in keys if key in order[order.index(part) + 1 :]), None)


def _stands_over(line: str, column: int) -> bool:
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) < column


def _assure(before: Document, text: str, added: tuple[str, str]) -> None:
    """Refuse a text that holds anything but what was there and what was added."""
    part, key = added
    document, problems = read_document(before.path, text)
    value: dict[str, Any] = dict(document.value) if document else {}
    rest = {name: entry for name, entry in value.get(part, {}).items() if name != key}
    without = {**value, part: rest} if rest or part in before.value else {k: v for k, v in value.items() if k != part}
    if problems or without != before.value:
        raise NotAdded(f"'{key}' cannot be added to a file of this form; write it by hand")


def with_change(document: Document, given: Given) -> str:
    """Return the text of the ledger with an entry more at its end."""
    entry = dashed(entry_lines(Change, given, 2))
    if not document.value:
        text = "".join(line for line in document.text.splitlines(keepends=True) if line.strip() != "[]")
    else:
        text = document.text
    after = f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{entry}"
    new, problems = read_document(document.path, after)
    if problems or not new or new.value[:-1] != (document.value or ()):
        raise NotAdded("the ledger has a form that nothing can be added to; write the entry by hand")
    return after


def unrecorded(changes: Sequence[Change], ranks: Mapping[str, int], rules: str) -> dict[str, str]:
    """Return what the ledger does not say yet, as YAML: the new order, the digest of the new rules, or neither."""
    order = tuple(sorted(ranks, key=lambda slug: ranks[slug]))
    found = {}
    if last_said(changes, "ranking") != order:
        found["ranking"] = f"[{', '.join(order)}]"
    if last_said(changes, "rules") != rules:
        found["rules"] = f"'{rules}'"
    return found


def quoted(given: Mapping[str, str | None]) -> dict[Location, str]:
    """Return what was given for some keys as YAML; what was not is left out."""
    return {tuple(key.split(".")): scalar(text) for key, text in given.items() if text}
