"""What tests at every level share: a small guide to spoil, and sites that are built once for all workers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from built import MUCH_LATER, Site, build, epoch
from shared import built_once
from worlds import ENVIRONMENT, REPOSITORY, copy_small_world, supersede

ELSEWHERE = "https://somebody.example.org/deep/down/"
"""An address with a path of its own."""


@pytest.fixture
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the root of a copy of the small guide; commands take its day as today and its own addresses."""
    for name in ("GUIDE_SITE", "GUIDE_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return copy_small_world(tmp_path / "databases")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(shared: Path) -> Site:
    """The project's own guide on its day of publication, under a path, as on many hosts."""
    return built_once(
        shared / "own" / "deep", lambda folder: build(REPOSITORY, folder, GUIDE_SITE="https://guide.example/deep/")
    )


@pytest.fixture(scope="session")
def small_site(shared: Path) -> Site:
    """The small guide on another subject; it can be served under a path, by what is above its folder."""
    return built_once(shared / "small" / "deep", _build_small)


@pytest.fixture(scope="session")
def small_site_elsewhere(shared: Path) -> Site:
    """The small guide, published under an address with a path."""
    return built_once(shared / "elsewhere" / "site", lambda folder: _build_small(folder, GUIDE_SITE=ELSEWHERE))


@pytest.fixture(scope="session")
def later_site(shared: Path) -> Site:
    """The small guide, built long after anybody looked after it."""
    return built_once(
        shared / "later" / "site", lambda folder: _build_small(folder, SOURCE_DATE_EPOCH=epoch(MUCH_LATER))
    )


@pytest.fixture(scope="session")
def past_site(shared: Path) -> Site:
    """The small guide as a past edition, which stands under its year."""
    return built_once(shared / "past" / "site", lambda folder: build(_past_world(folder.parent), folder, **ENVIRONMENT))


def _build_small(folder: Path, **environment: str) -> Site:
    return build(copy_small_world(folder.parent / "world"), folder, **{**ENVIRONMENT, **environment})


def _past_world(folder: Path) -> Path:
    return supersede(copy_small_world(folder / "world"))
