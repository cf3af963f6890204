"""Finds the values of a record whose fields carry a mark."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from guide.model.fields import Mark
from guide.model.problems import Location


def marked(value: Any, mark: Mark, kind: Any) -> Iterator[tuple[Location, Any]]:
    """Yield location and value of everything in `value`, which is of type `kind`, that carries the mark."""
    if value is None:
        return
    if isinstance(value, BaseModel):
        yield from _in_record(value, mark)
    elif get_origin(kind) is Annotated:
        inner, *marks = get_args(kind)
        if mark in marks:
            yield (), value
        else:
            yield from marked(value, mark, inner)
    elif get_origin(kind) in (Union, types.UnionType):
        # Of a union, only branches that are marked texts; a record was met above.
        for branch in get_args(kind):
            if get_origin(branch) is Annotated:
                yield from marked(value, mark, branch)
    elif isinstance(value, dict | tuple):
        yield from _in_collection(value, mark, get_args(kind))


def _in_record(record: BaseModel, mark: Mark) -> Iterator[tuple[Location, Any]]:
    for name, kind, is_marked in _fields(type(record), mark):
        value = getattr(record, name)
        if is_marked and value is not None:
            yield (name,), value
            continue
        for location, inner in marked(value, mark, kind):
            yield (name, *location), inner


@cache
def _fields(record: type[BaseModel], mark: Mark) -> tuple[tuple[str, Any, bool], ...]:
    """Return name and type of each field that may hold the mark, and whether the field itself carries it."""
    fields = ((name, field, mark in field.metadata) for name, field in record.model_fields.items())
    return tuple(
        (name, field.annotation, is_marked)
        for name, field, is_marked in fields
        if is_marked or _may_hold(field.annotation, mark)
    )


def _may_hold(kind: Any, mark: Mark) -> bool:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return bool(_fields(kind, mark))
    parts = get_args(kind)
    return mark in parts or any(_may_hold(part, mark) for part in parts)


def _in_collection(value: Any, mark: Mark, arguments: tuple[Any, ...]) -> Iterator[tuple[Location, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    kind = arguments[1] if isinstance(value, dict) else arguments[0]
    for key, item in items:
        for location, inner in marked(item, mark, kind):
            yield (key, *location), inner
