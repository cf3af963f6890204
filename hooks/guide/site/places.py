"""Where in a file of the guide something is written, for problems that show only when the site stands."""

from __future__ import annotations

from pathlib import Path

from guide.model.problems import Problem


def problem_at(root: Path, path: str, text: str, message: str) -> Problem:
    """Return a problem that points at the first place where a text stands in a file, or at its start."""
    lines = enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1)
    places = ((number, line.index(text) + 1) for number, line in lines if text in line)
    line, column = next(places, (1, 1))
    return Problem(path=path, line=line, column=column, message=message)
