"""Folders of samples: what is in one, where it runs, and what it may not touch."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml
from guide.model.samples import Manifest
from pydantic import ValidationError
from sample_runs.processes import Failed

MANIFEST = "sample.yml"
_LOCKS = {"composer.lock", "Gemfile.lock", "go.sum", "mix.lock", "package-lock.json", "packages.lock.json"}


@dataclass(frozen=True)
class Folders:
    """Every path that has to do with one sample."""

    root: Path
    slug: str

    @property
    def source(self) -> Path:
        """Return where the sample is written."""
        return self.root / "samples" / self.slug

    @property
    def copy(self) -> Path:
        """Return where it is run."""
        return self.root / ".build" / "samples" / self.slug

    @property
    def database(self) -> Path:
        """Return the database of a run, alone in its folder."""
        return self._runs / "database" / "orders.sqlite3"

    @property
    def temporary(self) -> Path:
        """Return where temporary files of a run go."""
        return self._runs / "temporary"

    @property
    def logs(self) -> Path:
        """Return where everything that was said goes."""
        return self._runs / "logs"

    @property
    def _runs(self) -> Path:
        return self.copy.parent / ".runs" / self.slug

    def prepare(self, *, again: bool = False) -> None:
        """Copy the sample; make an empty place for its database and its logs.

        The copy that is there is thrown away, unless it is to be used again with what its set-up made.
        """
        if not again:
            shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.source, self.copy, symlinks=True, dirs_exist_ok=True)
        shutil.rmtree(self._runs, ignore_errors=True)
        for folder in (self.database.parent, self.temporary, self.logs):
            folder.mkdir(parents=True)

    def strays(self) -> dict[Path, int]:
        """Return the files that a run must neither make nor change, each with when it was changed."""
        near = [path for folder in (Path.home(), self.copy.parent) for path in folder.iterdir()]
        database = [path for path in self.database.parent.iterdir() if not path.name.startswith(self.database.name)]
        written = [path for path in self.source.rglob("*") if path.is_file()]
        return dict.fromkeys([*near, *database], 0) | {path: path.stat().st_mtime_ns for path in written}


def slugs(root: Path) -> list[str]:
    """Return the names of all samples."""
    return sorted(path.parent.name for path in (root / "samples").glob(f"*/{MANIFEST}"))


def manifest(folders: Folders) -> Manifest:
    """Return how a sample is run; raise Failed where it does not say so."""
    path = folders.source / MANIFEST
    try:
        return Manifest.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")), strict=False)
    except OSError:
        raise Failed(f"there is no {path.relative_to(folders.root)}") from None
    except (ValidationError, yaml.YAMLError) as error:
        raise Failed(f"{path.relative_to(folders.root)} cannot be read; `guide check` says why") from error


def size(folder: Path) -> tuple[int, int]:
    """Return how many files of its own a sample has, and how many lines with something on them.

    Lock files, requirements with digests, the manifest and what is no text are nobody's own writing.
    """
    texts = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.name in _LOCKS or path.name == MANIFEST or "__pycache__" in path.parts:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if "--hash=sha256:" not in text:
            texts.append(text)
    return len(texts), sum(bool(line.strip()) for text in texts for line in text.splitlines())
