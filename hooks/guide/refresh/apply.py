"""Carries out `guide refresh`: asks about every candidate, sums up, and writes what is proposed once it is proved."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from guide.authoring.yaml_edit import Uneditable, Value, replaced
from guide.derive.guide import Guide
from guide.model.problems import InvalidGuide, Location, Problem
from guide.refresh.compare import Finding, Gap, compare, file_of, gaps
from guide.refresh.report import Refreshed
from guide.refresh.stale import ageing
from guide.refresh.upstream import Hosts, Repository
from guide.site.build import publish
from guide.source.library import SOURCE_FOLDERS


def ask_about_all(guide: Guide, hosts: Hosts, within: int, say: Callable[[str], None]) -> Refreshed:
    """Ask about one candidate after the other; `say` is told which, before each."""
    findings: list[Finding] = []
    unread: list[Gap] = []
    shelved: list[str] = []
    for number, candidate in enumerate(guide.candidates, 1):
        say(f"{number} of {len(guide.candidates)}: {candidate.name}")
        answers = hosts.answers(candidate.sheet, guide.today)
        findings += compare(guide, candidate, answers, within)
        unread += gaps(guide, candidate, answers)
        if isinstance(answers.repository, Repository) and answers.repository.shelved:
            shelved.append(candidate.slug)
    told = {(one.slug, one.key) for one in findings if one.outcome != "agrees"}
    return Refreshed(
        names={candidate.slug: candidate.name for candidate in guide.candidates},
        findings=findings,
        gaps=unread,
        shelved=shelved,
        past=[one for one in ageing(guide, -1) if (one.slug, one.key) not in told],
    )


def write_edits(root: Path, findings: Iterable[Finding], guide: Guide) -> tuple[str, ...]:
    """Write the proposed edits into the files of facts; return their paths.

    Raises InvalidGuide, with nothing written, if the guide would have a problem with them.
    """
    files = edited_files(root, findings)
    if files:
        _prove(root, files, guide)
    for path, content in files.items():
        (root / path).write_bytes(content)
    return tuple(files)


def edited_files(root: Path, findings: Iterable[Finding]) -> dict[str, bytes]:
    """Return the files of facts with the proposed edits in them, by path."""
    edits: dict[str, dict[Location, Value]] = defaultdict(dict)
    for one in findings:
        if one.edits:
            edits[file_of(one.slug)] |= one.edits
    return {path: _edited(root, path, changes) for path, changes in edits.items()}


def _edited(root: Path, path: str, changes: Mapping[Location, Value]) -> bytes:
    try:
        return replaced((root / path).read_bytes().decode(), changes).encode()
    except Uneditable as error:
        message = f"cannot be edited by machine, {error}; nothing was written"
        raise InvalidGuide([Problem(path=path, message=message)]) from None


def _prove(root: Path, files: Mapping[str, bytes], guide: Guide) -> None:
    """Check a copy of the guide with the edits in it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCE_FOLDERS:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name)
        for path, content in files.items():
            (copy / path).write_bytes(content)
        publish(copy, guide.today)
