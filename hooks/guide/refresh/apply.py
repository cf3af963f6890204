"""Carries out `guide refresh`: asks about every candidate, and writes what is proposed once it is proved."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from guide.authoring.yaml_edit import Uneditable, Value, replaced
from guide.derive.guide import Guide
from guide.model.problems import InvalidGuide, Location, Problem
from guide.refresh.compare import Finding, compare
from guide.refresh.http import Host
from guide.refresh.report import RefreshReport
from guide.refresh.stale import due
from guide.refresh.upstream import Gap, read
from guide.site.build import publish
from guide.source.library import SOURCE_FOLDERS


def report_on(guide: Guide, hosts: Mapping[str, Host], within: int, progress: Callable[[str], None]) -> RefreshReport:
    """Compare each candidate with its upstreams; `progress` is called with a line before each."""
    findings: list[Finding] = []
    gaps: list[Gap] = []
    shelved: list[str] = []
    for number, candidate in enumerate(guide.candidates, 1):
        progress(f"asking about {number} of {len(guide.candidates)}: {candidate.name}")
        readings, unread = read(hosts, candidate.slug, candidate.sheet, guide.today)
        findings += compare(guide, candidate, readings, within)
        gaps += unread
        shelved += [candidate.slug for reading in readings if reading.about == "archived"]
    told = {(finding.slug, finding.key) for finding in findings if finding.outcome != "agrees"}
    return RefreshReport(
        names={candidate.slug: candidate.name for candidate in guide.candidates},
        findings=findings,
        gaps=gaps,
        shelved=shelved,
        past=[statement for statement in due(guide, -1) if (statement.slug, statement.key) not in told],
    )


def write_edits(root: Path, findings: Iterable[Finding], guide: Guide) -> None:
    """Write the proposed edits into the data files.

    Raises InvalidGuide, with nothing written, if the guide would have a problem with them.
    """
    edits: dict[str, dict[Location, Value]] = defaultdict(dict)
    for finding in findings:
        edits[finding.file] |= finding.edits
    files = {path: _edited(root, path, changes) for path, changes in edits.items() if changes}
    if files:
        _prove(root, files, guide)
    for path, content in files.items():
        (root / path).write_bytes(content)


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
