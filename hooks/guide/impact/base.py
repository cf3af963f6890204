"""From the name of what a change is made to, to the report on the change."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from guide.derive.guide import Guide
from guide.impact.compare import Report, compare
from guide.impact.files import TouchedFile, compare_folders
from guide.impact.revisions import revision
from guide.model.problems import InvalidGuide
from guide.site.build import publish
from guide.site.load import load_guide


def report_on(base: str, root: Path, today: dt.date, environment: Mapping[str, str] = os.environ) -> Report:
    """Compare the guide under `root` with the one at `base`: a folder that holds a guide, else a git revision.

    Raises InvalidGuide, with every problem, if the guide under `root` has any, and NoBase if there is no such base.
    """
    after = publish(root, today, environment).guide
    if base and (Path(base) / "data").is_dir():
        return _report(base, "", compare_folders(Path(base), root), _before(Path(base), today, environment), after)
    start = revision(root, base)
    with start.folder() as folder:
        before = _before(folder, today, environment)
    return _report(base, start.remark, start.touched(), before, after)


def _before(folder: Path, today: dt.date, environment: Mapping[str, str]) -> Guide | InvalidGuide:
    """Return the guide before the change, or why the code of today cannot read it."""
    try:
        return load_guide(folder, today, environment)
    except InvalidGuide as unread:
        return unread


def _report(
    base: str, remark: str, files: tuple[TouchedFile, ...], before: Guide | InvalidGuide, after: Guide
) -> Report:
    if isinstance(before, InvalidGuide):
        return Report(base=base, remark=remark, files=files, unread=tuple(map(str, before.problems)))
    return Report(base=base, remark=remark, files=files, impact=compare(before, after))
