"""The files that a change touches, and whose they are: facts are anyone's, opinion is the editors'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from guide.source.library import SOURCE_FOLDERS

How = Literal["added", "changed", "gone"]
Side = Literal["facts", "opinion", "ledger", "engine", "rest"]

_FACTS = ("data/facts/", "data/evidence.yml")
_LEDGER = ("data/changes.yml",)
_OURS = tuple(f"{folder}/" for folder in SOURCE_FOLDERS)
_ENGINE = ("hooks/", "overrides/", "requirements/", "mkdocs.yml", "pyproject.toml")


@dataclass(frozen=True, kw_only=True)
class TouchedFile:
    """A file that a change touches."""

    path: str
    """From the folder that holds data and content, with forward slashes."""
    how: How

    @property
    def side(self) -> Side:
        """Say what the file holds. The ledger goes with whatever it records; the rest is never seen by readers."""
        if self.path.startswith(_FACTS):
            return "facts"
        if self.path.startswith(_LEDGER):
            return "ledger"
        if self.path.startswith(_OURS):
            return "opinion"
        return "engine" if self.path.startswith(_ENGINE) else "rest"


def sides(files: Iterable[TouchedFile]) -> Mapping[Side, tuple[TouchedFile, ...]]:
    """Return the files by what they hold; what no file holds is left out."""
    found: dict[Side, tuple[TouchedFile, ...]] = {}
    for file in files:
        found[file.side] = (*found.get(file.side, ()), file)
    return found


def compare_folders(before: Path, after: Path) -> tuple[TouchedFile, ...]:
    """Return which files of data and prose differ between two folders."""
    old, new = _files(before), _files(after)
    changed = (TouchedFile(path=path, how=_how(old.get(path), new.get(path))) for path in sorted(old.keys() | new))
    return tuple(file for file in changed if old.get(file.path) != new.get(file.path))


def _how(before: bytes | None, after: bytes | None) -> How:
    if before is None:
        return "added"
    return "gone" if after is None else "changed"


def _files(root: Path) -> dict[str, bytes]:
    found = (file for folder in _OURS for file in (root / folder).rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}
