"""The record of runs, `data/samples.yml`: what passed, at which version, when and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guide.authoring import round_trip
from guide.model.samples import Manifest, Run
from pydantic import ValidationError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from sample_runs import contract
from sample_runs.folders import MANIFEST, Folders, size
from sample_runs.processes import Failed
from sample_runs.trial import Passed

PATH = "data/samples.yml"
_FIRST = "# yaml-language-server: $schema=../schemas/samples.json\n"


def ran(folders: Folders, how: Manifest, passed: Passed, day: dt.date) -> None:
    """Write down that a sample passed; raise Failed where what it prints of itself is none of what it should be."""
    issues = [{"test": issue.what, "why": issue.why} for issue in how.known_issues]
    came = {"passed": passed.passed, "known_issues": issues, "date": day, "where": passed.where}
    _write(folders, {"version": passed.version, "fate": "run", **came})


def written(folders: Folders, version: str, why: str, day: dt.date) -> None:
    """Write down that a sample was only written, for a version, and why it was not run; raise Failed if it was run."""
    if _read(folders.root).get(folders.slug, {}).get("fate") == "run":
        raise Failed("it passed before; what ran is not replaced by what did not")
    _write(folders, {"version": version, "fate": "read", "why": why, "date": day})


def _write(folders: Folders, came: Mapping[str, Any]) -> None:
    files, lines = size(folders.files())
    number = contract.version(folders.root / "samples" / "contract")
    entry = {**came, "contract": number, "files": files, "lines": lines}
    try:
        Run.model_validate({**entry, "date": entry["date"].isoformat()}, strict=False)
    except ValidationError as error:
        faults = (f"'{fault['loc'][0]}' cannot be {fault['input']!r}" for fault in error.errors())
        where = f"samples/{folders.slug}/{MANIFEST}"
        raise Failed(
            f"what {where} prints cannot be written down: {'; '.join(faults)}; a version is 1.12.0, say"
        ) from None
    for name in ("version", "contract"):
        entry[name] = DoubleQuotedScalarString(entry[name])
    path = folders.root / PATH
    loaded = round_trip.load(path.read_text(encoding="utf-8") if path.is_file() else _FIRST + "{}")
    runs = round_trip.root(loaded)
    runs[folders.slug] = {name: entry[name] for name in Run.model_fields if name in entry}
    path.write_text(round_trip.dump(loaded), encoding="utf-8")


def _read(root: Path) -> dict[str, Any]:
    path = root / PATH
    return dict(round_trip.root(round_trip.load(path.read_text(encoding="utf-8")))) if path.is_file() else {}
