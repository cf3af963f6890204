"""What an editor knows of the data files: their schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from guide.source.json_schemas import MANIFEST_LINE, files, first_lines
from guide.source.library import FILES, FOLDERS, OPTIONAL, read_library
from guide.source.records.docstrings import field_docs
from guide.source.records.yaml_reader import read_document
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from worlds import REPOSITORY, SMALL_WORLD, change, read


def _as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


@cache
def _schemas(root: Path) -> dict[str, str]:
    return files(read_library(root))


def _data_files(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every data file with the name of its kind."""
    for name, (path, _) in FILES.items():
        yield path, name
    for name, (folder, _) in FOLDERS.items():
        for file in sorted((root / folder).glob("*.yml")):
            yield f"{folder}/{file.name}", name


def _faults(root: Path, path: str, name: str) -> list[str]:
    """Return what an editor would underline in a file."""
    document, _ = read_document(path, read(root, path))
    assert document
    schema = json.loads(_schemas(SMALL_WORLD if root != REPOSITORY else root)[f"schemas/{name.replace('_', '-')}.json"])
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(_as_json(document.value))]


@pytest.mark.parametrize("path", sorted(path.name for path in (REPOSITORY / "schemas").glob("*")))
def test_the_committed_schemas_are_what_the_code_makes(path: str) -> None:
    """An editor must know what the check knows; `guide schemas` writes them anew."""
    assert read(REPOSITORY, f"schemas/{path}") == _schemas(REPOSITORY)[f"schemas/{path}"]


def test_every_kind_of_data_file_has_a_schema() -> None:
    """A new kind of file must not be without."""
    assert {f"schemas/{path.name}" for path in (REPOSITORY / "schemas").iterdir()} == _schemas(REPOSITORY).keys()


@pytest.mark.parametrize(("path", "name"), list(_data_files(REPOSITORY)))
def test_every_data_file_names_its_schema_in_its_first_line(path: str, name: str) -> None:
    """Whoever opens a file must get help without setting anything up."""
    expected = first_lines()[path if name in FILES else FOLDERS[name][0]]
    assert read(REPOSITORY, path).split("\n")[0] == expected
    named = (REPOSITORY / path).parent / expected.partition("=")[2]
    assert named.resolve().is_file()


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "samples").glob("*/sample.yml")), ids=lambda path: path.parent.name
)
def test_every_manifest_of_a_sample_names_its_schema_and_fits_it(path: Path) -> None:
    """It is no data file, and is written by hand all the same."""
    name = path.relative_to(REPOSITORY).as_posix()
    assert read(REPOSITORY, name).split("\n")[0] == MANIFEST_LINE
    assert (path.parent / MANIFEST_LINE.partition("=")[2]).resolve().is_file()
    assert _faults(REPOSITORY, name, "sample") == []


@pytest.mark.parametrize("root", [REPOSITORY, SMALL_WORLD], ids=["own", "small"])
def test_no_editor_underlines_what_is_right(root: Path) -> None:
    """A schema must allow everything that the check allows."""
    assert {path: faults for path, name in _data_files(root) if (faults := _faults(root, path, name))} == {}


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        ("data/facts/granite.yml", "kind: survey", "kind: servey", "$.facts.installations.source"),
        ("data/facts/granite.yml", "value: 12345", "value: many", "$.facts.installations.value"),
        ("data/facts/granite.yml", "name: Granite", "nam: Granite", "$"),
        ("data/facts/granite.yml", "status: extra", "status: extre", "$.in_the_box.full_text.status"),
        ("data/opinions/granite.yml", "word: calm", "word: calmly", "$.judgements.safety.word"),
        ("data/opinions/granite.yml", "reach: {", "reech: {", "$.judgements"),
        ("data/opinions/granite.yml", "candidate: pebble", "candidate: pebbles", "$.rivals[0].candidate"),
        ("data/opinions/granite.yml", "when: first_outage", "when: outage", "$.weaknesses[1].when"),
    ],
)
def test_an_editor_underlines_a_slip_while_it_is_typed(
    small_world: Path, path: str, old: str, new: str, place: str
) -> None:
    """Unknown keys, words outside the vocabulary and values of the wrong type must be marked at their place."""
    change(small_world, path, old, new)
    assert place in _faults(small_world, path, path.split("/")[1])


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield a schema and every part of it."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _parts(inner)


def test_an_editor_has_what_it_needs_to_help() -> None:
    """A key of a mapping is completed with its colon, a pattern is told in words, a kind of fact by its question."""
    parts = [part for text in _schemas(REPOSITORY).values() for part in _parts(json.loads(text))]
    chosen = [part for part in parts if "allOf" in part or "oneOf" in part]
    assert chosen
    assert [part for part in chosen if part.get("type") != "object"] == []
    told = [part for part in parts if isinstance(part.get("pattern"), str)]
    # An id in the form of a UUID is made once, by a program.
    assert len({part["pattern"] for part in told if "patternErrorMessage" not in part}) == 1
    facts = json.loads(_schemas(REPOSITORY)["schemas/facts.json"])
    assert "description" not in facts["$defs"]["Fact"]
    assert all(entry["description"].endswith("?") for entry in facts["properties"]["facts"]["properties"].values())


def _undescribed(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    seen.add(model)
    for name, field in model.model_fields.items():
        if not field_docs(model).get(name):
            yield f"{model.__name__}.{name}"
        for kind in _models_in(field.annotation):
            if kind not in seen:
                yield from _undescribed(kind, seen)


def _models_in(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for part in getattr(kind, "__args__", ()):
        yield from _models_in(part)


def test_every_field_is_described() -> None:
    """What a field's description does not say, nobody tells those who fill it in."""
    seen: set[type[BaseModel]] = set()
    kinds = [model for table in (FILES, OPTIONAL, FOLDERS) for _, kind in table.values() for model in _models_in(kind)]
    assert [name for model in kinds for name in _undescribed(model, seen)] == []
    assert len(seen) > 30
