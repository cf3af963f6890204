"""The same input and the same day make the same bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from built import Site, build, environment_of, snapshot
from worlds import REPOSITORY


def _build_apart(into: Path, hash_seed: str) -> dict[str, bytes]:
    """Build in a process of its own, whose sets are in an order of their own."""
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(into)],
        cwd=REPOSITORY,
        env=environment_of(PYTHONHASHSEED=hash_seed),
        check=True,
        capture_output=True,
    )
    return snapshot(into)


def test_two_builds_in_one_process_are_the_same(site: Site, tmp_path: Path) -> None:
    """A second build must not remember the first."""
    assert snapshot(build(REPOSITORY, tmp_path).folder) == snapshot(site.folder)


def test_the_order_of_sets_does_not_show(site: Site, tmp_path: Path) -> None:
    """Another process with another hash seed must write the same bytes."""
    assert _build_apart(tmp_path, "4242") == snapshot(site.folder)


def test_only_addresses_differ_elsewhere(site: Site, site_elsewhere: Site) -> None:
    """Published under another address, the guide must be the same but for that address."""
    assert snapshot(site.folder).keys() == snapshot(site_elsewhere.folder).keys()
    for address, page in site.pages.items():
        if address == "/404.html":
            continue
        assert page.html.replace(site.address, site_elsewhere.address) == site_elsewhere.pages[address].html
    assert site.address not in "".join(page.html for page in site_elsewhere.pages.values())
