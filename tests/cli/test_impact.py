"""`guide impact`: a change in a real repository, told to people and to programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from guide.cli.main import main
from guide.impact.render import MARKER
from version_control import commit, git
from worlds import change, read, write

FACTS = "data/facts/granite.yml"
VERSION = ["/databases/granite/#fact-current-version"]


def impact(root: Path, *words: str) -> Result:
    """Run the command on a guide."""
    return CliRunner().invoke(main, ["impact", "--root", str(root), *words])


def reported(root: Path, *words: str) -> Any:
    """Return what the command tells programs."""
    result = impact(root, *words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def changed(report: Any) -> list[str]:
    """Return the addresses of the records that a report tells."""
    return [record["address"] for record in report["comparison"]["changes"]]


@pytest.fixture
def repository(small_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small world under version control, on its branch `trunk`, with one commit."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    git(small_world, "init", "--quiet", "--initial-branch=trunk")
    commit(small_world, "The guide as it was")
    return small_world


def test_a_change_is_told_committed_or_not(repository: Path) -> None:
    """What was committed since a revision is told, and so is what is not committed or not known to git yet."""
    change(repository, FACTS, '"7.10"', '"8.0"')
    commit(repository, "A new version")
    pair = read(repository, "data/pairs/folio-vs-granite.yml").replace("folio", "pebble").replace("Folio", "Pebble")
    write(repository, "data/pairs/granite-vs-pebble.yml", pair)
    report = reported(repository, "HEAD~1")
    assert report["files"] == [
        {"path": FACTS, "how": "changed", "side": "facts"},
        {"path": "data/pairs/granite-vs-pebble.yml", "how": "added", "side": "opinion"},
    ]
    assert changed(report) == ["/compare/granite-vs-pebble/", *VERSION]
    assert changed(reported(repository, "HEAD")) == ["/compare/granite-vs-pebble/"]


def test_what_the_other_branch_did_since_is_not_part_of_the_change(repository: Path) -> None:
    """A change is held against the point where it parted, and the report says where that is."""
    parted = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "--quiet", "-b", "mine")
    change(repository, FACTS, '"7.10"', '"8.0"')
    commit(repository, "A new version")
    git(repository, "checkout", "--quiet", "trunk")
    change(repository, "content/about.md", "Nobody paid", "Hardly anybody paid")
    commit(repository, "Another text")
    git(repository, "checkout", "--quiet", "mine")
    report = reported(repository, "trunk")
    assert [file["path"] for file in report["files"]] == [FACTS]
    assert report["remark"] == f"Compared with {parted[:12]}, where the two parted."


def test_histories_that_share_nothing_are_compared_as_they_are(repository: Path) -> None:
    """Where the point of parting is not known, as in a shallow copy, the revision itself counts, and that is said."""
    git(repository, "checkout", "--quiet", "--orphan", "new")
    change(repository, FACTS, '"7.10"', '"8.0"')
    commit(repository, "A new beginning")
    report = reported(repository, "trunk")
    assert changed(report) == VERSION
    assert report["remark"] == "The two share no history that is known here."


def test_a_guide_within_a_repository_is_told_by_itself(repository: Path, tmp_path: Path) -> None:
    """A guide in a folder of a repository is compared with that folder; files outside it are not its own."""
    outer = tmp_path / "outer"
    shutil.copytree(repository, outer / "guides" / "databases", ignore=shutil.ignore_patterns(".git"))
    git(outer, "init", "--quiet", "--initial-branch=trunk")
    write(outer, "README.md", "So.")
    commit(outer, "All")
    write(outer, "README.md", "Other.")
    inner = outer / "guides" / "databases"
    change(inner, FACTS, '"7.10"', '"8.0"')
    report = reported(inner, "HEAD")
    assert [file["path"] for file in report["files"]] == [FACTS]
    assert changed(report) == VERSION


def test_a_change_of_the_engine_is_said(repository: Path) -> None:
    """Where code is touched, the report says that it cannot tell what the code does otherwise."""
    write(repository, "hooks/other.py", "pass\n")
    report = reported(repository, "HEAD")
    assert report["summary"] == "Changes no fact, rank, rule or text."
    assert report["advice"].endswith("what it does otherwise is not told.")


def test_the_comment_is_markdown_with_its_mark(repository: Path) -> None:
    """The Markdown for a comment starts with its mark, and links to the preview."""
    change(repository, FACTS, '"7.10"', '"8.0"')
    change(repository, "content/about.md", "Nobody paid", "Hardly anybody paid")
    result = impact(repository, "HEAD", "--format", "markdown", "--preview", "https://preview.example/41")
    assert result.exit_code == 0
    assert result.output.startswith(f"{MARKER}\n")
    assert "Facts and opinion are mixed. Split it" in result.output
    assert "https://preview.example/41/databases/granite/#fact-current-version" in result.output


def test_a_broken_guide_is_told_as_by_the_check(repository: Path) -> None:
    """Where the guide has problems there is no report, only the problems."""
    change(repository, FACTS, "status: extra", "status: extar")
    checked = CliRunner().invoke(main, ["check", "--root", str(repository)])
    result = impact(repository, "HEAD", "--format", "markdown")
    assert (result.exit_code, result.output) == (1, checked.output)
    assert result.output.startswith(f"{FACTS}:")


def test_a_base_that_cannot_be_built_leaves_the_files(repository: Path, tmp_path: Path) -> None:
    """A guide before the change that today's code cannot build, or that is not there yet, is told in a sentence."""
    good = read(repository, FACTS)
    change(repository, FACTS, "runtime: ", "runs_on: ")
    commit(repository, "An older form")
    write(repository, FACTS, good)
    report = reported(repository, "HEAD")
    assert report["comparison"] is None
    assert report["unread"][0].startswith(f"{FACTS}:")
    assert [file["path"] for file in report["files"]] == [FACTS]
    late = tmp_path / "late"
    late.mkdir()
    git(late, "init", "--quiet", "--initial-branch=trunk")
    write(late, "README.md", "Soon.")
    commit(late, "A promise")
    for folder in ("data", "content"):
        shutil.copytree(repository / folder, late / folder)
    assert "data/edition.yml:1:1: the file is missing; add it" in reported(late, "HEAD")["unread"]


