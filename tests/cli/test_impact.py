"""`guide impact`: a change in a real repository, told to people and to programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from guide.cli.main import main
from guide.impact.report import MARKER
from version_control import commit, git
from worlds import change, read, write

FACTS = "data/facts/granite.yml"


def impact(root: Path, *words: str) -> Result:
    """Run the command on a guide."""
    return CliRunner().invoke(main, ["impact", "--root", str(root), *words])


def found(root: Path, *words: str) -> Any:
    """Return what the command tells programs."""
    result = impact(root, *words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.fixture
def repository(small_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small world under version control, on its branch `trunk`, with one commit."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    git(small_world, "init", "--quiet", "--initial-branch=trunk")
    commit(small_world, "The guide as it was")
    return small_world


def test_a_committed_change_is_told(repository: Path) -> None:
    """What was committed since a revision must be told before and after, with the file that was touched."""
    change(repository, FACTS, '"7.10"', '"8.0"')
    commit(repository, "A new version")
    told = found(repository, "HEAD~1")
    assert told["summary"] == "Changes 1 fact, nothing else."
    assert told["files"] == [{"path": FACTS, "how": "changed", "side": "facts"}]
    (cell,) = told["impact"]["cells"]["changes"]
    assert (cell["before"], cell["after"]) == ("7.10", "8.0")


def test_what_is_not_committed_is_part_of_the_change(repository: Path) -> None:
    """At home a change is told before it is committed, files that git does not know yet included."""
    change(repository, "data/opinions/pebble.yml", "One file, no server", "A file, no server")
    write(repository, "data/pairs/granite-vs-pebble.yml", _pair(read(repository, "data/pairs/folio-vs-granite.yml")))
    (repository / "content/about.md").rename(repository / "content/about.txt")
    write(repository, "content/about.md", read(repository, "content/about.txt"))
    (repository / "content/about.txt").unlink()
    told = found(repository, "trunk")
    assert told["files"] == [
        {"path": "data/opinions/pebble.yml", "how": "changed", "side": "opinion"},
        {"path": "data/pairs/granite-vs-pebble.yml", "how": "added", "side": "opinion"},
    ]
    assert told["summary"] == "Adds 1 page; changes 1 verdict."


def _pair(text: str) -> str:
    return text.replace("folio", "pebble").replace("Folio", "Pebble")


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
    told = found(repository, "trunk")
    assert told["summary"] == "Changes 1 fact, nothing else."
    assert told["remark"] == f"Compared with {parted[:12]}, where the two parted."


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
    told = found(inner, "HEAD")
    assert [file["path"] for file in told["files"]] == [FACTS]
    assert told["summary"] == "Changes 1 fact, nothing else."


def test_a_change_of_the_engine_is_said(repository: Path) -> None:
    """Where code is touched, the report must say that it cannot tell what the code does otherwise."""
    write(repository, "hooks/other.py", "pass\n")
    told = found(repository, "HEAD")
    assert told["touched"] == {"engine": ["hooks/other.py"]}
    assert told["summary"] == "Changes no fact, rank, rule or text."
    assert told["whose"].startswith("No fact and no opinion is touched. ")
    assert told["whose"].endswith("what it does otherwise is not told.")


def test_a_change_of_what_readers_never_see_is_no_more_than_that(repository: Path) -> None:
    """A file beside the guide, such as its README, is neither fact nor opinion nor engine."""
    write(repository, "README.md", "So.")
    told = found(repository, "HEAD")
    assert told["touched"] == {"rest": ["README.md"]}
    assert told["whose"] == "No fact and no opinion is touched."


def test_the_comment_is_markdown_with_its_mark(repository: Path) -> None:
    """The Markdown for a comment starts with its mark, and links to the preview."""
    change(repository, FACTS, '"7.10"', '"8.0"')
    change(repository, "content/about.md", "Nobody paid", "Hardly anybody paid")
    result = impact(repository, "HEAD", "--format", "markdown", "--preview", "https://preview.example/41")
    assert result.exit_code == 0
    assert result.output.startswith(f"{MARKER}\n")
    assert "Facts and opinion are mixed. Split it" in result.output
    assert "https://preview.example/41/databases/granite/#fact-current-version" in result.output


def test_at_home_it_is_plain_text(repository: Path) -> None:
    """Without a format the report is for a terminal: no markup, addresses written out."""
    change(repository, FACTS, '"7.10"', '"8.0"')
    result = impact(repository, "HEAD")
    assert result.output.startswith("Changes 1 fact, nothing else.\nOnly facts are touched: anyone may mend them.\n")
    address = "https://drawer.example/guide/databases/granite/#fact-current-version"
    assert (
        f"\nFacts\n  Granite, Current version <{address}>: “7.10” → “8.0”; the date of its source is as it was\n"
        in result.output
    )


def test_a_folder_can_be_what_it_is_a_change_to(small_world: Path, tmp_path: Path) -> None:
    """Without version control a copy of the guide from before serves."""
    before = shutil.copytree(small_world, tmp_path / "before")
    change(small_world, FACTS, '"7.10"', '"8.0"')
    assert found(small_world, str(before))["summary"] == "Changes 1 fact, nothing else."


def test_a_broken_guide_is_told_as_by_the_check(repository: Path) -> None:
    """Where the guide has problems there is no report, only the problems."""
    change(repository, FACTS, "status: extra", "status: extar")
    checked = CliRunner().invoke(main, ["check", "--root", str(repository)])
    result = impact(repository, "HEAD", "--format", "markdown")
    assert (result.exit_code, result.output) == (1, checked.output)
    assert result.output.startswith(f"{FACTS}:")


def test_a_base_of_another_form_leaves_the_files(repository: Path) -> None:
    """Where today's code cannot read the guide before the change, it says so, and which files are touched."""
    good = read(repository, FACTS)
    change(repository, FACTS, "runtime: ", "runs_on: ")
    commit(repository, "An older form")
    write(repository, FACTS, good)
    told = found(repository, "HEAD")
    assert told["impact"] is None
    assert told["unread"][0].startswith(f"{FACTS}:")
    assert [file["path"] for file in told["files"]] == [FACTS]
    assert told["summary"].startswith("What this changes for readers cannot be told")


