"""A rehearsal: a candidate more, from nothing to a guide that passes the check, by the commands; then every usual slip.

What is published of it is told in `tests/built/test_another_candidate.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest
import worlds
from built import OWN_DAY, copy_own_guide, epoch
from rehearsing import SLUG, blanks, enter, files, fill, grown_small_world, guide, load, start, subject
from worlds import ENVIRONMENT, change, copy_small_world, read


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the guide's own day be today, and its own addresses be its addresses."""
    for name in ("GUIDE_SITE", "GUIDE_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide with a finished newcomer."""
    return grown_small_world(tmp_path_factory.mktemp("grown") / "databases")


def _told(root: Path) -> list[str]:
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

    told = json.loads(guide(root, "check", "--format", "json").stdout)
    expected = [(path, line) for path, lines in sorted(blanks(root).items()) for line in lines]
    assert [(problem["path"], problem["line"]) for problem in told] == expected
    assert {problem["message"].partition("; ")[0].rpartition(" is ")[2] for problem in told} == {"still blank"}
    asked = {problem["message"].partition("; ")[2] for problem in told}
    assert {kind["question"] for kind in load(root, "data/vocabulary/facts.yml").values()} <= asked

    fill(root)
    (ledger,) = _told(root)
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


FACTS, OPINION, PROSE, LEDGER = "data/facts/{}.yml", "data/opinions/{}.yml", "content/{}/{}.md", "data/changes.yml"

SLIPS: dict[str, tuple[str, str, str, str]] = {
    "a key": (FACTS, "\nruntime:", "\nruntine:", "'runtine' is not a known key; did you mean 'runtime'?"),
    "a word of the vocabulary": (OPINION, "\ntier: ", "\ntier: x", "is not a tier; did you mean '"),
    "a version without quotes": (FACTS, '"1.0"', "1.0", "an unquoted number, 1.0; a version is text, write '1.0'"),
    "a date to come": (FACTS, "as_of: 2024-05", "as_of: 2124-05", "2124-05 is in the future; today is "),
    "a date that is none": (FACTS, "as_of: 2024-05", "as_of: May 2024", "'May 2024' is not a date; write a year"),
    "an address": (FACTS, "site: https://", "site: http://", "is not an https address; write it whole"),
    "a colon in a sentence": (OPINION, "verdict: Invented", "verdict: Invented: made up", "broken YAML"),
    "a key out of line": (FACTS, "  docs:", "   docs:", "broken YAML"),
    "a rank": (OPINION, "\nrank: ", "\nrank: 1", " leaves a gap; the ranks go from 1 to "),
    "a name of another": (OPINION, "candidate: ", "candidate: x", " is no rival in this guide; did you mean '"),
    "an anchor": (PROSE, "{#", "{#x", " is not a section of these pages; did you mean '"),
    "a number in prose": (PROSE, "there is little", "there are 14 things", "'14' is typed into the text; pull it"),
    "a reference": (PROSE, "little to say", "[[star]] to say", "[[star]] stands for nothing; did you mean '"),
    "a link": (PROSE, "little to say", "[more](/abuot/) to say", "'/abuot/' leads nowhere; did you mean '/about/'?"),
    "an order in the ledger": (LEDGER, f", {SLUG}]", "]", "add an entry of kind 'ranking' with the new order"),
    "a key twice": (OPINION, "\nverdict:", "\nverdict: No.\nverdict:", "'verdict' is here twice; the first is on"),
    "a blank that is left": (OPINION, "\ntier: ", "\ntier: BLANK # ", "'tier' is still blank; The word for its part"),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_where_it_was_made(grown: Path, tmp_path: Path, slip: tuple[str, str, str, str]) -> None:
    """Whoever mistypes must be sent to the line, and be told what was meant."""
    root = copytree(grown, tmp_path / "databases")
    pattern, old, new, told = slip
    path = pattern.format(*([subject(root)["many"]] if pattern == PROSE else []), SLUG)
    before = read(root, path)
    change(root, path, old, new)
    at = before.index(old) + len(old) - len(old.lstrip("\n"))
    line = before.count("\n", 0, at) + 1
    problems = worlds.problems(root)
    near = [problem for problem in problems if told in problem]
    assert near, problems
    assert near[0].startswith(f"{path}:"), problems
    assert abs(int(near[0].split(":")[1]) - line) <= 1
    assert {problem.split(":")[0] for problem in problems} == {path}
