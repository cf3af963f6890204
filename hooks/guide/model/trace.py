"""What a piece of work reads, by name, so that its result can be kept for as long as none of that is another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
Owner = TypeVar("Owner")

_reads: ContextVar[set[str] | None] = ContextVar("reads", default=None)


def note(name: str) -> None:
    """Say that what has this name was read, whether or not it is there."""
    if (reads := _reads.get()) is not None:
        reads.add(name)


@contextmanager
def reading() -> Iterator[set[str]]:
    """Yield a set that gets the name of everything that is read within; so does whoever collects around it."""
    outer, inner = _reads.get(), set[str]()
    token = _reads.set(inner)
    try:
        yield inner
    finally:
        _reads.reset(token)
        if outer is not None:
            outer |= inner


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
        if (outer := _reads.get()) is not None:
            outer |= reads
        return value


class derived_property(Generic[Owner, T]):  # noqa: N801 - as the standard library's cached_property
    """A property that is worked out once for each object, and notes at every use what was read for it."""

    def __init__(self, make: Callable[[Owner], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = f"_derived_{name}"

    @overload
    def __get__(self, instance: None, owner: type) -> derived_property[Owner, T]: ...

    @overload
    def __get__(self, instance: Owner, owner: type) -> T: ...

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        values: dict[str, Any] = instance.__dict__
        if self._name not in values:
            values[self._name] = Derived(lambda: self._make(instance))
        return values[self._name]()
