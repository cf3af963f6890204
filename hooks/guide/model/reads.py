"""What a piece of work reads, by name, so that its result can be kept for as long as none of that is another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar

T = TypeVar("T")

_reads: ContextVar[set[str] | None] = ContextVar("reads", default=None)


def note(*names: str) -> None:
    """Say that what has these names was read, whether or not it is there."""
    if (reads := _reads.get()) is not None:
        reads.update(names)


@contextmanager
def reading() -> Iterator[set[str]]:
    """Yield a set that gets the names of all that is read within; what is around it does not get them."""
    inner: set[str] = set()
    token = _reads.set(inner)
    try:
        yield inner
    finally:
        _reads.reset(token)


class Derived(Generic[T]):
    """A value that is worked out when it is first asked for, and notes at every use what was read for it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: tuple[T, set[str]] | None = None

    def __call__(self) -> T:
        """Return the value."""
        if self._made is None:
            with reading() as reads:
                value = self._make()
            self._made = value, reads
        value, reads = self._made
        note(*reads)
        return value


class Noted(Mapping[str, T]):
    """A mapping that notes which of its keys were asked for, each behind a word for what it is a key of."""

    def __init__(self, word: str, values: Mapping[str, T]) -> None:
        self._word = word
        self._values = values

    def __getitem__(self, key: str) -> T:
        note(f"{self._word} {key}")
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
