"""Files as text: whatever makes one none that was meant is one problem, and its text is not read at all."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from guide.model.problems import Problem

_MERGE = re.compile(r"^(?:<{7}|\|{7}|>{7})(?= |\r?$)", re.MULTILINE)

_ADDED = re.compile(r"^\+", re.MULTILINE)

_LONGEST = {".yml": 2_000_000, ".md": 50_000}
"""In characters, of a file that a person may have written; a parser of prose needs many times as long for each."""


def read_file(root: Path, path: str) -> tuple[str, Problem | None]:
    """Return the text of a file, or an empty one and what is wrong; takes the folder that the path starts from."""
    if leads_away(root, path):
        return "", Problem(path=path, message="a link to another place; put the file itself here")
    try:
        text = (root / path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        alike = next((other.name for other in _beside(root / path) if plain_name(other.name) == (root / path).stem), "")
        return "", Problem(path=path, message=f"the file is missing; {f'rename {alike}' if alike else 'add it'}")
    except OSError as error:
        return "", Problem(path=path, message=f"cannot be read ({error.strerror}); put a file here")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"not UTF-8 ({error.reason}); save it as UTF-8"
        return "", Problem(path=path, line=line, column=column, message=message)
    problem = _flaw(path, text)
    return "" if problem else text, problem


def plain_name(path: str) -> str:
    """Return what a file of any name and ending is about: `granite` of `data/Granite.yml.txt`, for example."""
    name = PurePosixPath(path).name.partition(".")[0].lower()
    return re.sub(r"[^a-z0-9]+", "-", name).strip("-")


def _beside(file: Path) -> list[Path]:
    return sorted(file.parent.iterdir()) if file.parent.is_dir() else []


def leads_away(root: Path, path: str) -> bool:
    """Return whether a file, or a folder on the way to it, is a link: what it leads to is nobody's proposal."""
    return any((root / part).is_symlink() for part in (path, *map(str, PurePosixPath(path).parents[:-1])))


def _flaw(path: str, text: str) -> Problem | None:
    if text.count("\0") * 3 > len(text) > 0:
        return Problem(path=path, message="every other character is none; save it as UTF-8, not as UTF-16")
    if merge := _MERGE.search(text):
        message = f"'{merge[0]}' is what an unfinished merge left; keep one of the two versions, and no such lines"
        return Problem(path=path, line=text.count("\n", 0, merge.start()) + 1, message=message)
    if len(added := [*_ADDED.finditer(text)]) * 2 > text.count("\n") + 1:
        line = text.count("\n", 0, added[0].start()) + 1
        return Problem(path=path, line=line, message="lines of a patch; apply it, or take out the '+' before each")
    if len(text) > _LONGEST[PurePosixPath(path).suffix]:
        message = f"a file of {len(text)} characters; nobody wrote that, take out what is too much"
        return Problem(path=path, message=message)
    return None
