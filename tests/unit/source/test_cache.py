"""Results that are kept from one build to the next."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from guide.model.reads import Derived, Noted, note, reading
from guide.source.cache import Cache, digest


class Kitchen:
    """Cooks a dish from things that can change, and counts how often."""

    def __init__(self, file: Path, code: str = "today's code") -> None:
        self.cache = Cache(file, code)
        self.cooked: list[str] = []

    def dish(self, name: str, *needed: str, text: str = "soup") -> str:
        """Return what is kept of a dish, else cook it."""

        def cook() -> str:
            note(*needed)
            self.cooked.append(name)
            return text

        return self.cache.remember(name, cook)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where results are kept: a folder that is not there yet."""
    return tmp_path / "cache" / "results.sqlite"


def _cooked(file: Path, versions: dict[str, str], code: str = "today's code") -> list[str]:
    """Return which of two dishes are cooked in a build; the soup needs salt, the bread needs flour."""
    kitchen = Kitchen(file, code)
    for name, version in versions.items():
        kitchen.cache.knows(name, version)
    assert kitchen.dish("soup", "salt") == "soup"
    assert kitchen.dish("bread", "flour", text="bread") == "bread"
    kitchen.cache.close()
    return kitchen.cooked


def test_only_what_is_made_of_something_new_is_made_anew(file: Path) -> None:
    """A result must be kept for exactly as long as each thing that was read for it is the same."""
    assert _cooked(file, {"salt": "1", "flour": "1"}) == ["soup", "bread"]
    assert _cooked(file, {"salt": "1", "flour": "1"}) == []
    assert _cooked(file, {"salt": "2", "flour": "1"}) == ["soup"]
    assert _cooked(file, {"salt": "2"}) == ["bread"]


def test_other_code_makes_everything_anew(file: Path) -> None:
    """Results of other code, of other libraries or settings, must not be used, not even once that code is back."""
    assert _cooked(file, {}) == ["soup", "bread"]
    assert _cooked(file, {}, "other code") == ["soup", "bread"]
    assert _cooked(file, {}) == ["soup", "bread"]


def test_what_a_part_has_read_counts_for_the_whole(file: Path) -> None:
    """A result that was put together from kept ones must fall with them."""
    served = []
    for version in "1123":
        kitchen = Kitchen(file)
        kitchen.cache.knows("salt", version)
        served.append(kitchen.cache.remember("menu", partial(_menu, kitchen, version)))
        kitchen.cache.close()
    assert served == ["soup of 1", "soup of 1", "soup of 2", "soup of 3"]


def _menu(kitchen: Kitchen, day: str) -> str:
    return f"{kitchen.dish('soup', 'salt')} of {day}"


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def _other(file: Path) -> None:
    file.write_text("somebody else's", encoding="utf-8")


def _swapped(file: Path) -> None:
    with sqlite3.connect(file) as results:
        results.execute(
            "UPDATE results SET value = (SELECT value FROM results WHERE name = 'bread') WHERE name = 'soup'"
        )


@pytest.mark.parametrize("harm", [_cut, _other, _swapped])
def test_a_damaged_or_foreign_cache_is_ignored(file: Path, harm: Callable[[Path], None]) -> None:
    """Whatever was done to the file, no result may be another than the one that would be made."""
    _cooked(file, {})
    harm(file)
    assert "soup" in _cooked(file, {})
    assert _cooked(file, {}) == []


def test_what_was_not_asked_for_is_forgotten(file: Path) -> None:
    """The file must not grow with every page that there ever was; a check, which asks for less, must spoil nothing."""
    _cooked(file, {})
    for code, forgotten in (("", []), ("today's code", ["bread"])):
        kitchen = Kitchen(file)
        kitchen.dish("soup", "salt")
        kitchen.cache.close(code)
        assert _cooked(file, {}) == forgotten


def test_two_builds_at_once_both_end_well(file: Path) -> None:
    """The second one must do without what the first one holds."""
    first, second = Kitchen(file), Kitchen(file)
    assert (first.dish("soup"), second.dish("soup")) == ("soup", "soup")
    first.cache.close()
    second.cache.close()
    assert _cooked(file, {}) == ["bread"]


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_cache import Kitchen
kitchen = Kitchen(Path(sys.argv[1]))
kitchen.cache.knows("salt", "2")
kitchen.dish("soup", "salt")
os._exit(9)
"""


def test_a_build_that_is_not_closed_leaves_what_was_there(file: Path) -> None:
    """Whatever a killed build had made is not kept; what was there before it is."""
    _cooked(file, {"salt": "1", "flour": "1"})
    command = [sys.executable, "-c", KILLED, str(file), str(Path(__file__).parent)]
    assert subprocess.run(command, check=False).returncode == 9  # noqa: S603 - ours
    assert _cooked(file, {"salt": "1", "flour": "1"}) == []


def test_nothing_is_kept_where_nothing_may_be(tmp_path: Path) -> None:
    """A file where a folder is needed, or no file at all, must cost the speed and nothing else."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    for file in (tmp_path / "file" / "results.sqlite", None):
        assert Cache(file, "code").remember("soup", lambda: "soup") == "soup"


def test_parts_are_told_apart() -> None:
    """Where one part ends and the next begins must count."""
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", "")}) == 4


def test_a_derived_value_is_read_again_at_every_use() -> None:
    """What was worked out once must still tell everyone who uses it what it was worked out from."""
    value = Derived(lambda: note("salt"))
    for _ in range(2):
        with reading() as reads:
            value()
        assert reads == {"salt"}


def test_a_mapping_notes_what_was_looked_for() -> None:
    """A name that is missing counts as well: it could be there the next time."""
    names = Noted("figure", {"salt": 1})
    with reading() as reads:
        assert names.get("salt") == 1
        assert names.get("pepper") is None
    assert reads == {"figure salt", "figure pepper"}
