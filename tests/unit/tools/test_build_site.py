"""A site is published whole or not at all, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import build_site
import pytest
from build_site import Refused, main, publish
from stopped_builds import state, write_site
from worlds import ENVIRONMENT, REPOSITORY, change


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site that was built before, every file of which holds the word `old`."""
    folder = tmp_path / "site"
    folder.mkdir()
    write_site(folder, "old")
    return folder


def new_site(folder: Path) -> None:
    """Build a site, every file of which holds the word `new`."""
    write_site(folder, "new")


def _beside(site: Path) -> set[str]:
    return {file.name for file in site.parent.iterdir()} - {".site.lock", ".build"}


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
        assert os.umask(mask) == mask
    finally:
        os.umask(before)


EXCHANGING = pytest.param("exchange", 0, marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux can"))


@pytest.mark.parametrize(("way", "without"), [EXCHANGING, ("renames", 1)])
def test_a_stop_at_any_step_leaves_a_whole_site(tmp_path: Path, way: str, without: int) -> None:
    """The old or the new one; where folders cannot be exchanged one moment is without, until the next start."""
    script = REPOSITORY / "tests" / "support" / "stopped_builds.py"
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, script, tmp_path, way],
        env={**os.environ, "PYTHONPATH": f"{REPOSITORY / 'tools'}"},
        check=True,
        capture_output=True,
        text=True,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    assert len(lines) > 15
    assert sum(stopped == "none" for stopped, _, _ in lines) == without
    assert {stopped for stopped, _, _ in lines} <= {"old", "new", "none"}
    assert {failed for _, failed, _ in lines} == {"old", "new"}
    assert {built for _, _, built in lines} == {"newer"}


def test_a_second_build_is_refused_while_one_is_running(site: Path) -> None:
    """It says so and changes nothing, and the first one ends well."""

    def build(folder: Path) -> None:
        new_site(folder)
        with pytest.raises(Refused, match="another build is running; wait"):
            publish(site, lambda _: pytest.fail("it was built all the same"))
        assert state(folder) == "new"
        assert state(site) == "old"

    publish(site, build)
    assert (state(site), _beside(site)) == ("new", {"site"})


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o027, 0o022])
@pytest.mark.parametrize("exchange", [True, False])
def test_a_server_can_read_the_site_whatever_the_umask(
    site: Path, monkeypatch: pytest.MonkeyPatch, mask: int, *, exchange: bool
) -> None:
    """Everybody may read it, only its owner may write it, and the process has its own umask afterwards."""
    if not exchange:
        monkeypatch.setattr(build_site, "_exchange", lambda *_: False)
    with _umask(mask):
        publish(site, new_site)
    assert state(site) == "new"
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in (site, *site.rglob("*"))}
    assert modes == {(True, 0o755), (False, 0o644)}


def _link(site: Path) -> None:
    site.rename(site.with_name("elsewhere"))
    site.symlink_to("elsewhere")


def _dangling_link(site: Path) -> None:
    site.rename(site.with_name("elsewhere"))
    site.symlink_to("nowhere")


def _file(site: Path) -> None:
    site.rename(site.with_name("elsewhere"))
    site.write_text("mine")


def _other_folder(site: Path) -> None:
    site.rename(site.with_name("elsewhere"))
    site.mkdir()
    (site / "thesis.txt").write_text("mine")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_link, "is a symbolic link; name the folder that it leads to, or remove it"),
        (_dangling_link, "is a symbolic link; "),
        (_file, "is not a folder; remove it, or name another place"),
        (_other_folder, "holds something else than a site of ours; remove it, or name another place"),
    ],
)
def test_what_is_not_ours_is_left_alone(site: Path, spoil: Callable[[Path], None], reason: str) -> None:
    """A link, a file or somebody's folder in the place of the site is no site to be replaced."""
    spoil(site)
    before = {path: path.lstat().st_ino for path in site.parent.rglob("*")}
    with pytest.raises(Refused, match=reason):
        publish(site, new_site)
    after = {path: path.lstat().st_ino for path in site.parent.rglob("*") if path.name != ".site.lock"}
    assert after == before


@pytest.mark.parametrize("empty", [True, False])
def test_a_first_site_needs_no_place(tmp_path: Path, *, empty: bool) -> None:
    """Without a site, or with an empty folder, there is one afterwards."""
    site = tmp_path / "deep" / "site"
    if empty:
        site.mkdir(parents=True)
    publish(site, new_site)
    assert (state(site), _beside(site)) == ("new", {"site"})


def _raising(error: BaseException) -> Callable[[Path], None]:
    def build(folder: Path) -> None:
        (folder / "index.html").write_text("half")
        raise error

    return build


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "no space left on device"),
        (PermissionError(errno.EACCES, "Permission denied", "site/index.html"), "'site/index.html': permission denied"),
        (KeyboardInterrupt(), "you stopped it"),
        (Refused("the guide has problems, see above"), "the guide has problems, see above"),
    ],
)
def test_a_fault_is_one_sentence_and_the_old_site_stands(
    site: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str
) -> None:
    """A full disk or a missing permission is nothing that a traceback helps with."""
    monkeypatch.chdir(site.parent)
    monkeypatch.setattr(sys, "argv", ["build_site.py"])
    monkeypatch.setattr(build_site, "_build", _raising(error))
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code == f"nothing was built: {said}"
    assert (state(site), _beside(site)) == ("old", {"site"})


def test_a_file_where_the_builds_keep_things_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is built without the folder `.build`."""
    monkeypatch.chdir(site.parent)
    (site.parent / ".build").write_text("")
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code == "nothing was built: '.build': file exists"


@pytest.mark.slow
def test_the_guide_is_built_whole_or_said_to_be_broken(small_world: Path) -> None:
    """A right guide takes the place of the site; a broken one says what is wrong, and the site stands."""

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own
            [sys.executable, REPOSITORY / "tools" / "build_site.py"],
            cwd=small_world,
            env={**os.environ, **ENVIRONMENT, "NO_MKDOCS_2_WARNING": "1"},
            check=False,
            capture_output=True,
            text=True,
        )

    done = run()
    assert (done.returncode, done.stdout, done.stderr) == (0, "The guide is in site/\n", "")
    page = (small_world / "site" / "index.html").read_bytes()
    change(small_world, "data/opinions/pebble.yml", "rank: 2", "rank: two")
    done = run()
    assert (done.returncode, done.stdout) == (1, "")
    assert "data/opinions/pebble.yml:" in done.stderr
    assert done.stderr.endswith("nothing was built: the guide has problems, see above\n")
    assert (small_world / "site" / "index.html").read_bytes() == page