@pytest.mark.parametrize("base", ["nowhere", "--", "--output=x", "HEAD:data", "trunk..HEAD", "trunk;id", ""])
def test_a_base_that_is_not_there_is_wrong_usage(repository: Path, base: str) -> None:
    """A name that git does not know is named in a sentence, and is not taken for an option."""
    result = impact(repository, "--", base)
    assert result.exit_code == 2
    assert f"git knows no revision '{base}' here; fetch it first, or name another" in result.output
    assert git(repository, "status", "--short") == ""


def test_origin_is_what_it_is_a_change_to_by_default(repository: Path) -> None:
    """Without a BASE the branch that was fetched counts; where there is none, that is said."""
    assert "git knows no revision 'origin/main' here" in impact(repository).output
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert impact(repository).output == "Changes nothing that readers see.\nNo file differs.\n"


def test_without_a_repository_or_git_it_says_so(
    small_world: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where there is no version control, the command says so in a line."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = impact(small_world, "HEAD")
    assert (result.exit_code, "not a git repository" in result.output) == (2, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = impact(small_world, "HEAD")
    assert (result.exit_code, "git is not installed" in result.output) == (2, True)


@pytest.mark.parametrize("preview", ["http://preview.example/", "javascript:alert(1)", "https://a b/"])
def test_a_preview_is_a_whole_https_address(repository: Path, preview: str) -> None:
    """What is no safe address does not become the links of a comment."""
    result = impact(repository, "HEAD", "--preview", preview)
    assert result.exit_code == 2
    assert "is not an https address" in result.output


def test_what_a_commit_would_write_outside_is_not_written(repository: Path) -> None:
    """A link in the data of a commit does not lead the reading out of the folder that it is unpacked into."""
    (repository / "content/about.md").unlink()
    (repository / "content/about.md").symlink_to("/etc/hostname")
    commit(repository, "A link out of here")
    git(repository, "checkout", "--quiet", "HEAD~1", "--", ".")
    assert any(problem.startswith("content/about.md") for problem in reported(repository, "HEAD")["unread"])