def test_a_revision_without_a_guide_is_told(repository: Path, tmp_path: Path) -> None:
    """A commit from before there was a guide cannot be read, and that is said without a traceback."""
    root = tmp_path / "late"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=trunk")
    write(root, "README.md", "Soon.")
    commit(root, "A promise")
    for folder in ("data", "content"):
        shutil.copytree(repository / folder, root / folder)
    told = found(root, "HEAD")
    assert told["impact"] is None
    assert "data/edition.yml:1:1: the file is missing; add it" in told["unread"]


@pytest.mark.parametrize("base", ["nowhere", "--", "--output=x", "HEAD:data", "trunk..HEAD", "trunk;id", ""])
def test_a_base_that_is_not_there_is_wrong_usage(repository: Path, base: str) -> None:
    """A name that git does not know must be named in a sentence, and must not be taken for an option."""
    result = impact(repository, "--", base)
    assert result.exit_code == 2
    assert "neither a revision that git knows here nor a folder that holds a guide" in result.output
    assert git(repository, "status", "--short") == ""


def test_origin_is_what_it_is_a_change_to_by_default(repository: Path) -> None:
    """Without a BASE the branch that was fetched counts; where there is none, that is said."""
    assert "'origin/main' is neither a revision" in impact(repository).output
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert impact(repository).output.startswith("Changes nothing that readers see.\n")


def test_without_a_repository_or_git_it_says_what_to_do(
    small_world: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where there is no version control, the command must say so in a line."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = impact(small_world, "HEAD")
    assert result.exit_code == 2
    assert "not a git repository" in result.output
    monkeypatch.setenv("PATH", str(tmp_path))
    result = impact(small_world, "HEAD")
    assert result.exit_code == 2
    assert "git is not installed, and without it only a folder can be compared with; name one" in result.output


@pytest.mark.parametrize("preview", ["http://preview.example/", "javascript:alert(1)", "preview", "https://a b/"])
def test_a_preview_is_a_whole_https_address(repository: Path, preview: str) -> None:
    """What is no safe address must not become the links of a comment."""
    result = impact(repository, "HEAD", "--preview", preview)
    assert result.exit_code == 2
    assert "is not an https address" in result.output


def test_histories_that_share_nothing_are_compared_as_they_are(repository: Path) -> None:
    """Where the point of parting is not known, as in a shallow copy, the revision itself counts, and that is said."""
    git(repository, "checkout", "--quiet", "--orphan", "new")
    change(repository, FACTS, '"7.10"', '"8.0"')
    commit(repository, "A new beginning")
    told = found(repository, "trunk")
    assert told["summary"] == "Changes 1 fact, nothing else."
    assert told["remark"] == "The two share no history that is known here."


def test_what_a_commit_would_write_outside_is_not_written(repository: Path) -> None:
    """A link in the data of a commit must not lead the reading out of the folder that it is unpacked into."""
    (repository / "data/pairs/folio-vs-granite.yml").unlink()
    (repository / "data/pairs/folio-vs-granite.yml").symlink_to("/etc/hostname")
    commit(repository, "A link out of here")
    git(repository, "checkout", "--quiet", "HEAD~1", "--", ".")
    assert found(repository, "HEAD")["summary"] == "Adds 1 page, nothing else."
