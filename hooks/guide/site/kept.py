"""Opens the cache of a guide: results of this code, for these settings, in its folder `.build`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import guide
from guide.source.cache import Cache, digest

_PACKAGE = Path(guide.__file__).parent


def _contents(folder: Path, pattern: str = "*") -> Iterator[str | bytes]:
    for file in sorted(folder.rglob(pattern)):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(folder).as_posix()
            yield file.read_bytes()


_RUNNING = digest(*_contents(_PACKAGE, "*.py"))
"""What tells the code of this process: it is read once, whatever is edited while the process runs."""


def cache_of(root: Path, environment: Mapping[str, str] = os.environ) -> Cache:
    """Return what earlier builds of the guide under `root` left for this one.

    The environment variable GUIDE_NO_CACHE takes the plain path: nothing is kept, and nothing that was is used.
    """
    if environment.get("GUIDE_NO_CACHE"):
        return Cache()
    return Cache(root / ".build" / "cache" / "results.sqlite", made_with(root))


def made_with(root: Path) -> str:
    """Return what tells apart all that results depend on and that is never noted: code, templates, libraries."""
    return digest(*_made_with(root))


def folder_digest(*folders: Path) -> str:
    """Return what tells apart what stands in folders: the name and the bytes of every file."""
    return digest(*(part for folder in folders for part in _contents(folder)))


def _made_with(root: Path) -> Iterator[str | bytes]:
    yield sys.version
    yield _RUNNING
    for folder in map(Path, sys.path):
        if folder.is_dir():  # The names there hold the version of every library.
            yield from sorted(library.name for library in folder.glob("*.dist-info"))
    yield from _contents(_PACKAGE / "templates")
    yield from _contents(root / "overrides")
    for name in ("mkdocs.yml", "published.txt"):
        file = root / name
        yield file.read_bytes() if file.is_file() else b""
