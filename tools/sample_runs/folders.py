"""Folders of samples: what is in one, where it runs, and what it may not touch."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
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
        for path in self.files():
            at = self.copy / path.relative_to(self.source)
            at.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, at)
        shutil.rmtree(self._runs, ignore_errors=True)
        for folder in (self.database.parent, self.temporary, self.logs):
            folder.mkdir(parents=True)

    def files(self) -> list[Path]:
        """Return the files of the sample: what git keeps of it or would, so neither caches nor what a set-up made."""
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        done = subprocess.run(command, cwd=self.source, check=True, capture_output=True, text=True)  # noqa: S603 - our own
        return sorted(path for name in done.stdout.split("\0") if name and (path := self.source / name).is_file())

    def strays(self) -> dict[Path, int]:
        """Return the files that a run must neither make nor change, each with when it was changed."""
        others = {self.copy.parent / name for name in slugs(self.root)}  # another run may make its own copy meanwhile
        near = [path for folder in (Path.home(), self.copy.parent) for path in folder.iterdir() if path not in others]
        database = [path for path in self.database.parent.iterdir() if not path.name.startswith(self.database.name)]
        return dict.fromkeys([*near, *database], 0) | {path: path.stat().st_mtime_ns for path in self.files()}


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


def size(files: Iterable[Path]) -> tuple[int, int]:
    """Return how many of a sample's files somebody wrote, and how many lines of those have something on them.

    Lock files, requirements with digests, the manifest and what is no text are nobody's own writing.
    """
    texts = []
    for path in files:
        if path.name in _LOCKS or path.name == MANIFEST:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if "--hash=sha256:" not in text:
            texts.append(text)
    return len(texts), sum(bool(line.strip()) for text in texts for line in text.splitlines())
