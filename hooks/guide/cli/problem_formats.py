"""Problems in the forms that people and machines read."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from guide.model.problems import Problem, report

_TITLE = "guide check"


def as_json(problems: Sequence[Problem]) -> str:
    """Return a list of objects with path, line, column and message."""
    return json.dumps([dataclasses.asdict(problem) for problem in problems], ensure_ascii=False, indent=1)


def as_annotations(problems: Sequence[Problem], root: PurePath) -> str:
    """Return workflow commands, from which GitHub shows each problem on its line.

    Takes the folder of the guide, from where the workflow runs: annotations name files from there.
    """
    return "\n".join(_annotation(problem, root) for problem in problems)


def _annotation(problem: Problem, root: PurePath) -> str:
    properties = {
        "file": (root / problem.path).as_posix(),
        "line": str(problem.line),
        "col": str(problem.column),
        "title": _TITLE,
    }
    named = ",".join(f"{name}={_escaped(value, also=':,')}" for name, value in properties.items())
    return f"::error {named}::{_escaped(problem.message)}"


def _escaped(text: str, *, also: str = "") -> str:
    """Return text as a workflow command can carry it; properties escape more than the message does."""
    return re.sub(f"[%\r\n{also}]", lambda match: f"%{ord(match[0]):02X}", text)


FORMATS: Mapping[str, Callable[[Sequence[Problem], PurePath], str]] = {
    "text": lambda problems, _root: report(problems),
    "github": as_annotations,
    "json": lambda problems, _root: as_json(problems),
}
"""How problems can be written: each takes them, sorted, and the folder of the guide."""
