"""Earlier states of a guide, out of git: what a change is made to."""

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

from guide.impact.files import How, TouchedFile
from guide.source.library import SOURCE_FOLDERS

_HOW: dict[str, How] = {"A": "added", "D": "gone"}


class NoBase(LookupError):
    """What a change is made to cannot be had; says why, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A commit that a change starts from."""

    root: Path
    """The folder that holds data and content, somewhere within a repository."""
    commit: str
    remark: str
    """What has to be known of it, in a sentence; empty if nothing."""

    def touched(self) -> tuple[TouchedFile, ...]:
        """Return the files under the root that differ from this commit, those that git does not know yet included."""
        known = _names(
            _git(self.root, "diff", "--name-status", "--no-renames", "--no-ext-diff", "--relative", "-z", self.commit)
        )
        states, paths = known[::2], known[1::2]
        files = [
            TouchedFile(path=path, how=_HOW.get(state, "changed")) for state, path in zip(states, paths, strict=True)
        ]
        unknown = _git(self.root, "ls-files", "--others", "--exclude-standard", "-z")
        files += [TouchedFile(path=path, how="added") for path in _names(unknown)]
        return tuple(sorted(files, key=lambda file: file.path))

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Give a folder with the data and the prose of this commit, for as long as it is needed."""
        found = _names(_git(self.root, "ls-tree", "--name-only", "-z", self.commit, *SOURCE_FOLDERS))
        with TemporaryDirectory(prefix="guide-") as folder:
            if found:
                archive = _git(self.root, "archive", "--format=tar", self.commit, "--", *found)
                _unpack(archive, Path(folder).resolve())
            yield Path(folder)


def revision(root: Path, name: str) -> Revision:
    """Return the commit that the change under `root` starts from, seen from a revision.

    That is where the two parted: what the other branch did since is not part of the change.
    Raises NoBase if git is missing, if this is no repository, or if git does not know the revision.
    """
    _git(root, "rev-parse", "--git-dir")
    commit = _commit(root, name)
    try:
        parted = _git(root, "merge-base", commit, "HEAD").decode().strip()
    except NoBase:
        return Revision(root=root, commit=commit, remark="The two share no history that is known here.")
    since = "" if parted == commit else f"Compared with {parted[:12]}, where the two parted."
    return Revision(root=root, commit=parted, remark=since)


def _commit(root: Path, name: str) -> str:
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except NoBase:
        raise NoBase(
            f"'{name}' is neither a revision that git knows here nor a folder that holds a guide; "
            "fetch it first, or name another"
        ) from None


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
        raise NoBase("git is not installed, and without it only a folder can be compared with; name one")
    done = subprocess.run([program, "-C", str(root), *words], capture_output=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        complaint = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise NoBase(f"git {words[0]}: {complaint or 'no answer'}")
    return done.stdout


def _names(output: bytes) -> list[str]:
    """Return the names in an answer of git that are divided by zero bytes."""
    return [name.decode(errors="replace") for name in output.split(b"\0") if name]
