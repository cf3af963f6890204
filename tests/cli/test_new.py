"""`guide new`: what is written, what is asked, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from guide.cli.main import main
from worlds import change, problems, read, write


def guide(root: Path, *words: str, typed: str | None = None) -> Result:
    """Run `guide new …` on a guide; say what is typed at its questions."""
    return CliRunner().invoke(main, ["new", *words, "--root", str(root)], input=typed)


def refused(root: Path, *words: str) -> str:
    """Return what the command says of wrong usage; it must exit with 2 and change nothing."""
    before = _everything(root)
    result = guide(root, *words)
    assert result.exit_code == 2, result.output
    assert _everything(root) == before
    return result.output.splitlines()[-1]


def _everything(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def _only_blanks(root: Path) -> bool:
    faults = problems(root)
    return bool(faults) and all(" is still blank; " in problem for problem in faults)


@pytest.mark.parametrize("word", ["candidate", "database"])
def test_a_candidate_is_started_by_the_guides_own_word(small_world: Path, word: str) -> None:
    """Three files must be written, nothing but their blanks be wrong with the guide, and the next steps be told."""
    result = guide(small_world, word, "--name", "Slate: the other stone")
    assert result.exit_code == 0, result.output
    slug = "slate-the-other-stone"
    assert _only_blanks(small_world)
    facts = yaml.safe_load(read(small_world, f"data/facts/{slug}.yml"))
    opinion = yaml.safe_load(read(small_world, f"data/opinions/{slug}.yml"))
    assert facts["name"] == "Slate: the other stone"
    assert (opinion["rank"], opinion["tier"], str(opinion["reviewed"])) == (4, "special", "2026-01-15")
    assert read(small_world, f"content/databases/{slug}.md").startswith("---\ndescription: BLANK\n---\n")
    assert "guide new change" in result.output
    assert "guide schemas" not in result.output, "this guide has none"


def test_what_is_known_is_filled_in(small_world: Path) -> None:
    """What flags say must stand in the file, and not be asked again."""
    flags = {"slug": "slate", "style": "server", "site": "https://slate.example/", "repository": "https://c.example/s"}
    words = [word for flag, value in flags.items() for word in (f"--{flag}", value)]
    guide(small_world, "candidate", "--name", "Slate", "--language", "sql", "--language", "documents", *words)
    facts = yaml.safe_load(read(small_world, "data/facts/slate.yml"))
    assert facts["languages"] == ["sql", "documents"]
    assert facts["style"] == "server"
    assert facts["links"] == {"site": "https://slate.example/", "docs": "BLANK", "repository": "https://c.example/s"}


def test_every_question_stands_over_its_blank(small_world: Path) -> None:
    """Questions, words and lines of the vocabulary must be there to read where they are answered."""
    guide(small_world, "candidate", "--name", "Slate")
    facts, opinion = (read(small_world, f"data/{part}/slate.yml") for part in ("facts", "opinions"))
    assert "  # How many are known? (a whole number)\n  installations:\n    value: BLANK\n" in facts
    assert "  # Transactions: Several writes, or none of them.\n  transactions:\n" in facts
    assert "    # extra: It is fetched from elsewhere.\n" in facts
    assert "    # absent: There is no such thing.\n    status: BLANK\n" in facts
    assert "  # calm: Nothing is lost.\n  safety:\n" in opinion


def test_a_guide_with_schemas_names_them(small_world: Path) -> None:
    """Editors must help from the first key on."""
    (small_world / "schemas").mkdir()
    result = guide(small_world, "candidate", "--name", "Slate")
    assert read(small_world, "data/facts/slate.yml").startswith(
        "# yaml-language-server: $schema=../../schemas/facts.json\n"
    )
    assert "guide schemas" in result.output


def test_what_is_missing_is_asked(small_world: Path) -> None:
    """The name is asked for; the short name is made from it."""
    result = guide(small_world, "candidate", typed="Slate Stone\n")
    assert "Its name as the project writes it: " in result.output
    assert (small_world / "data/facts/slate-stone.yml").is_file()


def test_where_nobody_answers_nothing_is_written(small_world: Path) -> None:
    """A script that leaves out what is asked for must fail."""
    before = _everything(small_world)
    for words in (["candidate"], ["change", "--why", "So."]):
        assert guide(small_world, *words, typed="").exit_code == 1
    assert _everything(small_world) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["candidate", "--name", "字"], "--slug: '' cannot stand in an address; use small letters"),
        (["candidate", "--name", "Pebble"], "'pebble' is there already; choose another --slug."),
        (["candidate", "--name", "X", "--slug", "old-granite"], "'old-granite' is there already; choose another"),
        (["candidate", "--name", "X", "--slug", "X y"], "'X y' cannot stand in an address; use small letters"),
        (["candidate", "--name", "Count"], "'count' is a word that references begin with; choose another name"),
        (["databse", "--name", "X"], "'databse' is nothing that can be started; did you mean 'database'?"),
        (["change", "--what", "So.", "--why", "So.", "--candidate", "x"], "'x' is not in this guide; known are"),
        (["change", "--what", "So.", "--why", "So.", "--kind", "first_ranking"], "'first_ranking' is not one of"),
    ],
)
def test_what_makes_no_sense_is_refused(small_world: Path, words: list[str], message: str) -> None:
    """The command must say in a line what is wrong, and write nothing."""
    assert message in refused(small_world, *words)


def test_a_broken_vocabulary_is_told(small_world: Path) -> None:
    """What the skeleton is made from must be right before it is made."""
    change(small_world, "data/vocabulary/terms.yml", "tiers:", "teirs:")
    result = guide(small_world, "candidate", "--name", "Slate")
    assert result.exit_code == 1
    assert "data/vocabulary/terms.yml:1:1: 'teirs' is not a known key; did you mean 'tiers'?" in result.output
    assert not (small_world / "data/facts/slate.yml").exists()


def test_a_change_of_the_order_is_entered(small_world: Path) -> None:
    """The entry must hold today, the kind and the whole new order: what the check asks for."""
    change(small_world, "data/opinions/pebble.yml", "rank: 2\ntier: default", "rank: 3\ntier: special")
    change(small_world, "data/opinions/folio.yml", "rank: 3", "rank: 2")
    change(small_world, "data/opinions/folio.yml", "tier: special", "tier: default")
    assert len(problems(small_world)) == 1
    before = read(small_world, "data/changes.yml")
    result = guide(small_world, "change", "--what", "Folio: up.", "--why", "It grew.", "--candidate", "folio")
    assert result.exit_code == 0, result.output
    assert read(small_world, "data/changes.yml") == (
        f"{before}- date: 2026-01-15\n  kind: ranking\n  what: 'Folio: up.'\n  why: It grew.\n"
        "  candidates: [folio]\n  ranking: [granite, folio, pebble]\n"
    )
    assert problems(small_world) == []


def test_a_change_of_the_rules_is_entered(small_world: Path) -> None:
    """The entry must hold the digest of the rules as they are now."""
    change(small_world, "data/decision.yml", "runner_up: [granite]", "runner_up: [pebble]")
    faults = problems(small_world)
    assert any("add an entry of kind 'rules'" in problem for problem in faults)
    guide(small_world, "change", "--what", "Another second.", "--why", "So.")
    assert yaml.safe_load(read(small_world, "data/changes.yml"))[-1]["kind"] == "rules"
    assert [problem for problem in problems(small_world) if problem.startswith("data/changes.yml")] == []


def test_a_correction_is_entered_where_nothing_else_changed(small_world: Path) -> None:
    """Without a change of order or rules an entry corrects something; what and why are asked for."""
    result = guide(small_world, "change", typed="A date was wrong.\nA reader saw it.\n")
    assert result.exit_code == 0, result.output
    assert read(small_world, "data/changes.yml").endswith(
        "  kind: correction\n  what: A date was wrong.\n  why: A reader saw it.\n"
    )
    assert problems(small_world) == []


def test_the_ledger_is_begun(small_world: Path) -> None:
    """The first entry of a new guide is its first ranking, with order and rules."""
    write(small_world, "data/changes.yml", "# Oldest first.\n[]\n")
    assert guide(small_world, "change", "--what", "The first.", "--why", "So.").exit_code == 0
    assert problems(small_world) == []
    assert read(small_world, "data/changes.yml").startswith(
        "# Oldest first.\n- date: 2026-01-15\n  kind: first_ranking\n"
    )


def test_an_order_that_cannot_be_read_is_told(small_world: Path) -> None:
    """Without every rank the order is not known."""
    change(small_world, "data/opinions/pebble.yml", "rank: 2\n", "")
    result = guide(small_world, "change", "--what", "So.", "--why", "So.")
    assert result.exit_code == 1
    assert "data/opinions/pebble.yml:1:1: no rank can be read; write it" in result.output
