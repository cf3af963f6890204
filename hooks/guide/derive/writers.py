"""One writer a path: of two that want the same place on the site, neither may silently win."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A path on the site, and who writes what lies there."""

    path: str
    writer: str


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Two that cannot both be there."""

    first: Writing
    second: Writing

    def __str__(self) -> str:
        first, second = self.first, self.second
        if first.path == second.path:
            return f"'/{first.path}' has two writers, {first.writer} and {second.writer}"
        return f"'/{first.path}' of {first.writer} and '/{second.path}' of {second.writer} cannot both be there"


class TwoWriters(Exception):
    """Two writers want one place."""

    def __init__(self, clash: Clash) -> None:
        super().__init__(str(clash))
        self.clash = clash


def clashes(writings: Iterable[Writing]) -> Iterator[Clash]:
    """Yield whatever cannot lie side by side on every host and disk.

    That is a path twice, paths that differ only in large and small letters, and a file where others need a folder.
    """
    files: dict[str, Writing] = {}
    for writing in writings:
        known = files.setdefault(writing.path.casefold(), writing)
        if known is not writing:
            yield Clash(first=known, second=writing)
    for path, writing in files.items():
        for folder in _folders(path):
            if folder in files:
                yield Clash(first=files[folder], second=writing)


def merged(parts: Iterable[tuple[str, Mapping[str, T]]]) -> dict[str, T]:
    """Return the files of all parts by path; takes the name of each part's writer and its files.

    Raises TwoWriters if two of them cannot lie side by side.
    """
    parts = tuple(parts)
    for clash in clashes(Writing(path=path, writer=writer) for writer, files in parts for path in files):
        raise TwoWriters(clash)
    return {path: content for _, files in parts for path, content in files.items()}


def _folders(path: str) -> Iterator[str]:
    """Yield every folder that a path lies in."""
    end = path.find("/")
    while end > 0:
        yield path[:end]
        end = path.find("/", end + 1)
