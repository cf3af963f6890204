"""What tests at every level share."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import ENVIRONMENT, copy_small_world


@pytest.fixture
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the root of a copy of the small guide; commands take its day as today and its own addresses."""
    for name in ("GUIDE_SITE", "GUIDE_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return copy_small_world(tmp_path / "databases")
