"""The passages of a guide: everything in the API's documents that has an address of its own, as named texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from guide.derive.guide import Guide
from guide.derive.statements import Kind, Statement
from guide.exports.documents import api

Topic = Literal["candidates", "decision", "facts", "features", "judgements", "texts", "ledger"]
"""What a passage is about, as a report divides them."""

_STATEMENTS: Mapping[Kind, Topic] = {
    "fact": "facts",
    "evidence": "facts",
    "box": "features",
    "judgement": "judgements",
}
"""The section of each kind of statement; announcements have no address of their own."""

_PARTS: Mapping[str, tuple[Topic, str]] = {
    "rules": ("decision", "Rule "),
    "cautions": ("decision", "Caution "),
    "changes": ("ledger", ""),
}
"""The section of other passages, and what stands before their name, by their field; the rest are texts."""

_LEFT_OUT = frozenset(
    ("version", "guide", "licences", "documents", "openapi", "how", "page", "document", "aliases")
) | {"differences", "moved", "horizon_months", "subject", "concerns", "grounds"}
"""The fields that follow from others, or are the same in all documents."""

_IN_OTHER_PASSAGES = frozenset({"facts", "in_the_box", "judgements", "rules"})
"""The fields of a candidate's document that are passages of their own."""

_SLUGS = frozenset({"candidate", "candidates", "nearest", "pick", "runner_up", "choose", "moving"})
"""The fields that hold slugs of candidates, as values or as keys."""

_NAMES = ("name", "date", "id", "what")
"""The fields that a passage goes by, the best first."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """The texts at one address."""

    section: Topic
    label: str
    fields: Mapping[str, str]
    """By name; the value of a statement has an empty one."""


def passages(guide: Guide, titles: Mapping[str, str], renames: Mapping[str, str]) -> dict[str, Passage]:
    """Return every passage of a guide by its address from the root of the site.

    Takes the titles of the pages by address, and the present slug of each candidate that has another now.
    """
    by_address: dict[str, Passage] = {}
    for document in api.documents(guide):
        for address, passage in _in_document(guide, _renamed(document, renames), titles):
            same_page = by_address[address].fields if address in by_address else {}
            by_address[address] = replace(passage, fields={**same_page, **passage.fields})
    return {**by_address, **{statement.address: _statement(statement) for statement in _statements(guide)}}


def _statements(guide: Guide) -> Iterator[Statement]:
    for candidate in guide.candidates:
        statements = guide.statements.of(candidate)
        for group in (statements.judgements, statements.features, statements.facts, statements.more):
            yield from group.values()
    yield from guide.statements.general.values()


def _statement(statement: Statement) -> Passage:
    fields = {
        "": statement.text or statement.shown,
        "reason": statement.reason,
        "note": statement.note,
        "rests on": ", ".join(statement.rests_on),
        "source": " · ".join(f"{source.label} {source.address}".rstrip() for source in statement.sources),
        "as of": statement.as_of.text if statement.keep_by else "",
        "keep by": str(statement.keep_by or ""),
    }
    return Passage(
        section=_STATEMENTS[statement.kind],
        label=f"{statement.subject.name}, {statement.label}" if statement.subject else statement.label,
        fields={name: text for name, text in fields.items() if text},
    )


def _in_document(guide: Guide, document: dict[str, Any], titles: Mapping[str, str]) -> Iterator[tuple[str, Passage]]:
    """Yield the passage of a document's page, then those that stand on this page, with their addresses."""
    site, is_candidate = guide.site.rstrip("/"), "slug" in document
    page = document["page"].removeprefix(site)
    section: Topic = "candidates" if is_candidate else "decision" if "rules" in document else "texts"
    title = document["name"] if is_candidate else titles.get(page, page)
    if is_candidate:
        document = {key: value for key, value in document.items() if key not in _IN_OTHER_PASSAGES}
    order = [rule["id"] for rule in document.get("rules", ())]
    yield page, Passage(section=section, label=title, fields=_fields({**document, "name": title, "rules": order}))
    for container, part in _parts(document):
        address = part["page"].removeprefix(site)
        if container in _PARTS and not address.startswith(page):
            elsewhere = address.partition("#")[0]
            yield elsewhere, Passage(section=section, label=titles.get(elsewhere, elsewhere), fields={})
        if container in _PARTS or address.startswith(f"{page}#"):
            part_section, kind = _PARTS.get(container, ("texts", f"{title}, " if is_candidate else ""))
            name = next((str(part[name]) for name in _NAMES if part.get(name)), address)
            yield address, Passage(section=part_section, label=f"{kind}{name}", fields=_fields(part))


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


def _is_passage(value: Any) -> bool:
    return isinstance(value, dict) and "page" in value


def _parts(value: Any, container: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every passage within a value, with the field that it stands in."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if _is_passage(inner):
            yield container, inner
        else:
            yield from _parts(inner, key if isinstance(key, str) else container)


def _fields(passage: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of a passage by name."""
    kept = ((key, value) for key, value in passage.items() if key not in _LEFT_OUT)
    return {name: text for key, value in kept for name, text in _flattened(value, key.replace("_", " "))}


def _flattened(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in a value with their names."""
    if isinstance(value, dict) and not _is_passage(value):
        for key, inner in value.items():
            yield from _flattened(inner, f"{name} {key}".replace("_", " "))
    elif isinstance(value, list) and all(isinstance(inner, dict) and "key" in inner for inner in value):
        for inner in value:
            yield from _flattened({key: part for key, part in inner.items() if key != "key"}, f"{name} {inner['key']}")
    elif text := _text(value):
        yield name, text


def _text(value: Any) -> str:
    """Return a value as one line, without the passages in it, which have addresses of their own."""
    if _is_passage(value):
        return ""
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_text, value.values())))
    if isinstance(value, list):
        return " · ".join(filter(None, map(_text, value)))
    return " ".join(str(value).split()) if value else ""
