"""Problems for machines: as GitHub's workflow commands, and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.cli.problem_formats import as_annotations
from guide.model.problems import Problem


@pytest.mark.parametrize(
    ("path", "message", "expected"),
    [
        ("a.yml", "100 % sure", "::100 %25 sure"),
        ("a.yml", "one\ntwo\rthree", "::one\ufffdtwo\ufffdthree"),
        ("a.yml", "a: b, c", "::a: b, c"),
        ("a,b:c%d.yml", "x", "file=a%2Cb%3Ac%25d.yml,"),
        ("a.yml", "::error file=b.yml::x\n::error::y", "::::error file=b.yml::x\ufffd::error::y"),
    ],
)
def test_no_value_can_end_an_annotation(path: str, message: str, expected: str) -> None:
    """What stands in the data of a fork must not become a workflow command of its own."""
    annotation = as_annotations([Problem(path=path, message=message)], Path())
    assert expected in annotation
    assert len(annotation.splitlines()) == 1
