"""Problems for machines: as GitHub's workflow commands, and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from guide.cli.problem_formats import as_annotations, as_json
from guide.model.problems import Problem

PROBLEM = Problem(path="data/a.yml", line=3, column=5, message="'x' is wrong; mend it")


def test_an_annotation_names_file_line_and_column() -> None:
    """GitHub must find the line in the file, from the folder in which the workflow runs."""
    expected = "::error file=data/a.yml,line=3,col=5,title=guide check::'x' is wrong; mend it"
    assert as_annotations([PROBLEM], Path()) == expected
    assert "file=sub/data/a.yml," in as_annotations([PROBLEM], Path("sub"))


@pytest.mark.parametrize(
    ("path", "message", "expected"),
    [
        ("a.yml", "100 % sure", "::100 %25 sure"),
        ("a.yml", "one\ntwo\rthree", "::one%0Atwo%0Dthree"),
        ("a.yml", "a: b, c", "::a: b, c"),
        ("a,b:c%d.yml", "x", "file=a%2Cb%3Ac%25d.yml,"),
        ("a.yml", "::error file=b.yml::x\n::error::y", "::::error file=b.yml::x%0A::error::y"),
    ],
)
def test_no_value_can_end_an_annotation(path: str, message: str, expected: str) -> None:
    """What stands in the data of a fork must not become a workflow command of its own."""
    annotation = as_annotations([Problem(path=path, message=message)], Path())
    assert expected in annotation
    assert len(annotation.splitlines()) == 1


def test_there_is_one_annotation_a_line() -> None:
    """Several problems are several commands."""
    assert as_annotations([PROBLEM, PROBLEM], Path()).count("\n::error ") == 1
    assert as_annotations([], Path()) == ""


def test_json_is_a_list_of_objects() -> None:
    """Programs read path, line, column and message, whatever stands in them."""
    expected = {"path": "data/a.yml", "line": 3, "column": 5, "message": "'x' is wrong; mend it"}
    assert json.loads(as_json([PROBLEM])) == [expected]
    assert json.loads(as_json([])) == []
