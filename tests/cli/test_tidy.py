"""`guide tidy`, and the forms in which `guide check` tells problems to machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from guide.cli.main import main
from worlds import change, problems, read, write

FACTS = "data/facts/pebble.yml"


def guide(root: Path, *words: str) -> Result:
    """Run a command on a guide."""
    return CliRunner().invoke(main, [*words, "--root", str(root)])


def _spoil(root: Path) -> str:
    """Put two keys out of order; return the text as it was."""
    before = read(root, FACTS)
    change(root, FACTS, "name: Pebble\nlanguages: [sql]\n", "languages: [sql]\nname: Pebble\n")
    return before


def test_a_guide_in_order_is_left_as_it_is(small_world: Path) -> None:
    """Where nothing is to be done, nothing may be written."""
    result = guide(small_world, "tidy")
    assert (result.exit_code, result.output) == (0, "22 files read, 0 tidied\n")


def test_a_file_is_put_in_order(small_world: Path) -> None:
    """The check lets any order pass; the command brings that of the house."""
    before = _spoil(small_world)
    assert guide(small_world, "check").exit_code == 0
    result = guide(small_world, "tidy", str(small_world / FACTS))
    assert (result.exit_code, result.output) == (0, f"tidied: {FACTS}\n1 file read, 1 tidied\n")
    assert read(small_world, FACTS) == before


def test_it_can_be_asked_without_changing_anything(small_world: Path) -> None:
    """With --check the files that would change are named, and stay."""
    _spoil(small_world)
    before = read(small_world, FACTS)
    result = guide(small_world, "tidy", "--check")
    assert (result.exit_code, result.output) == (1, f"would change: {FACTS}\n22 files read, 1 to be tidied\n")
    assert read(small_world, FACTS) == before


def test_line_ends_and_a_byte_order_mark_stay(small_world: Path) -> None:
    """What an editor on Windows needs is no matter of form."""
    before = _spoil(small_world)
    (small_world / FACTS).write_bytes(b"\xef\xbb\xbf" + read(small_world, FACTS).replace("\n", "\r\n").encode())
    guide(small_world, "tidy")
    assert (small_world / FACTS).read_bytes() == b"\xef\xbb\xbf" + before.replace("\n", "\r\n").encode()


def test_broken_files_are_told_and_the_others_tidied(small_world: Path) -> None:
    """One broken file must stop no other, and be left as it is."""
    before = _spoil(small_world)
    write(small_world, "data/facts/folio.yml", "name: [Folio\n")
    (small_world / "data/redirects.yml").write_bytes(b"# \xff\n[]\n")
    result = guide(small_world, "tidy")
    assert result.exit_code == 1
    assert "data/facts/folio.yml:2:1: broken YAML: " in result.output
    assert "data/redirects.yml:1:1: not UTF-8 " in result.output
    assert read(small_world, FACTS) == before
    assert read(small_world, "data/facts/folio.yml") == "name: [Folio\n"


@pytest.mark.parametrize(
    ("file", "message"),
    [("data/facts/slate.yml", "is not there."), ("content/about.md", "is no data file of this guide.")],
)
def test_only_data_files_can_be_tidied(small_world: Path, file: str, message: str) -> None:
    """Any other file is wrong usage."""
    result = guide(small_world, "tidy", str(small_world / file))
    assert result.exit_code == 2
    assert message in result.output


def test_problems_as_json(small_world: Path) -> None:
    """Standard output must hold the list and nothing else, sorted as the text is; the count goes elsewhere."""
    change(small_world, "data/edition.yml", "branch: trunk", "branch: 1.0")
    change(small_world, FACTS, "status: absent", "status: nowhere")
    result = guide(small_world, "check", "--format", "json")
    faults = json.loads(result.stdout)
    assert [f"{p['path']}:{p['line']}:{p['column']}: {p['message']}" for p in faults] == problems(small_world)
    assert (result.exit_code, result.stderr) == (1, f"{len(faults)} problem{'s' * (len(faults) > 1)}\n")


def test_problems_as_annotations(small_world: Path) -> None:
    """Each problem must be one workflow command that names the file as the workflow sees it."""
    change(small_world, "data/edition.yml", "branch: trunk", "branch: 1.0")
    result = guide(small_world, "check", "--format", "github")
    assert result.stdout == (
        f"::error file={small_world.as_posix()}/data/edition.yml,line=14,col=9,title=guide check"
        "::an unquoted number, 1.0; a version is text, write '1.0', and a count is whole\n"
    )
    assert (result.exit_code, result.stderr) == (1, "1 problem\n")


@pytest.mark.parametrize(("form", "output"), [("json", "[]\n"), ("github", "")])
def test_a_sound_guide_for_machines(small_world: Path, form: str, output: str) -> None:
    """Where nothing is wrong the list is empty, and the summary goes to standard error."""
    result = guide(small_world, "check", "--format", form)
    assert (result.exit_code, result.stdout) == (0, output)
    assert result.stderr.startswith("No problems: ")


def test_another_form_is_wrong_usage(small_world: Path) -> None:
    """A form that is none must be refused with those that are."""
    result = guide(small_world, "check", "--format", "xml")
    assert result.exit_code == 2
    assert "'text', 'github', 'json'" in result.output


@pytest.mark.parametrize("command", ["check", "tidy"])
def test_help_says_how_it_ends(command: str) -> None:
    """Workflows rely on the exit codes, so the help must say them, and show examples."""
    output = CliRunner().invoke(main, [command, "--help"]).output
    assert "exits with 0 if all is well, with 1 if there are problems" in " ".join(output.split())
    assert f"Examples:\n    guide {command}" in output
