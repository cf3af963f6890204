"""`guide freeze`: what it says, and what it refuses."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from guide.cli.main import main
from worlds import change, read


def freeze(root: Path, year: str = "2025") -> Result:
    """Run the command on a guide."""
    return CliRunner().invoke(main, ["freeze", year, "--root", str(root)])


def test_it_says_what_was_kept_and_what_comes_next(small_world: Path) -> None:
    """Whoever freezes an edition must read where it is, and the steps to the next one."""
    result = freeze(small_world)
    assert result.exit_code == 0
    addresses = len(read(small_world, "editions/2025/addresses.txt").splitlines())
    files = read(small_world, "editions/2025/frozen.yml").count("\n  ")
    assert result.output == (
        f"Frozen in editions/2025: {files} files, {addresses} addresses; commit that folder.\n"
        "To start the next edition, set 'year' and 'published' in data/edition.yml.\n"
        "From then on /2025/ is the frozen edition; corrections to it go into editions/2025/errata.yml.\n"
    )


def test_the_next_steps_are_enough(small_world: Path) -> None:
    """Following what the command says must lead to a sound guide with a past edition."""
    freeze(small_world)
    change(small_world, "data/edition.yml", "year: 2025", "year: 2026")
    result = CliRunner().invoke(main, ["check", "--root", str(small_world)])
    assert result.exit_code == 0, result.output
    assert CliRunner().invoke(main, ["export", str(small_world / "out"), "--root", str(small_world)]).exit_code == 0
    assert "This is the 2025 edition" in read(small_world / "out", "2025/databases/granite.md")
    assert 'edition: "2025"' in read(small_world / "out", "2025/databases/granite.md")
    assert (small_world / "out/2025/api/v1/ranking.json").is_file()


def test_it_refuses_with_place_and_reason(small_world: Path) -> None:
    """A refusal must read like every other problem, and leave nothing behind."""
    result = freeze(small_world, "2026")
    assert result.exit_code == 1
    assert result.output == (
        "data/edition.yml:3:7: this is the edition of 2025, not of 2026; run 'guide freeze 2025', or change the year\n"
        "1 problem\n"
    )
    assert not (small_world / "editions").exists()


def test_it_is_done_once(small_world: Path) -> None:
    """The same edition a second time must be refused."""
    freeze(small_world)
    result = freeze(small_world)
    assert result.exit_code == 1
    assert "frozen already" in result.output
