"""`guide export`: the same pages as files, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from guide.cli.main import main
from worlds import TODAY, change, read, write


def export(root: Path, to: Path) -> Result:
    """Run the command on a guide."""
    return CliRunner().invoke(main, ["export", "--root", str(root), str(to)])


def files(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_page_and_every_file_is_written(small_world: Path, tmp_path: Path) -> None:
    """A sound guide is written as one Markdown file a page, with its data files and its redirects."""
    result = export(small_world, tmp_path / "out")
    assert result.exit_code == 0
    written = files(tmp_path / "out")
    assert {"index.md", "404.md", "databases/granite.md", "compare/folio-vs-granite.md"} <= written.keys()
    assert {"api/v1/ranking.json", "data/facts.csv", "cupboards/index.html"} <= written.keys()
    assert f"{sum(path.endswith('.md') for path in written)} pages" in result.output


def test_a_page_starts_with_front_matter_and_holds_html(small_world: Path, tmp_path: Path) -> None:
    """An exported page carries its title and description, and the body as it stands on the site."""
    export(small_world, tmp_path / "out")
    head, body = read(tmp_path / "out", "databases/granite.md").removeprefix("---\n").split("---\n", 1)
    assert 'title: "Granite: no. 1 of 3"\n' in head
    assert 'description: "Granite is a careful server for rows."\n' in head
    assert body.startswith("\n<article")


@pytest.mark.parametrize("path", ["data/edition.yml", "data/opinions/folio.yml", "content/about.md"])
def test_nothing_is_written_of_a_broken_guide(small_world: Path, tmp_path: Path, path: str) -> None:
    """A guide with a fault must be refused as a whole, with the fault, before anything is written."""
    write(small_world, path, "nonsense")
    result = export(small_world, tmp_path / "out")
    assert result.exit_code == 1
    assert result.output.startswith(f"{path}:1:1: ")
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_over_where_a_link_is_broken(small_world: Path, tmp_path: Path) -> None:
    """A fault that shows only in the written pages must leave an earlier export as it was."""
    export(small_world, tmp_path / "out")
    before = files(tmp_path / "out")
    change(small_world, "content/databases/granite.md", "#rule-one-server", "#rule-two-servers")
    assert export(small_world, tmp_path / "out").exit_code == 1
    assert files(tmp_path / "out") == before


def test_the_day_comes_from_the_environment(small_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is past its keep-by date depends on the day that the environment sets, not on the clock."""
    export(small_world, tmp_path / "now")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(20_000_000_000))
    export(small_world, tmp_path / "later")
    now, later = (read(tmp_path / name, "databases/granite.md").count("keep-by date") for name in ("now", "later"))
    assert now == 0, f"nothing of this is old on {TODAY}"
    assert later > 0


def test_a_fork_leads_to_itself(small_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's addresses of site and repository win over the edition's, everywhere."""
    monkeypatch.setenv("GUIDE_SITE", "https://fork.example/elsewhere")
    monkeypatch.setenv("GUIDE_REPOSITORY", "https://fork.example/code/")
    export(small_world, tmp_path / "out")
    everything = b"".join(files(tmp_path / "out").values()).decode(errors="replace")
    assert "https://fork.example/elsewhere/databases/granite/" in everything
    assert "https://fork.example/code/edit/trunk/data/facts/granite.yml" in everything
    assert "drawer.example" not in everything
    assert "quiet/drawer" not in everything


def test_a_folder_that_cannot_be_written_is_told(small_world: Path, tmp_path: Path) -> None:
    """Where a file stands in the way the command must say so in a line, without a traceback."""
    write(tmp_path / "out", "data", "in the way")
    result = export(small_world, tmp_path / "out")
    assert result.exit_code == 1
    assert result.output == f"Error: {tmp_path / 'out' / 'data'}: File exists\n"
