"""Compression whose bytes hang on the content alone."""

from __future__ import annotations

import gzip

_SYSTEM = 9
"""Where the header of gzip names the system that wrote it (RFC 1952); Pythons differ in what they put there."""

_UNKNOWN = b"\xff"


def compressed(content: bytes) -> bytes:
    """Return content as gzip packs it best, with no name, no time and no system."""
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    return packed[:_SYSTEM] + _UNKNOWN + packed[_SYSTEM + 1 :]
