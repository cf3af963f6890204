"""Earlier states of a guide, out of git: what a change is made to, and which files it touches."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from guide.source.library import SOURCE_FOLDERS

Side = Literal["facts", "opinion", "ledger", "sample", "engine", "rest"]

_SIDES: tuple[tuple[Side, tuple[str, ...]], ...] = (
    ("facts", ("data/facts/", "data/releases/", "data/evidence.yml", "data/samples.yml")),
    ("sample", ("samples/",)),
    ("ledger", ("data/changes.yml",)),
    ("opinion", ("data/", "content/")),
    ("engine", ("hooks/", "overrides/", "requirements/", "mkdocs.yml", "pyproject.toml")),
)
"""What files hold, by the beginnings of their paths; the first that fits counts."""

_HOW: dict[str, Literal["added", "removed"]] = {"A": "added", "D": "removed"}


class NoBase(LookupError):
    """There is no base to compare with; the message is the reason, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class TouchedFile:
    """A file that a change touches."""

    path: str
    """From the folder that holds data and content, with forward slashes."""
    how: Literal["added", "removed", "changed"]
    side: Side
    """What it holds: facts are anyone's, opinion is the editors', the ledger goes with whatever it records,
    a sample is code.
    """


@dataclass(frozen=True, kw_only=True)
class Base:
    """The commit that a change starts from."""

    root: Path
    """The folder that holds data and content, somewhere within a repository."""
    commit: str
    remark: str
    """What has to be known of it, in a sentence; empty if nothing."""

    def touched(self) -> tuple[TouchedFile, ...]:
        """Return the files under the root that differ from this commit, those that git does not know yet included."""
        options = ("--name-status", "--no-renames", "--no-ext-diff", "--relative", "-z")
        tracked = _names(_git(self.root, "diff", *options, self.commit))
        untracked = _names(_git(self.root, "ls-files", "--others", "--exclude-standard", "-z"))
        states = [*zip(tracked[1::2], tracked[::2], strict=True), *((path, "A") for path in untracked)]
        return tuple(
            TouchedFile(path=path, how=_HOW.get(state, "changed"), side=_side(path)) for path, state in sorted(states)
        )

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Yield a folder with the data and the prose of this commit, for as long as it is needed."""
        there = _names(_git(self.root, "ls-tree", "--name-only", "-z", self.commit, *SOURCE_FOLDERS))
        with TemporaryDirectory(prefix="guide-") as folder:
            if there:
                _unpack(_git(self.root, "archive", "--format=tar", self.commit, "--", *there), Path(folder).resolve())
            yield Path(folder)


def find_base(root: Path, revision: str) -> Base:
    """Return the commit that the change under `root` starts from, seen from a revision.

    That is where the two parted: what the other branch did since is not part of the change.
    Raises NoBase if git is missing, if this is no repository, or if git does not know the revision.
    """
    _git(root, "rev-parse", "--git-dir")
    try:
        words = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = _git(root, "rev-parse", *words).decode().strip()
    except NoBase:
        raise NoBase(f"git knows no revision '{revision}' here; fetch it first, or name another") from None
    try:
        parted = _git(root, "merge-base", commit, "HEAD").decode().strip()
    except NoBase:
        return Base(root=root, commit=commit, remark="The two share no history that is known here.")
    since = "" if parted == commit else f"Compared with {parted[:12]}, where the two parted."
    return Base(root=root, commit=parted, remark=since)


def _side(path: str) -> Side:
    return next((side for side, starts in _SIDES if path.startswith(starts)), "rest")


def _unpack(archive: bytes, folder: Path) -> None:
    """Write the plain files of an archive under a folder, and nothing outside it."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for member in members:
            file, content = folder / member.name, members.extractfile(member) if member.isfile() else None
            if content and file.resolve().is_relative_to(folder):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())


def _git(root: Path, *words: str) -> bytes:
    """Return what git answers; raise NoBase with its complaint if it refuses."""
    program = shutil.which("git")
    if program is None:
        raise NoBase("git is not installed; install it")
    done = subprocess.run([program, "-C", str(root), *words], capture_output=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        complaint = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise NoBase(f"git {words[0]}: {complaint or 'no answer'}")
    return done.stdout


def _names(output: bytes) -> list[str]:
    """Return the names in an answer of git that are divided by zero bytes."""
    return [name.decode(errors="replace") for name in output.split(b"\0") if name]
