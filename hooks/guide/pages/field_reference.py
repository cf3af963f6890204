"""The reference of the data files for contributors: every key, made from the records themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from guide.model import urls
from guide.source.json_schemas import DATE_FORM, FORMS, schemas_together
from guide.source.library import FILES, FOLDERS, OPTIONAL

_FORMS: Mapping[str, str] = {
    **FORMS,
    "boolean": "`true` or `false`",
    "integer": "a whole number",
    "string": "text, in paragraphs",
}
"""What a pattern, or a type without one, is in words."""

_KINDS_OF_NAME: Mapping[str, str] = {
    "candidates": "the short name of a candidate",
    "criteria": "a criterion",
    "fact_types": "a kind of fact",
    "features": "a feature",
    "languages": "a language",
    "moments": "a moment",
    "origins": "an origin",
    "questions": "a question",
    "statuses": "a status",
    "styles": "a style",
    "tiers": "a tier",
}
"""What the names of each vocabulary are."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One key of a data file, or of a part of one."""

    key: str
    needed: bool
    form: str
    """The values it takes, in a few words; the titles of the parts, if it has any, belong behind it."""
    parts: tuple[str, ...]
    """The names of the records in its value."""
    meaning: str


@dataclass(frozen=True, kw_only=True)
class RecordDocs:
    """A kind of record, and its keys."""

    name: str
    meaning: str
    fields: tuple[Field, ...]

    @property
    def title(self) -> str:
        """The name in words."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name).capitalize()

    @property
    def anchor(self) -> str:
        return self.title.lower().replace(" ", "-")


@dataclass(frozen=True, kw_only=True)
class FileDocs:
    """A data file, or all the files of a folder."""

    path: str
    anchor: str
    holds: str
    """Its content, in a few words."""
    parts: tuple[str, ...]
    """The records that it is made of."""


_schemas = cache(schemas_together)


@cache
def file_docs() -> tuple[FileDocs, ...]:
    """Return every kind of data file, those that a contributor changes most often first."""
    schemas, _ = _schemas()
    paths = {name: f"{folder}/….yml" for name, (folder, _) in FOLDERS.items()}
    paths |= {name: path for name, (path, _) in {**FILES, **OPTIONAL}.items()}
    return tuple(
        FileDocs(
            path=path,
            anchor=urls.anchor("file", name),
            holds=_form(schemas[name]),
            parts=tuple(_parts(schemas[name])),
        )
        for name, path in paths.items()
    )


@cache
def record_docs() -> tuple[RecordDocs, ...]:
    """Return every kind of record in the data files, in the order in which they are first met."""
    schemas, definitions = _schemas()
    records: dict[str, RecordDocs] = {}
    for schema in schemas.values():
        queue = list(_parts(schema))
        while queue:
            name = queue.pop(0)
            if name not in records:
                record = definitions[name]
                fields = tuple(_fields(record, definitions))
                records[name] = RecordDocs(name=name, meaning=_folded(record["description"]), fields=fields)
                queue += [part for field in records[name].fields for part in field.parts]
    return tuple(records.values())


def _fields(record: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[Field]:
    needed = set(record.get("required", ()))
    for key, schema in record["properties"].items():
        parts = tuple(dict.fromkeys(_parts(schema)))
        # A field without a description is described by the record in it.
        meaning = schema.get("description") or definitions[parts[0]]["description"]
        yield Field(key=key, needed=key in needed, form=_form(schema), parts=parts, meaning=_folded(meaning))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _parts(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the records that a schema is about, without going into them."""
    if "$ref" in schema:
        yield schema["$ref"].rpartition("/")[2]
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _parts(schema[key])
    for key in ("oneOf", "anyOf", "allOf"):
        for branch in schema.get(key, ()):
            yield from _parts(branch)


def _form(schema: Mapping[str, Any]) -> str:
    """Return in a few words what a schema allows."""
    return _choice(schema) or _collection(schema) or _text(schema)


def _choice(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return "one of " + ", ".join(f"`{word}`" for word in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    return _KINDS_OF_NAME[schema["x-names"]] if "x-names" in schema else ""


def _collection(schema: Mapping[str, Any]) -> str:
    if schema.get("type") == "array":
        return f"a list, each entry {_form(schema['items'])}"
    if "propertyNames" in schema:
        return f"by {_key(schema['propertyNames'])}: {_form(schema['additionalProperties'])}"
    return "with the keys of" if any(_parts(schema)) else ""


def _text(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_form(branch) for branch in schema["anyOf"])
    if isinstance(schema["type"], list):
        return DATE_FORM
    return _FORMS.get(schema.get("pattern", schema["type"]), "text")


def _key(schema: Mapping[str, Any]) -> str:
    return _KINDS_OF_NAME[schema["x-names"]] if "x-names" in schema else "a name"
