"""One writer a path: of two that want the same place on the site, neither may silently win."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class TwoWriters(Exception):
    """Two writers want paths that cannot lie side by side on every host and disk."""

    def __init__(self, first: tuple[str, str], second: tuple[str, str]) -> None:
        """Take the path and the writer of each."""
        self.paths = (first[0], second[0])
        if first[0] == second[0]:
            super().__init__(f"'/{first[0]}' has two writers, {first[1]} and {second[1]}")
        else:
            super().__init__(f"'/{first[0]}' of {first[1]} and '/{second[0]}' of {second[1]} cannot both be there")


def merged(parts: Iterable[tuple[str, Mapping[str, T]]]) -> dict[str, T]:
    """Return the files of all parts by path; takes the name of each part's writer and its files.

    Raises TwoWriters for a path that is there twice, paths that differ only in large and small letters, and a file
    where others need a folder.
    """
    files: dict[str, T] = {}
    writers: dict[str, tuple[str, str]] = {}
    for writer, part in parts:
        for path in part:
            first = writers.setdefault(path.casefold(), (path, writer))
            if path in files or first[0] != path:
                raise TwoWriters(first, (path, writer))
            files[path] = part[path]
    for folded, second in writers.items():
        for folder in _folders(folded):
            if folder in writers:
                raise TwoWriters(writers[folder], second)
    return files


def _folders(path: str) -> Iterator[str]:
    """Yield every folder that a path lies in."""
    end = path.find("/")
    while end > 0:
        yield path[:end]
        end = path.find("/", end + 1)
