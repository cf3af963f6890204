"""JSON Schemas of the data files, for editors: completion, descriptions, valid words, errors while typing.

They are made from the records and from the vocabulary. What a schema cannot say, such as that ranks have no gap, only
the check says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from guide.model.decision import Question
from guide.model.samples import Manifest
from guide.model.vocabulary import Criterion, FactType
from guide.source.library import FILES, FOLDERS, OPTIONAL, Library
from guide.source.records.docstrings import DescribedSchema
from guide.source.records.validation import PATTERNS, adapter

FOLDER = "schemas"

MANIFEST_LINE = f"# yaml-language-server: $schema=../../{FOLDER}/sample.json"
"""The first line of the manifest of a sample, which names its schema to editors."""

_VALUES: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "version": {"type": "string"},
    "date": {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?$"},
    "count": {"type": "integer", "minimum": 0},
    "address": {"type": "string", "pattern": "^https://"},
}
"""What the value of each type of fact must look like."""

FORMS: Mapping[str, str] = {
    **PATTERNS,
    "^https://": "a whole https address",
    "^https://[^?#]+$": "a whole https address without '?' and '#'",
}
"""What a pattern is in words."""

DATE_FORM = "a date: a year, a month or a day"


def files(library: Library) -> dict[str, str]:
    """Return every schema by its path in the repository; raise Unread where a file of the vocabulary is broken."""
    kinds = {name: kind for table in (FILES, OPTIONAL, FOLDERS) for name, (_, kind) in table.items()}
    kinds |= {"sample": Manifest}
    words = _Words(library)
    return {schema_path(name): _json(words.completed(schema_of(kind))) for name, kind in kinds.items()}


def schema_path(name: str) -> str:
    """Return where the schema of a kind of data file stands in the repository."""
    return f"{FOLDER}/{name.replace('_', '-')}.json"


def first_lines() -> dict[str, str]:
    """Return, for each data file or folder of data files, the line that names its schema to editors."""
    single = {path: _first_line(name, path.count("/")) for name, (path, _) in {**FILES, **OPTIONAL}.items()}
    return single | {path: _first_line(name, path.count("/") + 1) for name, (path, _) in FOLDERS.items()}


def _first_line(name: str, depth: int) -> str:
    return f"# yaml-language-server: $schema={'../' * depth}{schema_path(name)}"


@cache
def fields_in_order(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a record, its own before those that it shares with others."""
    parents = [parent for parent in model.__bases__ if issubclass(parent, BaseModel) and parent is not BaseModel]
    shared = [field for parent in parents for field in fields_in_order(parent)]
    return (*(field for field in model.model_fields if field not in shared), *shared)


class _Generator(DescribedSchema):
    """Leaves out what YAML written by hand has no use for: nulls, defaults, titles made from names."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        return {
            "type": "object",
            "propertyNames": self.generate_inner(schema["keys_schema"]),
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        written = super().model_schema(schema)
        record: type[BaseModel] = schema["cls"]
        return {**written, "properties": {key: written["properties"][key] for key in fields_in_order(record)}}

    def field_title_should_be_set(self, _schema: Any) -> bool:
        return False


def schema_of(kind: Any) -> dict[str, Any]:
    """Return the schema of a kind of data file, without the words of the vocabulary.

    Where words belong, `x-names` says from which vocabulary, and `x-every` whether a mapping needs all of them.
    """
    schema = adapter(kind).json_schema(schema_generator=_Generator, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schemas_together() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return the schema of every kind of data file by its name, and those of the records they refer to, each once."""
    kinds = {name: kind for table in (FOLDERS, FILES, OPTIONAL) for name, (_, kind) in table.items()}
    inputs: list[tuple[str, Literal["validation"], TypeAdapter[Any]]]
    inputs = [(name, "validation", adapter(kind)) for name, kind in kinds.items()]
    written, whole = TypeAdapter.json_schemas(inputs, schema_generator=_Generator)
    return {name: schema for (name, _), schema in written.items()}, whole["$defs"]


