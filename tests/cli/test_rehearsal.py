"""A rehearsal: one more candidate, from nothing to a guide that passes the check, by the commands.

What is published of it is told in `tests/built/test_another_candidate.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from built import OWN_DAY, copy_own_guide, epoch
from rehearsing import SLUG, blanks, enter, files, fill, guide, load, start
from worlds import ENVIRONMENT, copy_small_world, read


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the guide's own day be today, and its own addresses be its addresses."""
    for name in ("GUIDE_SITE", "GUIDE_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])


def _problems(root: Path) -> list[str]:
    *problems, _ = guide(root, "check").output.splitlines()
    return problems


def test_from_nothing_to_a_guide_that_passes(tmp_path: Path) -> None:
    """Three commands and the answers to what they ask must be all that it takes."""
    _assert_grows(copy_small_world(tmp_path / "databases"))


@pytest.mark.nightly
def test_the_own_guide_can_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes for the small guide must go for the project's own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(OWN_DAY))
    _assert_grows(copy_own_guide(tmp_path / "own"))


def _assert_grows(root: Path) -> None:
    started = start(root)
    assert started.exit_code == 0, started.output
    assert [line.removeprefix("written: ") for line in started.output.splitlines()[:3]] == list(files(root))

    blank = json.loads(guide(root, "check", "--format", "json").stdout)
    expected = [(path, line) for path, lines in sorted(blanks(root).items()) for line in lines]
    assert [(problem["path"], problem["line"]) for problem in blank] == expected
    assert {problem["message"].partition("; ")[0].rpartition(" is ")[2] for problem in blank} == {"still blank"}
    asked = {problem["message"].partition("; ")[2] for problem in blank}
    assert {kind["question"] for kind in load(root, "data/vocabulary/facts.yml").values()} <= asked

    fill(root)
    (ledger,) = _problems(root)
    assert ledger.startswith("data/changes.yml:")
    assert "kind 'ranking'" in ledger

    assert enter(root).exit_code == 0
    assert load(root, "data/changes.yml")[-1]["ranking"][-1] == SLUG
    checked = guide(root, "check")
    assert checked.exit_code == 0, checked.output
    assert guide(root, "tidy", "--check").exit_code == 0
    (root / "schemas").mkdir()
    assert guide(root, "schemas").exit_code == 0
    assert SLUG in read(root, "schemas/pairs.json")
