"""What `make torture` takes for a whole site and for a kept promise, and what it writes down."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest
from guide.site import digests
from torture import run
from torture.trial import ends_well, is_whole


def test_a_site_is_whole_only_with_every_file_and_no_other(tmp_path: Path) -> None:
    """A trial that takes half a site for a whole one proves nothing."""
    assert not is_whole(tmp_path)
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    digests.write(tmp_path)
    assert is_whole(tmp_path)
    (tmp_path / "b.html").write_text("half", encoding="utf-8")
    assert not is_whole(tmp_path)
    digests.write(tmp_path)
    (tmp_path / "c.html").write_text("more", encoding="utf-8")
    assert not is_whole(tmp_path)


@pytest.mark.parametrize(
    ("code", "said", "well"),
    [
        (0, "", True),
        (1, "nothing was built: no space left on device", True),
        (1, "Traceback (most recent call last):\nnothing was built: no space", False),
        (1, "", False),
        (-9, "", False),
    ],
)
def test_a_build_ends_well_with_a_site_or_a_sentence(code: int, said: str, well: bool) -> None:  # noqa: FBT001
    """Neither silence nor Python is an answer."""
    assert ends_well(subprocess.CompletedProcess([], code, "", said)) == well


def test_figures_of_other_trials_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever makes one trial must not lose what came of the others."""
    monkeypatch.setattr(run, "PAGE", tmp_path / "promises.md")
    run.write("kills", str(run.Figure(kept=200, tried=200)), dt.date(2026, 11, 30))
    run.write("load", str(run.Figure(kept=80_000, tried=80_001)), dt.date(2026, 12, 1))
    lines = {line.split(" | ")[0]: line for line in run.PAGE.read_text(encoding="utf-8").splitlines()}
    assert lines["| kills"].endswith("| 200 of 200 | 2026-11-30 |")
    assert lines["| load"].endswith("| 80,000 of 80,001 | 2026-12-01 |")
    assert lines["| disk"].endswith("| not tried | – |")
