"""The icons that come with Material for MkDocs: logos from Simple Icons, and marks from three other sets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

from guide.model.problems import meant
from guide.source.outlines import BadOutline, shortened

LARGEST = 6_000
"""How many letters a drawing may have: it stands in the first page, which every reader loads."""

_SINGLE_PATH = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="(?P<box>[0-9 ]+)">'
    r'(?:<!--.*?-->)?<path d="(?P<path>[MmZzLlHhVvCcSsQqTtAa0-9,.\s-]+)"/></svg>\s*'
)


class NoIcon(LookupError):
    """A name is no icon that can be drawn; the message is the reason, and what may be meant."""


@dataclass(frozen=True, kw_only=True)
class Icon:
    """A drawing in one colour."""

    box: str
    """What part of the plane is seen, as SVG writes a view box."""
    path: str
    """The outline, as SVG writes a path: letters for commands, and numbers."""


@cache
def read_icon(name: str) -> Icon:
    """Return the icon of a name, such as `simple/git`: a set, and the name of a file in it.

    Raises NoIcon where there is none, or where it cannot stand in a page.
    """
    file = _folder() / f"{name}.svg"
    if not file.is_file():
        raise NoIcon(f"'{name}' is not an icon; {meant(name, _names(name))}")
    drawing = _SINGLE_PATH.fullmatch(file.read_text(encoding="utf-8"))
    if not drawing:
        raise NoIcon(f"'{name}' is not drawn as a single path; choose another icon")
    if len(drawing["path"]) > LARGEST:
        raise NoIcon(
            f"'{name}' takes {len(drawing['path'])} letters to draw, more than {LARGEST}; choose a plainer one"
        )
    try:
        return Icon(box=drawing["box"], path=shortened(drawing["path"]))
    except BadOutline:
        raise NoIcon(f"'{name}' is not drawn as SVG draws; choose another icon") from None


def _names(like: str) -> list[str]:
    """Return the icons that may be meant by a name: those of its set, or of all sets if there is no such set."""
    folder = _folder()
    within = folder / like.partition("/")[0]
    files = (within if within.is_dir() else folder).rglob("*.svg")
    return [file.relative_to(folder).with_suffix("").as_posix() for file in files]


@cache
def _folder() -> Path:
    """Return where the icons lie; the package is not imported."""
    package = PathFinder.find_spec("material")
    return Path(package.origin).parent / "templates" / ".icons" if package and package.origin else Path()
