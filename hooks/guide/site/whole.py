"""The whole guide for a site generator: what is published, and on a server for a look what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from guide.model.problems import InvalidGuide
from guide.site.build import Publication, publish
from guide.site.kept import cache_of
from guide.site.load import today_from


@dataclass(frozen=True, kw_only=True)
class Whole:
    """All that a site generator puts in place."""

    publication: Publication
    problems: tuple[str, ...] = ()
    """What is wrong with the files as they are now, a line each; then all the rest is from before."""


_LAST_GOOD: dict[Path, Whole] = {}
"""What is shown while the files are wrong, by the folder of the guide."""


def read_whole(root: Path, *, serving: bool) -> Whole:
    """Read, check and write the guide under `root`.

    Raises InvalidGuide; not when it is served for a look and was good before, then that is shown.
    """
    try:
        whole = _read(root)
    except InvalidGuide as error:
        if not serving or root not in _LAST_GOOD:
            raise
        return replace(_LAST_GOOD[root], problems=tuple(str(error).splitlines()))
    if serving:
        _LAST_GOOD[root] = whole
    return whole


def _read(root: Path) -> Whole:
    cache = cache_of(root)
    try:
        return Whole(publication=publish(root, today_from(), cache=cache))
    except InvalidGuide:
        cache.close()
        raise
