"""An outline gets shorter, and the pen still goes where it did."""

from __future__ import annotations

import pytest
from guide.source.outlines import BadOutline, shortened


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("M14.131.047c-.173 0-.334.037-.483.087", "M14.1 0c-.1 0-.3.1-.5.1"),
        ("M1.04 1l.04 0 .04 0 .04 0", "M1 1l.2 0"),
        ("M0 0a1.25 1.25 0 015 5", "M0 0a1.2 1.2 0 0 1 5 5"),
        ("M.04 0l1.03 0zl1.04 0H3.14", "M0 0l1.1 0zl1.1 0H3.1"),
        ("m2,3-1.26,.04\n1 1", "m2 3-1.3 0 1 1"),
        ("M0 0l1 0l1 0", "M0 0l1 0 1 0"),
        ("M1 1c.01 0 .1 .1 .1 .1l2 2c0 .1 .1 .1 .1 0z", "M1 1l2.1 2.1z"),
        ("M1 1c0 .1 .1 .1 .1 0s1 1 2 0", "M1 1c0 .1.1.1.1 0s1 1 2 0"),
        ("M1 1c.1 0 .3 .1 .3 .3l1 1", "M1 1l.3.3 1 1"),
        ("M1 1c2 2-2 2 0 0", "M1 1c2 2-2 2 0 0"),
        ("M1 1a2 2 0 1 0 .1 0", "M1 1a2 2 0 1 0 .1 0"),
    ],
)
def test_a_path_is_rounded_without_drifting(path: str, short: str) -> None:
    """Each step makes good what was rounded off before it, however the numbers are packed."""
    assert shortened(path) == short


def test_many_small_steps_end_where_they_should() -> None:
    """A hundred steps that are all too small to be drawn, and round to nothing, must still cover their way."""
    steps = shortened("M0 0" + "h.04" * 100).replace("M0 0h", "").replace(".", " .").split()
    assert sum(map(float, steps)) == pytest.approx(4)


@pytest.mark.parametrize("path", ["M1", "1 2", "M0 0z5", "M0 0a1 1 0 2 0 1 1", "M0 0c1 2 3"])
def test_what_is_no_path_is_refused(path: str) -> None:
    """A path with numbers missing, too many, or with a flag that is none cannot be shortened."""
    with pytest.raises(BadOutline):
        shortened(path)
