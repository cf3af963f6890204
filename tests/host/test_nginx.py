"""The site as nginx serves it by the committed configuration: what heads each file, and how it is sent."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import build_site
import nginx
import pytest
from built import Site

PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

pytestmark = pytest.mark.skipif(not PROGRAM, reason="there is no nginx here")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.parametrize("compressed", [False, True], ids=["plain", "compressed"])
def test_every_file_is_served_as_it_should_be(small_site: Site, tmp_path: Path, compressed: bool) -> None:  # noqa: FBT001
    """Its type, its headers, how long it is kept, its compressed copy; and 404 for what is not there."""
    shutil.copytree(small_site.folder, tmp_path / "site")
    (tmp_path / "site/builds.txt").write_text("0123\n", encoding="utf-8")  # As it is published.
    if compressed:
        build_site.compress(tmp_path / "site")
    with nginx.running(str(PROGRAM), tmp_path, _free_port()) as address:
        assert list(nginx.tried(address, tmp_path / "site")) == []
