"""`guide outbound`: another program tries the links; the command says which are dead, and ends accordingly."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from guide.cli.main import main
from worlds import change

# Says that every link is well, but for those that hold the word in the file beside it.
_STUB = """#!{python}
import json, pathlib, sys
word = pathlib.Path(__file__).with_name("word").read_text()
lines = pathlib.Path("links.html").read_text().splitlines()
errors = [
    {{"url": "x", "status": {{"text": "Rejected status code: 404 Not Found", "code": 404}}, "span": {{"line": number}}}}
    for number, line in enumerate(lines, 1) if word in line
]
print(json.dumps({{"total": len(lines), "error_map": {{"links.html": errors}}, "timeout_map": {{}}}}))
sys.exit(2 if errors else 0)
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder on the path that holds a program in the place of lychee."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "lychee").write_text(_STUB.format(python=sys.executable))
    (folder / "lychee").chmod(0o755)
    (folder / "word").write_text("nothing of the kind")
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return folder


def outbound(root: Path, *options: str) -> Result:
    """Run the command; it must not end in a traceback."""
    result = CliRunner().invoke(main, ["outbound", "--root", str(root), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.usefixtures("path")
def test_where_all_is_well_the_command_ends_well(small_world: Path) -> None:
    """Without a dead link one line must say how many were tried and how many left out."""
    result = outbound(small_world)
    assert result.exit_code == 0
    assert " 0 dead, 0 not checked, 1 left out by data/outbound.yml.\n" in result.output


def test_a_dead_link_fails(small_world: Path, path: Path) -> None:
    """A job must see by the exit that something is to be done, and the text say what and where."""
    (path / "word").write_text("granite.example/releases")
    result = outbound(small_world)
    assert result.exit_code == 1
    assert "- <https://granite.example/releases>: Rejected status code: 404 Not Found, on `/" in result.output
    assert json.loads(outbound(small_world, "--format", "json").output)["dead"][0]["address"].endswith("/releases")


@pytest.mark.usefixtures("path")
def test_an_exception_that_nothing_needs_is_told(small_world: Path) -> None:
    """The list of exceptions must not rot; that alone is no failure."""
    change(small_world, "data/outbound.yml", "folio.example/census", "folio.example/closed")
    result = outbound(small_world)
    assert result.exit_code == 0
    assert "### Exceptions that no link needs; take them out of data/outbound.yml" in result.output
    assert "- <https://folio.example/closed>: The census asks every visitor a question first." in result.output


@pytest.mark.usefixtures("path")
def test_an_exception_without_a_reason_is_a_problem(small_world: Path) -> None:
    """Nobody may silence a link without saying why."""
    change(small_world, "data/outbound.yml", "  reason: The census asks every visitor a question first.\n", "")
    result = outbound(small_world)
    assert result.exit_code == 1
    assert "data/outbound.yml:1:3: 'reason' is missing; " in result.output


def test_without_lychee_one_line_says_so(small_world: Path) -> None:
    """A machine without the program gets no traceback."""
    result = outbound(small_world, "--lychee", "/no/such/lychee")
    assert result.exit_code == 1
    assert "/no/such/lychee:1:1: there is no such program; `make outbound` brings lychee" in result.output
