"""A warm build, whatever was edited since the last one and whatever happened to its cache, against a cold one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import markdown_it
import pytest
from built import build, environment_of, snapshot
from edits import EDITS, Edit, World, address, day, new_world
from worlds import ENVIRONMENT, REPOSITORY

SHORT, LONG = 20, 200
"""How many sequences of edits are tried on every change, and each night."""

_OUTSIDE_FILES = {day, address}


@dataclass(frozen=True, kw_only=True)
class Start:
    """A world that was built once, in its place and kept aside."""

    root: Path
    kept: Path

    def again(self, seed: int) -> World:
        """Return the world, with the cache that its build left, as if nothing had happened since."""
        shutil.rmtree(self.root)
        shutil.copytree(self.kept, self.root)
        return World(root=self.root, random=Random(seed))  # noqa: S311 - edits are no secret


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    folder = tmp_path_factory.mktemp("incremental")
    new_world(folder / "world")
    build(folder / "world", folder / "site", **ENVIRONMENT)
    shutil.copytree(folder / "world", folder / "kept")
    return Start(root=folder / "world", kept=folder / "kept")


def warm(world: World) -> dict[str, bytes]:
    """Build with the cache into the folder of the last build; return what was written."""
    return snapshot(build(world.root, world.root.parent / "site", **world.environment).folder)


def cold(world: World) -> dict[str, bytes]:
    """Build without the cache; return what was written."""
    return snapshot(build(world.root, world.root.parent / "cold", **world.environment, GUIDE_NO_CACHE="1").folder)


def assert_same(built: dict[str, bytes], plain: dict[str, bytes], history: list[str]) -> None:
    """Fail with the files that differ, and with what was done before."""
    differing = sorted(path for path in built.keys() | plain.keys() if built.get(path) != plain.get(path))
    assert not differing, f"after {', '.join(history)}: {differing[:5]} of {len(differing)} differ"


def plain_build(_: World) -> None:
    """Let nothing happen before the next build."""


def killed_build(world: World) -> None:
    """Kill a build at some moment."""
    seconds = world.random.uniform(0.01, 0.4)

    def act() -> None:
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        warm(world)

    os.waitpid(_forked(act), 0)


def edited_build(world: World) -> None:
    """Edit something in the middle of a build, which may fail of that or mix old and new."""
    edit = world.random.choice([edit for edit in EDITS if edit not in _OUTSIDE_FILES])
    before = world.random.randrange(60)

    def act() -> None:
        opened = iter(range(before))

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal opened
            if event == "open" and str(arguments[0]).startswith(str(world.root)) and next(opened, None) is None:
                opened = iter(range(sys.maxsize))
                edit(world)

        sys.addaudithook(hook)
        warm(world)

    os.waitpid(_forked(act), 0)


def two_builds(world: World) -> None:
    """Build twice at once; both must be right."""
    other = world.root.parent / "other"
    child = _forked(lambda: build(world.root, other, **world.environment))
    built = warm(world)
    os.waitpid(child, 0)
    assert snapshot(other) == built


def _forked(act: Callable[[], object]) -> int:
    """Do something in a copy of this process, where it can be killed or go wrong; return the number of the process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Threads of the test runner; the copy needs none of them.
        child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    return child


BUILDS = (*[plain_build] * 6, killed_build, edited_build, two_builds)


@pytest.mark.parametrize("seed", range(SHORT))
def test_a_warm_build_is_a_cold_one(start: Start, seed: int) -> None:
    """After an edit of each kind, some with another, a build with the cache must write what one without it does."""
    world = start.again(seed)
    edits = [EDITS[seed % len(EDITS)], *world.random.choices(EDITS, k=world.random.randrange(2))]
    _edit(world, edits, BUILDS[seed % len(BUILDS)])


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(SHORT, SHORT + LONG))
def test_many_warm_builds_are_cold_ones(start: Start, seed: int) -> None:
    """Along a longer way, too, each build with the cache must write what one without it does."""
    world = start.again(seed)
    for _ in range(world.random.randint(2, 5)):
        _edit(world, world.random.choices(EDITS, k=world.random.randint(1, 3)), world.random.choice(BUILDS))


def _edit(world: World, edits: list[Edit], before: Callable[[World], None]) -> None:
    for edit in edits:
        edit(world)
    before(world)
    assert_same(warm(world), cold(world), [*(edit.__name__ for edit in edits), before.__name__])


def test_what_is_undone_is_as_it_was(start: Start) -> None:
    """An edit that is taken back must leave nothing behind, on the page of the edit or on those of its neighbours."""
    world = start.again(0)
    before = warm(world)
    for edit in (EDITS[seed] for seed in world.random.sample(range(len(EDITS)), 3)):
        edit(world)
    assert warm(world) != before
    assert_same(warm(start.again(0)), before, ["everything taken back"])


@pytest.mark.nightly
@pytest.mark.parametrize("edited", ["template", "code", "library"])
def test_a_change_of_the_house_reaches_every_page(tmp_path: Path, edited: str) -> None:
    """A change of the package's templates, of its code or of a library's version must reach what was built before."""
    new_world(tmp_path / "world")
    house = tmp_path / "house"
    shutil.copytree(REPOSITORY / "hooks" / "guide", house / "guide")
    before = _built_by(house, tmp_path)
    _change_house(house, edited)
    built = _built_by(house, tmp_path)
    assert built != before, "the change shows nowhere"
    assert_same(built, _built_by(house, tmp_path, GUIDE_NO_CACHE="1"), [edited])


def _change_house(house: Path, edited: str) -> None:
    patch = (
        "\nfrom markdown_it.renderer import RendererHTML as _Renderer\n"
        "_render = _Renderer.render\n"
        "_Renderer.render = lambda self, *rest: _render(self, *rest) + '<p>Changed.</p>'\n"
    )
    if edited == "template":
        for template in (house / "guide" / "templates").rglob("*.html"):
            template.write_text(template.read_text(encoding="utf-8") + " ", encoding="utf-8")
    elif edited == "code":
        _append(house / "guide" / "__init__.py", patch)
    else:
        shutil.copytree(Path(markdown_it.__file__).parent, house / "markdown_it")
        _append(house / "markdown_it" / "__init__.py", patch)
        _copy_information(house)


def _copy_information(house: Path) -> None:
    """Copy what is installed of the library beside the package, as of another version."""
    installed = next(Path(markdown_it.__file__).parents[1].glob("markdown_it_py-*.dist-info"))
    shutil.copytree(installed, house / "markdown_it_py-99.dist-info")
    file = house / "markdown_it_py-99.dist-info" / "METADATA"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^Version: .+$", "Version: 99", text, count=1, flags=re.MULTILINE), encoding="utf-8")


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def _built_by(house: Path, folder: Path, **environment: str) -> dict[str, bytes]:
    """Build with a copy of the package; return what was written."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")]
    shadowed = environment_of(**ENVIRONMENT, **environment, PYTHONPATH=str(house))
    subprocess.run(command, cwd=folder / "world", env=shadowed, check=True)  # noqa: S603 - our own command
    return snapshot(folder / "site")
