"""`guide check`: everything that is wrong is told at once; kinds of fault are in `tests/unit/checks/test_faults.py`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from guide.cli.main import main
from worlds import change


def check(root: Path) -> Result:
    """Run the command on a guide."""
    return CliRunner().invoke(main, ["check", "--root", str(root)])


def faults(root: Path) -> list[str]:
    """Return the problems that the command tells.

    It must exit with 1, without a traceback, sorted and counted, and say of each, after a semicolon, what was meant.
    """
    result = check(root)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    *problems, count = result.output.splitlines()
    assert count == f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    assert problems == sorted(problems, key=_order)
    assert [problem for problem in problems if ";" not in problem] == []
    return problems


def _order(problem: str) -> tuple[str, int, int, str]:
    path, line, column, message = problem.split(":", 3)
    return path, int(line), int(column), message


def test_a_sound_guide_has_no_problems(small_world: Path) -> None:
    """A guide without a fault must pass, and be told how much would be written, and that it promised nothing yet."""
    result = check(small_world)
    assert result.exit_code == 0
    assert re.fullmatch(
        r"No problems: \d+ pages, \d+ other files; \d+ not on the list of promises yet, .*\n", result.output
    )


def test_without_any_data_every_file_is_named(small_world: Path) -> None:
    """In a guide that has nothing in it every file that is needed must be named, without a traceback."""
    shutil.rmtree(small_world / "data")
    shutil.rmtree(small_world / "content")
    (small_world / "data").mkdir()
    problems = faults(small_world)
    assert all(problem.endswith(("add it", "write its prose")) for problem in problems)
    assert "data/edition.yml:1:1: the file is missing; add it" in problems


def test_all_faults_in_all_files_are_told_at_once(small_world: Path) -> None:
    """Several faults in several files must be told in one run, sorted by file, then by place."""
    change(small_world, "data/facts/pebble.yml", "status: absent", "status: nowhere")
    change(small_world, "data/facts/pebble.yml", "name: Pebble", "nam: Pebble")
    change(small_world, "data/opinions/folio.yml", "rank: 3", "rank: three")
    change(small_world, "data/edition.yml", "year: 2025", "year: 2025\nyear: 2026")
    change(small_world, "content/about.md", "Take it.", "Take 5.")
    change(small_world, "data/facts/granite.yml", "[sql]", "[sequel]")
    assert [problem.split(": ")[0] for problem in faults(small_world)] == [
        "content/about.md:10:6",
        "data/edition.yml:4:1",
        "data/facts/granite.yml:4:13",
        "data/facts/pebble.yml:1:1",
        "data/opinions/folio.yml:2:7",
    ]


def test_the_installed_command_checks_the_current_folder(small_world: Path) -> None:
    """The command that the project installs must check where it stands, and write problems to standard error."""
    change(small_world, "data/edition.yml", "branch: trunk", "branch: 1.0")
    guide = Path(sys.executable).with_name("guide")
    done = subprocess.run([guide, "check"], cwd=small_world, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("data/edition.yml:14:9: an unquoted number, 1.0; a version is text, write '1.0'")
    assert done.stderr.endswith("\n1 problem\n")


def test_a_folder_without_a_guide_is_wrong_usage(tmp_path: Path) -> None:
    """Whoever is in the wrong folder must be told that, and not that every file is missing."""
    result = check(tmp_path)
    assert result.exit_code == 2
    assert "there is no guide, neither data/ nor content/" in result.output


def test_a_library_that_a_build_does_not_need_is_named(small_world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has only what a build needs must be told what brings the rest of it."""
    monkeypatch.setitem(sys.modules, "guide.authoring.prose_style", None)
    result = CliRunner().invoke(main, ["words", "--root", str(small_world)])
    assert (result.exit_code, "is missing; `make words` brings it" in result.output) == (1, True)
