"""Builds the site whole or not at all: `make build`; with a compressed copy beside each file: `make compressed`.

The new site is built beside the old one and takes its place in one step. What a build that was stopped leaves behind,
the next one finds and puts right.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from guide.render.compressed import compressed
from mkdocs.__main__ import cli as mkdocs
from mkdocs.exceptions import Abort

_READABLE = 0o022
"""The umask of a site: a server that runs as somebody else reads it."""

_COMPRESSED = "--compressed"

_TEXT = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".md", ".svg", ".txt", ".xml"})
"""What gets smaller, by the end of its name."""

_LIST = "sha256sums.txt"
"""The list of what the site holds; what lies compressed beside that is not on it."""

_SMALL = 1000
"""Files of fewer bytes fit into one packet as they are."""

_OURS = ("404.html", "_redirects")
"""Files that every site of ours has."""

_AT_WORKING_FOLDER, _EXCHANGE = -100, 2


class Refused(Exception):
    """There is a reason not to build, and a person can do something about it."""


def main() -> None:
    """Build the guide of the working folder into the folder that is named, `site` by default."""
    named = [argument for argument in sys.argv[1:] if argument != _COMPRESSED]
    target = Path(named[0] if named else "site")
    try:
        Path(".build").mkdir(exist_ok=True)
        publish(target, _build_compressed if _COMPRESSED in sys.argv else _build)
    except Refused as reason:
        sys.exit(f"nothing was built: {reason}")
    except (KeyboardInterrupt, click.Abort):
        sys.exit("nothing was built: you stopped it")
    except OSError as error:
        place = f"'{error.filename2 or error.filename}': " if error.filename else ""
        sys.exit(f"nothing was built: {place}{(error.strerror or str(error)).lower()}")
    print(f"The guide is in {target}/")  # noqa: T201


def publish(target: Path, build: Callable[[Path], None]) -> None:
    """Put what `build` writes into a new folder in the place of the site at `target`.

    Raises Refused if the place is not ours to take or another build is on the way, and whatever `build` raises; then
    the old site stands.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    lock, new, old = (target.with_name(f".{target.name}.{word}") for word in ("lock", "new", "old"))
    with _alone(lock):
        _recover(target, new, old)
        _check(target)
        umask = os.umask(_READABLE)
        try:
            new.mkdir()
            build(new)
            _put_in_place(target, new, old)
        finally:
            os.umask(umask)
            _recover(target, new, old)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a lock until the block ends, or until this process does, however it ends."""
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("another build is running; wait until it has ended") from None
        yield


def _recover(target: Path, new: Path, old: Path) -> None:
    """Put the old site back if there is no other, and take away what is left over, as far as that can be done."""
    if old.exists() and not os.path.lexists(target):
        old.rename(target)
    for folder in (new, old):
        shutil.rmtree(folder, ignore_errors=True)


def _check(target: Path) -> None:
    """Raise Refused unless the place is free, or holds a site or nothing."""
    if target.is_symlink():
        raise Refused(f"'{target}' is a symbolic link; name the folder that it leads to, or remove it")
    if target.exists() and not target.is_dir():
        raise Refused(f"'{target}' is not a folder; remove it, or name another place")
    if target.exists() and any(target.iterdir()) and not all((target / name).is_file() for name in _OURS):
        raise Refused(f"'{target}' holds something else than a site of ours; remove it, or name another place")


def _put_in_place(target: Path, new: Path, old: Path) -> None:
    """Let the new site stand where the old one stood: in one step if the system can, else in two."""
    if target.exists() and not _exchange(new, target):
        target.rename(old)
    if not target.exists():
        new.rename(target)


def _exchange(left: Path, right: Path) -> bool:
    """Let two folders change places in one step; return whether the system could."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = (os.fsencode(left), os.fsencode(right))
    if rename(_AT_WORKING_FOLDER, names[0], _AT_WORKING_FOLDER, names[1], _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(right))


def _build(folder: Path) -> None:
    """Let MkDocs write the site into a folder; raise Refused if the guide is broken, which it has said then."""
    try:
        mkdocs.main(["build", "--quiet", "--site-dir", str(folder)], standalone_mode=False)
    except Abort:
        raise Refused("the guide has problems, see above") from None
    except click.ClickException as error:
        raise Refused(error.format_message()) from None


def _build_compressed(folder: Path) -> None:
    """Write the site into a folder, and beside each file of text that gains by it a copy for servers that send it."""
    _build(folder)
    compress(folder)


def compress(folder: Path) -> None:
    """Put a compressed copy beside each file of text under a folder that has none; its bytes hang on the file alone."""
    for file in sorted(folder.rglob("*")):
        copy = file.with_name(f"{file.name}.gz")
        if file.suffix in _TEXT and file.stat().st_size >= _SMALL and not copy.exists() and file.name != _LIST:
            copy.write_bytes(compressed(file.read_bytes()))


if __name__ == "__main__":
    main()
