"""Finds the place of a text in a file of the guide, for problems that show only when the site is written."""

from __future__ import annotations

from pathlib import Path

from guide.model.problems import Problem


def problem_at(root: Path, path: str, text: str, message: str) -> Problem:
    """Return a problem that points at the first place of a text in a file, or at the start of the file."""
    lines = enumerate((root / path).read_text(encoding="utf-8").split("\n"), 1)
    places = ((number, line.index(text) + 1) for number, line in lines if text in line)
    line, column = next(places, (1, 1))
    return Problem(path=path, line=line, column=column, message=message)
