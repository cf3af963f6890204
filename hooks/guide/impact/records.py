"""Everything in the API's documents that has an address of its own, as a record of named texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from guide.derive.guide import Guide
from guide.derive.statements import Kind, Statement
from guide.exports import api

Section = Literal["candidates", "decision", "facts", "features", "judgements", "texts", "ledger"]
"""What a record is, as a report divides them."""

_STATEMENTS: Mapping[Kind, Section] = {
    "fact": "facts",
    "evidence": "facts",
    "box": "features",
    "judgement": "judgements",
}
"""The section of each kind of statement; announcements have no address of their own."""

_PARTS: Mapping[str, tuple[Section, str]] = {
    "rules": ("decision", "Rule "),
    "cautions": ("decision", "Caution "),
    "changes": ("ledger", ""),
}
"""The section of other records by the field that they stand in, and what stands before their name; others are texts."""

_LEFT_OUT = frozenset(
    ("version", "guide", "licences", "documents", "openapi", "how", "page", "document", "aliases")
) | {"differences", "moved", "horizon_months", "subject"}
"""The fields that follow from others, or are the same in all documents."""

_TOLD_ELSEWHERE = frozenset({"facts", "in_the_box", "judgements", "rules"})
"""The fields of a candidate's document that statements and rules tell."""

_SLUGS = frozenset({"candidate", "candidates", "nearest", "pick", "runner_up", "choose", "moving"})
"""The fields that hold slugs of candidates, as values or as keys."""

_NAMES = ("name", "date", "id", "what")
"""The fields that a record goes by, the best first."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """Something that can be linked to, and what it says."""

    section: Section
    label: str
    fields: Mapping[str, str]
    """By name; what a statement says first of all has an empty one."""


def records(guide: Guide, titles: Mapping[str, str], renames: Mapping[str, str]) -> dict[str, Record]:
    """Return every record of a guide by its address from the root of the site.

    Takes the titles of the pages by address, and the present slug of each candidate that has another now.
    """
    known: dict[str, Record] = {}
    for document in api.documents(guide):
        for address, record in _in_document(guide, _renamed(document, renames), titles):
            same_page = known[address].fields if address in known else {}
            known[address] = replace(record, fields={**same_page, **record.fields})
    return {**known, **{statement.address: _statement(statement) for statement in _statements(guide)}}


def _statements(guide: Guide) -> Iterator[Statement]:
    for candidate in guide.candidates:
        known = guide.statements.of(candidate)
        for group in (known.judgements, known.features, known.facts, known.more):
            yield from group.values()
    yield from guide.statements.general.values()


def _statement(statement: Statement) -> Record:
    fields = {
        "": statement.text or statement.shown,
        "reason": statement.reason,
        "note": statement.note,
        "rests on": ", ".join(statement.rests_on),
        "source": " · ".join(f"{source.label} {source.address}".rstrip() for source in statement.sources),
        "as of": statement.as_of.text if statement.keep_by else "",
        "keep by": str(statement.keep_by or ""),
    }
    return Record(
        section=_STATEMENTS[statement.kind],
        label=f"{statement.subject.name}, {statement.label}" if statement.subject else statement.label,
        fields={name: text for name, text in fields.items() if text},
    )


def _in_document(guide: Guide, document: dict[str, Any], titles: Mapping[str, str]) -> Iterator[tuple[str, Record]]:
    """Yield the record of a document's page, then those that stand on this page, with their addresses."""
    site, is_candidate = guide.site.rstrip("/"), "slug" in document
    page = document["page"].removeprefix(site)
    section: Section = "candidates" if is_candidate else "decision" if "rules" in document else "texts"
    title = document["name"] if is_candidate else titles.get(page, page)
    if is_candidate:
        document = {key: value for key, value in document.items() if key not in _TOLD_ELSEWHERE}
    order = [rule["id"] for rule in document.get("rules", ())]
    yield page, Record(section=section, label=title, fields=_fields({**document, "name": title, "rules": order}))
    for container, part in _parts(document):
        address = part["page"].removeprefix(site)
        if address.startswith(f"{page}#"):
            part_section, kind = _PARTS.get(container, ("texts", f"{title}, " if is_candidate else ""))
            name = next((str(part[name]) for name in _NAMES if part.get(name)), address)
            yield address, Record(section=part_section, label=f"{kind}{name}", fields=_fields(part))


def _renamed(value: Any, renames: Mapping[str, str], *, holds_slugs: bool = False) -> Any:
    """Return a value with the present names of candidates and pairs in the fields that hold them."""
    if isinstance(value, dict):
        return {
            renames.get(key, key) if holds_slugs else key: _renamed(inner, renames, holds_slugs=key in _SLUGS)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_renamed(inner, renames, holds_slugs=holds_slugs) for inner in value]
    return renames.get(value, value) if holds_slugs and isinstance(value, str) else value


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and "page" in value


def _parts(value: Any, container: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every record within a value, with the field that it stands in."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if _is_record(inner):
            yield container, inner
        else:
            yield from _parts(inner, key if isinstance(key, str) else container)


def _fields(record: Mapping[str, Any]) -> dict[str, str]:
    """Return what a record says, name by name."""
    told = ((key, value) for key, value in record.items() if key not in _LEFT_OUT)
    return {name: text for key, value in told for name, text in _flattened(value, key.replace("_", " "))}


def _flattened(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in a value with their names."""
    if isinstance(value, dict) and not _is_record(value):
        for key, inner in value.items():
            yield from _flattened(inner, f"{name} {key}".replace("_", " "))
    elif isinstance(value, list) and all(isinstance(inner, dict) and "key" in inner for inner in value):
        for inner in value:
            yield from _flattened({key: part for key, part in inner.items() if key != "key"}, f"{name} {inner['key']}")
    elif text := _text(value):
        yield name, text


def _text(value: Any) -> str:
    """Return a value as one line, without the records in it, which are told at their own addresses."""
    if _is_record(value):
        return ""
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_text, value.values())))
    if isinstance(value, list):
        return " · ".join(filter(None, map(_text, value)))
    return " ".join(str(value).split()) if value else ""
