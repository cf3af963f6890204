"""The order in which keys stand in every data file: that of the records, and that of the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from guide.model.fields import Names
from guide.model.problems import Location, Problem
from guide.source.json_schemas import FOLDER, fields_in_order, first_lines
from guide.source.library import FILES, FOLDERS, Library
from guide.source.validation import kinds_at
from guide.source.yaml_reader import Document

Vocabulary = Mapping[str, tuple[str, ...]]
"""The names in each vocabulary of which a mapping needs all, in order."""

Orders = Mapping[Location, tuple[str, ...]]
"""The keys of each mapping whose order carries no meaning, as they should stand."""


def vocabulary_of(library: Library) -> Vocabulary:
    """Return the vocabulary whose order is kept; what could not be read orders nothing."""
    known = {name: located.record for name, located in library.single.items()}
    tables: dict[str, Iterable[str]] = {name: known[name] for name in ("fact_types", "criteria") if name in known}
    if "features" in known:
        tables["features"] = known["features"].features
    return {name: tuple(table) for name, table in tables.items()}


def untidy(library: Library, root: Path) -> Iterator[Problem]:
    """Yield one problem for each file that could be read and is not in the house order.

    Only the order counts here, and the line that names the schema: no form that somebody may fairly choose.
    """
    vocabulary, headed = vocabulary_of(library), (root / FOLDER).is_dir()
    for located in library.records():
        document = located.document
        missing = _unnamed_schema(document) if headed else ()
        yield from [*missing, *_misplaced(document, located.kind, vocabulary)][:1]


def first_line(path: str) -> str:
    """Return the line that names the schema of a data file."""
    lines = first_lines()
    return lines[path if path in lines else path.rpartition("/")[0]]


def orders(value: Any, kind: Any, vocabulary: Vocabulary) -> Orders:
    """Return how the keys of the mappings in a value, which is of a kind, should stand."""
    return {location: keys for location, keys in _orders(value, kind, vocabulary, ()) if keys}


def _orders(
    value: Any, kind: Any, vocabulary: Vocabulary, location: Location
) -> Iterator[tuple[Location, tuple[str, ...]]]:
    if isinstance(value, dict):
        yield location, _order(value, kinds_at([kind], location), vocabulary)
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, part in parts:
        yield from _orders(part, kind, vocabulary, (*location, key))


def _order(value: Mapping[str, Any], kinds: list[Any], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the keys of a mapping in order; nothing if their order has a meaning."""
    wanted = max((_wanted(kind, vocabulary) for kind in kinds), key=lambda keys: len(value.keys() & set(keys)))
    return (*(key for key in wanted if key in value), *(key for key in value if key not in wanted)) if wanted else ()


def _wanted(kind: Any, vocabulary: Vocabulary) -> tuple[str, ...]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return fields_in_order(kind)
    marks = get_args(get_args(kind)[0])[1:] if get_origin(kind) is dict else ()
    names = next((mark for mark in marks if isinstance(mark, Names) and mark.every), None)
    return vocabulary.get(names.vocabulary, ()) if names else ()


def _unnamed_schema(document: Document) -> Iterator[Problem]:
    wanted = first_line(document.path)
    if document.text.split("\n", 1)[0].strip() != wanted:
        message = f"the first line does not name the schema; write '{wanted}' above it, or {_mended_by(document)}"
        yield Problem(path=document.path, message=message)


def _misplaced(document: Document, kind: Any, vocabulary: Vocabulary) -> Iterator[Problem]:
    present = keys_of(document)
    for location, keys in orders(document.value, kind, vocabulary).items():
        for there, wanted in zip(present[location], keys, strict=True):
            if there != wanted:
                message = f"'{wanted}' belongs before '{there}'; move it there, or {_mended_by(document)}"
                yield document.problem((*location, wanted), message, key=True)
                break


def keys_of(document: Document) -> dict[Location, tuple[str, ...]]:
    """Return the keys of each mapping of a document, as they stand in it."""
    found: dict[Location, list[str]] = defaultdict(list)
    for key in document.keys:
        found[key[:-1]].append(str(key[-1]))
    return {location: tuple(keys) for location, keys in found.items()}


def _mended_by(document: Document) -> str:
    return f"run 'guide tidy {document.path}'"


def kind_of(path: str) -> Any:
    """Return what a data file holds, by its path; None if nothing reads it."""
    folder, _, name = path.rpartition("/")
    return dict(FILES.values()).get(path) or (dict(FOLDERS.values()).get(folder) if name.endswith(".yml") else None)