def known_words(library: Library) -> dict[str, dict[str, str]]:
    """Return the names of each vocabulary, each with what it means or asks; raise Unread where a file is broken."""
    terms, features, decision = library.one("terms"), library.one("features"), library.one("decision")
    return {
        "candidates": {slug: sheet.record.name for slug, sheet in library.facts.items()},
        "criteria": {key: criterion.question for key, criterion in library.one("criteria").items()},
        "fact_types": {key: kind.question for key, kind in library.one("fact_types").items()},
        "features": {key: feature.line or feature.label for key, feature in features.features.items()},
        "languages": {key: language.name for key, language in library.one("languages").items()},
        "moments": {key: term.meaning for key, term in terms.moments.items()},
        "origins": {key: term.meaning for key, term in decision.origins.items()},
        "questions": {key: question.asks for key, question in decision.questions.items()},
        "statuses": {key: status.meaning for key, status in features.statuses.items()},
        "styles": {key: term.meaning for key, term in terms.styles.items()},
        "tiers": {key: term.meaning for key, term in terms.tiers.items()},
    }


class _Words:
    """Completes schemas with the words of the vocabularies that the fields name."""

    def __init__(self, library: Library) -> None:
        self._fact_types: Mapping[str, FactType] = library.one("fact_types")
        self._criteria: Mapping[str, Criterion] = library.one("criteria")
        self._questions: Mapping[str, Question] = library.one("decision").questions
        self._known = known_words(library)
        self._named = set[str]()
        self._more: Mapping[str, Callable[[str], dict[str, Any]]] = {
            "criteria": lambda key: _where("word", _choice(_meanings(self._criteria[key]))),
            "fact_types": lambda key: _where("value", self._put_into(_VALUES[self._fact_types[key].type])),
        }

    def completed(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a kind of data file with its words, and with what editors need besides."""
        written: dict[str, Any] = self._put_into(schema)
        for name in self._named & written.get("$defs", {}).keys():
            # Beside the question that an entry answers, editors would show what every entry is instead of it.
            written["$defs"][name].pop("description", None)
        return written

    def _put_into(self, schema: Any) -> Any:
        if isinstance(schema, list):
            return [self._put_into(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        names = schema.get("propertyNames", {})
        if names.get("x-names") in self._known:
            return self._mapping(schema, names["x-names"], every=names["x-every"])
        parts = {key: self._put_into(part) for key, part in schema.items() if key not in ("x-names", "x-every")}
        if isinstance(schema.get("description"), str):
            parts["description"] = " ".join(schema["description"].split())
        if isinstance(schema.get("pattern"), str):
            parts |= _pattern_message(schema)
        if "oneOf" in schema:
            parts["type"] = "object"  # Or editors complete the key without its colon.
        return parts | _choice(self._known[schema["x-names"]]) if "x-names" in schema else parts

    def _mapping(self, schema: dict[str, Any], vocabulary: str, *, every: bool) -> dict[str, Any]:
        inner = ("propertyNames", "additionalProperties")
        kept = {key: self._put_into(part) for key, part in schema.items() if key not in inner}
        entry = self._put_into(schema["additionalProperties"])
        properties = {key: self._entry(vocabulary, key, entry) for key in self._known[vocabulary]}
        from_lines = {key for key, kind in self._fact_types.items() if kind.line} if vocabulary == "fact_types" else ()
        required = {"required": [key for key in properties if key not in from_lines]} if every else {}
        return {**kept, "properties": properties, "additionalProperties": False, **required}

    def _entry(self, vocabulary: str, key: str, entry: dict[str, Any]) -> dict[str, Any]:
        described = {"description": self._known[vocabulary][key]}
        if vocabulary == "questions":
            options = _choice(self._questions[key].options)
            return {**entry, **described, **({"items": options} if entry["type"] == "array" else options)}
        more = self._more.get(vocabulary)
        if not more:
            return {**entry, **described}
        self._named.add(entry["$ref"].rpartition("/")[2])
        return {"type": "object", "allOf": [entry, more(key)], **described}


def _pattern_message(schema: Mapping[str, Any]) -> dict[str, str]:
    """Return the message that editors show for a text that does not fit its pattern."""
    form = DATE_FORM if isinstance(schema.get("type"), list) else FORMS.get(schema["pattern"])
    return {"patternErrorMessage": f"It must be {form}."} if form else {}


def _where(key: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"properties": {key: schema}}


def _meanings(criterion: Criterion) -> dict[str, str]:
    return {word: f"{grade.label}: {grade.meaning}" for word, grade in criterion.words.items()}


def _choice(words: Mapping[str, str]) -> dict[str, Any]:
    """Allow some words; `enumDescriptions` is what editors show beside each."""
    return {"enum": list(words), "enumDescriptions": list(words.values())}


def _json(schema: Any) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
