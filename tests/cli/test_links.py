"""`guide links`: what is new, what is broken, and the list that remembers it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from guide.cli.main import main
from worlds import change, promise_what_was, read, write

LIST = "published.txt"


def run(root: Path, *words: str) -> Result:
    """Run a command on a guide."""
    return CliRunner().invoke(main, [*words, "--root", str(root)])


@pytest.fixture
def promised(small_world: Path) -> Path:
    """A guide that has promised everything that it publishes, and what it has taken away since."""
    promise_what_was(small_world)
    assert run(small_world, "links", "--accept").exit_code == 0
    return small_world


def test_what_is_new_is_listed_and_nothing_written(small_world: Path) -> None:
    """Asking what is new must not make a promise of it."""
    result = run(small_world, "links")
    assert result.exit_code == 0
    assert "new: page /databases/granite/\n" in result.stdout
    assert result.stdout.endswith(" new, which --accept adds\n")
    assert not (small_world / LIST).exists()


def test_accepting_writes_a_sorted_list(promised: Path) -> None:
    """The list is plain lines in order, so that a change of it is easy to review; it says what it is."""
    head, *lines = read(promised, LIST).splitlines()
    assert head.startswith("# Everything that others may link to")
    assert lines[1:] == sorted(lines[1:])
    assert "page /databases/granite/" in lines
    assert run(promised, "links").stdout == "Every promise is kept; 0 new\n"


def test_only_what_is_new_is_added(promised: Path) -> None:
    """Accepting again adds the new lines and leaves the others as they were."""
    before = read(promised, LIST).splitlines()
    write(promised, "content/about.md", read(promised, "content/about.md") + "\n## Why {#why}\n\nBecause.\n")
    assert run(promised, "links").stdout == "new: id /about/#why\nEvery promise is kept; 1 new, which --accept adds\n"
    result = run(promised, "links", "--accept")
    assert result.stdout == "new: id /about/#why\n1 added to published.txt\n"
    assert set(read(promised, LIST).splitlines()) - set(before) == {"id /about/#why"}
    assert set(before) <= set(read(promised, LIST).splitlines())


@pytest.mark.parametrize("words", [("links",), ("links", "--accept"), ("check",)])
def test_a_broken_promise_is_an_error_and_nothing_is_accepted(promised: Path, words: tuple[str, ...]) -> None:
    """While a promise is broken, every command says so and fails, and the list stays as it is."""
    change(promised, "data/redirects.yml", "/cupboards/", "/drawers/")
    before = read(promised, LIST)
    result = run(promised, *words)
    line = before.splitlines().index("redirect /cupboards/") + 1
    assert result.exit_code == 1
    assert result.stderr.startswith(f"published.txt:{line}:1: redirect '/cupboards/' is promised and no longer ")
    assert read(promised, LIST) == before


def test_the_check_counts_what_is_not_promised_yet(promised: Path) -> None:
    """Something new is no error of the data, but whoever checks should know of it."""
    assert "promises" not in run(promised, "check").stdout
    write(promised, "content/about.md", read(promised, "content/about.md") + "\n## Why {#why}\n\nBecause.\n")
    result = run(promised, "check")
    assert result.exit_code == 0
    assert result.stdout.endswith("; 1 not on the list of promises yet, see `guide links`\n")
