"""Icons are known by the names of their files, and only what is safe and small gets into a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from guide.source import icons
from guide.source.icons import LARGEST, NoIcon, read_icon
from worlds import change, problems


def test_an_icon_is_read_from_the_set() -> None:
    """A name of a set and a file in it gives the outline."""
    icon = read_icon("material/database")
    assert icon.box == "0 0 24 24"
    assert icon.path.startswith("M12 3")


@pytest.fixture
def own_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty set of icons."""
    monkeypatch.setattr(icons, "_folder", lambda: tmp_path)
    (tmp_path / "own").mkdir()
    yield tmp_path / "own"
    read_icon.cache_clear()


@pytest.mark.parametrize(
    ("drawing", "message"),
    [
        ('<path d="M1 1"/><path d="M2 2"/>', "not drawn as a single path"),
        ('<path d="M1 1"/><script>run()</script>', "not drawn as a single path"),
        ('<path d="M1 1" onload="run()"/>', "not drawn as a single path"),
        ('<path d="url(#x)"/>', "not drawn as a single path"),
        (f'<path d="M1 1{"h1" * LARGEST}"/>', f"more than {LARGEST}"),
    ],
)
def test_what_must_not_stand_in_a_page_is_refused(own_set: Path, drawing: str, message: str) -> None:
    """Whatever the package brings, nothing but one outline of bearable length may be taken from it."""
    (own_set / "icon.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{drawing}</svg>', encoding="utf-8"
    )
    with pytest.raises(NoIcon, match=message):
        read_icon("own/icon")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("material/databse", "'material/databse' is not an icon; did you mean 'material/database'?"),
        ("metarial/database", "'metarial/database' is not an icon; did you mean 'material/database'?"),
        ("../../base", "is '../../base'; it must be a set of icons and a name in it, such as simple/git"),
    ],
)
def test_a_name_that_is_no_icon_is_a_problem_where_it_stands(small_world: Path, name: str, message: str) -> None:
    """Whoever mistypes a name is told the place, and what was meant."""
    change(small_world, "data/facts/granite.yml", "icon: material/database", f"icon: {name}")
    (problem,) = problems(small_world)
    place, _, text = problem.partition(": ")
    assert place.startswith("data/facts/granite.yml:8:7")
    assert text.removeprefix("'icon' ") == message
