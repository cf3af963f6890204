"""The order in which `guide tidy` puts the keys of a data file: that of the records, and that of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from guide.model.fields import Names
from guide.source.json_schemas import fields_in_order
from guide.source.library import Library

Vocabulary = Mapping[str, tuple[str, ...]]
"""The names in each vocabulary of which a mapping needs all, in order."""


def vocabulary_of(library: Library) -> Vocabulary:
    """Return the vocabulary whose order is kept; what could not be read orders nothing."""
    known = {name: located.record for name, located in library.single.items()}
    tables: dict[str, Iterable[str]] = {name: known[name] for name in ("fact_types", "criteria") if name in known}
    if "features" in known:
        tables["features"] = known["features"].features
    return {name: tuple(table) for name, table in tables.items()}


def in_order(keys: Iterable[str], kinds: Iterable[Any], vocabulary: Vocabulary) -> list[str]:
    """Return the keys of a mapping, which is of one of some kinds, as they should stand; unknown ones come last."""
    present = list(keys)
    order = max((_order(kind, vocabulary) for kind in kinds), key=lambda known: len({*known} & {*present}), default=())
    return sorted(present, key=lambda key: order.index(key) if key in order else len(order))


def _order(kind: Any, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the keys that a kind of mapping may have, in order; nothing if their order has a meaning."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return fields_in_order(kind)
    marks = get_args(get_args(kind)[0])[1:] if get_origin(kind) is dict else ()
    names = next((mark for mark in marks if isinstance(mark, Names) and mark.every), None)
    return vocabulary.get(names.vocabulary, ()) if names else ()
