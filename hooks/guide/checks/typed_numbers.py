"""Finds numbers that were typed into prose instead of pulled from the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from guide.model.vocabulary import Allowed
from guide.source.text.markdown import REFERENCE

_WORDS = (
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen"
)
_INK = r"[^\s()\[\]`*\"“”]"
_NUMBER = re.compile(rf"(?<!{_INK}){_INK}*\d{_INK}*|\b(?:{_WORDS})s?\b", re.IGNORECASE)
_LINK_TARGET = re.compile(r"\]\([^)\s]*|<https?:[^<>\s]*>")
_LIST_MARKER = re.compile(r"^\s*\d+\.\s", re.MULTILINE)
_ANCHOR = re.compile(r"\{#[a-z0-9-]+\}")


def typed_numbers(text: str, allowed: Allowed) -> Iterator[str]:
    """Yield every number in a text, in figures or as a word from four up, that no allow-list knows.

    References, link addresses, list markers and anchors do not count.
    """
    if not _NUMBER.search(text):
        return
    known = _allowed((*allowed.names, *allowed.figures_of_speech))
    for pattern in (REFERENCE, _LINK_TARGET, _LIST_MARKER, _ANCHOR, known):
        text = pattern.sub(" ", text)
    for match in _NUMBER.finditer(text):
        yield match[0].strip(".,;:!?")


@lru_cache(maxsize=8)
def _allowed(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the phrases, the longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    known = "|".join(map(re.escape, longest_first)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{known})(?!\w|[.,]\d)")
