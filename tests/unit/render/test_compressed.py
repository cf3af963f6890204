"""What is compressed is the same on every system and with every Python."""

from __future__ import annotations

import gzip

from guide.render.compressed import compressed


def test_the_header_says_nothing_of_who_compressed() -> None:
    """No time, no name, no system: the same content has to be the same bytes."""
    packed = compressed(b"text " * 100)
    assert packed[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    assert gzip.decompress(packed) == b"text " * 100
