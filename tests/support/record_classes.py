"""The record classes of the guide's model, for tests of what all of them have in common."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from guide import model
from guide.model.fields import Record


def record_classes() -> tuple[type[Record], ...]:
    """Return every record class, in the order in which they are defined."""
    for module in pkgutil.iter_modules(model.__path__, "guide.model."):
        import_module(module.name)
    return tuple(_below(Record))


def _below(parent: type[Record]) -> Iterator[type[Record]]:
    for record in parent.__subclasses__():
        yield record
        yield from _below(record)
