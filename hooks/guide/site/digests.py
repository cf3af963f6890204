"""The list of what a site holds, and what a copy of it has instead: in the form that `sha256sum --check` reads too."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from guide.derive import routes

_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\x00-\x1f\x7f]+(?:/[^/\\\x00-\x1f\x7f]+)*)")


class NoList(Exception):
    """There is no list of digests that can be read; the message is the reason."""


def write(folder: Path) -> None:
    """List every file under a folder, but for the list."""
    lines = (f"{digest((folder / path).read_bytes())}  {path}\n" for path in _paths(folder) if path != routes.DIGESTS)
    (folder / routes.DIGESTS).write_text("".join(lines), encoding="utf-8", newline="\n")


def read(content: bytes) -> Mapping[str, str]:
    """Return the digest of each path on a list; raise NoList if a line is none, or leads out of the site."""
    try:
        lines = content.decode().splitlines()
    except UnicodeDecodeError:
        raise NoList("it is not text in UTF-8") from None
    digests = {}
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match or {".", ".."} & set(match[2].split("/")) or match[2] in digests:
            raise NoList(f"line {number} is not a digest and a path of its own")
        digests[match[2]] = match[1]
    if not digests:
        raise NoList("nothing is listed")
    return digests


def digest(content: bytes) -> str:
    """Return what tells the content of a file."""
    return hashlib.sha256(content).hexdigest()


def differences(folder: Path, digests: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what a folder has otherwise than a list says: `missing`, `changed` or `extra`, and the path.

    What is compressed beside a file counts as that file. A folder with a list of its own is a site of its own: it is
    named, as `another`, and not looked into. Raises OSError if a file cannot be read.
    """
    for path, wanted in digests.items():
        file = folder / path
        if not file.is_file() or file.is_symlink():
            yield "missing", path
        elif digest(file.read_bytes()) != wanted:
            yield "changed", path
    for path in _paths(folder):
        if path.endswith("/"):
            yield "another", path
        elif path not in digests and path != routes.DIGESTS and not _is_compressed(folder / path, digests, path):
            yield "extra", path


def _paths(folder: Path) -> Iterator[str]:
    """Yield every file under a folder, in order, links included; a site within it as its folder, with a slash."""
    for place, names, files in os.walk(folder):
        found = [*files]
        for name in sorted(names):
            inner = Path(place, name)
            if inner.is_symlink() or (inner / routes.DIGESTS).is_file():
                names.remove(name)
                found.append(name if inner.is_symlink() else f"{name}/")
        names.sort()
        start = Path(place).relative_to(folder).as_posix()
        yield from (name if start == "." else f"{start}/{name}" for name in sorted(found))


def _is_compressed(file: Path, digests: Mapping[str, str], path: str) -> bool:
    """Return whether a file is one of the list, compressed."""
    wanted = digests.get(path.removesuffix(".gz"))
    if not path.endswith(".gz") or not wanted or file.is_symlink():
        return False
    try:
        return digest(gzip.decompress(file.read_bytes())) == wanted
    except (OSError, EOFError, zlib.error):
        return False
