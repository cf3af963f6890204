"""The same input and the same day make the same bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from built import Site, build, environment_of, snapshot
from worlds import ENVIRONMENT, REPOSITORY


def _build_apart(root: Path, into: Path, hash_seed: str, **environment: str) -> dict[str, bytes]:
    """Build in a process of its own, whose sets are in an order of their own."""
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(into)],
        cwd=root,
        env=environment_of(PYTHONHASHSEED=hash_seed, **environment),
        check=True,
        capture_output=True,
    )
    return snapshot(into)


def test_two_builds_in_one_process_are_the_same(small_site: Site, small_world: Path, tmp_path: Path) -> None:
    """A second build must not remember the first."""
    assert snapshot(build(small_world, tmp_path / "site", **ENVIRONMENT).folder) == snapshot(small_site.folder)


def test_the_order_of_sets_does_not_show(small_site: Site, small_world: Path, tmp_path: Path) -> None:
    """Another process with another hash seed must write the same bytes."""
    assert _build_apart(small_world, tmp_path / "site", "4242", **ENVIRONMENT) == snapshot(small_site.folder)


@pytest.mark.nightly
def test_the_order_of_sets_does_not_show_in_a_large_guide(site: Site, tmp_path: Path) -> None:
    """The project's own guide must be the same bytes from another process too."""
    assert _build_apart(REPOSITORY, tmp_path, "4242", GUIDE_SITE=site.address) == snapshot(site.folder)


def test_only_addresses_differ_elsewhere(small_site: Site, small_site_elsewhere: Site) -> None:
    """Published under another address, the guide must be the same but for that address."""
    assert snapshot(small_site.folder).keys() == snapshot(small_site_elsewhere.folder).keys()
    for address, page in small_site.pages.items():
        if address == "/404.html":
            continue
        other = small_site_elsewhere.pages[address]
        here, elsewhere = (site.address.partition("://")[2] for site in (small_site, small_site_elsewhere))
        assert page.html.replace(here, elsewhere) == other.html
    assert small_site.address not in "".join(page.html for page in small_site_elsewhere.pages.values())
