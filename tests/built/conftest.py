"""One strict build of the project's own guide, and the few others that the site's tests need."""

from __future__ import annotations

import re

import pytest
from built import MUCH_LATER, Site, build, copy_own_guide, epoch
from worlds import ENVIRONMENT, REPOSITORY, copy_small_world, supersede

ELSEWHERE = "https://somebody.example.org/deep/down/"
"""An address with a path of its own."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own guide, on its day of publication."""
    return build(REPOSITORY, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def later_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own guide, built long after anybody looked after it; nothing in it keeps for a lifetime."""
    root = copy_own_guide(tmp_path_factory.mktemp("worlds") / "own")
    for file in (root / "data").rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"keeps_days: \d{5}", "keeps_days: 3650", text), encoding="utf-8")
    return build(root, tmp_path_factory.mktemp("later"), SOURCE_DATE_EPOCH=epoch(MUCH_LATER))


@pytest.fixture(scope="session")
def site_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own guide, published under an address with a path."""
    return build(REPOSITORY, tmp_path_factory.mktemp("elsewhere"), GUIDE_SITE=ELSEWHERE)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small guide on another subject."""
    root = copy_small_world(tmp_path_factory.mktemp("worlds") / "databases")
    return build(root, tmp_path_factory.mktemp("small"), **ENVIRONMENT)


@pytest.fixture(scope="session")
def past_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small guide as a past edition, which stands under its year."""
    root = supersede(copy_small_world(tmp_path_factory.mktemp("worlds") / "past"))
    return build(root, tmp_path_factory.mktemp("past"), **ENVIRONMENT)


@pytest.fixture(params=["site", "site_elsewhere", "small_site", "past_site"])
def any_site(request: pytest.FixtureRequest) -> Site:
    """Each built guide in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found
