"""Finds the values of a record whose fields carry an annotation."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from guide.model.fields import Mark
from guide.model.problems import Location

Annotations = Iterator[tuple[Location, Any, Any, bool]]
"""Locations and values (or keys) with their annotations, and whether each is a key."""


def marked(value: Any, mark: Mark, kind: Any) -> Iterator[tuple[Location, Any]]:
    """Yield location and value of everything in `value`, which is of type `kind`, that carries the mark."""
    return ((location, inner) for location, inner, own, _ in annotated(value, Mark, kind) if own == mark)


def annotated(value: Any, annotation: type, kind: Any) -> Annotations:
    """Yield every value and key in `value`, which is of type `kind`, that has an annotation of a class."""
    if isinstance(value, BaseModel):
        for name, field_kind in _fields(type(value), annotation):
            yield from _below(name, getattr(value, name), annotation, field_kind)
    elif get_origin(kind) is Annotated:
        inner, *annotations = get_args(kind)
        own = [candidate for candidate in annotations if isinstance(candidate, annotation)]
        if own and value is not None:
            yield (), value, own[0], False
        else:
            yield from annotated(value, annotation, inner)
    elif get_origin(kind) in (Union, types.UnionType):
        # Of a union, only branches that are annotated themselves; a record was met above.
        for branch in get_args(kind):
            if get_origin(branch) is Annotated:
                yield from annotated(value, annotation, branch)
    elif isinstance(value, dict | tuple):
        yield from _in_collection(value, annotation, get_args(kind))


def _in_collection(value: dict[str, Any] | tuple[Any, ...], annotation: type, kinds: tuple[Any, ...]) -> Annotations:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _below(number, item, annotation, kinds[0])
        return
    for key, item in value.items():
        yield from (((key,), key, own, True) for _, _, own, _ in annotated(key, annotation, kinds[0]))
        yield from _below(key, item, annotation, kinds[1])


def _below(part: str | int, value: Any, annotation: type, kind: Any) -> Annotations:
    for location, inner, own, is_key in annotated(value, annotation, kind):
        yield (part, *location), inner, own, is_key


@cache
def _fields(record: type[BaseModel], annotation: type) -> tuple[tuple[str, Any], ...]:
    """Return name and type of each field that may hold the annotation."""
    kinds = ((name, _kind(field.annotation, field.metadata)) for name, field in record.model_fields.items())
    return tuple((name, kind) for name, kind in kinds if _may_hold(kind, annotation))


def _kind(kind: Any, metadata: list[Any]) -> Any:
    for annotation in reversed(metadata):
        kind = Annotated[kind, annotation]
    return kind


def _may_hold(kind: Any, annotation: type) -> bool:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return bool(_fields(kind, annotation))
    return isinstance(kind, annotation) or any(_may_hold(part, annotation) for part in get_args(kind))
