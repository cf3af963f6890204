"""How pages are titled, and how long titles and descriptions may be."""

from __future__ import annotations

LONGEST_TITLE = 60
"""In characters; search engines cut what is longer."""

LONGEST_DESCRIPTION = 155
"""In characters, likewise."""


def of_candidate(name: str, rank: int, count: int) -> str:
    """Return the title of the page of a candidate."""
    return f"{name}: no. {rank} of {count}"


def of_pair(first: str, second: str) -> str:
    """Return the title of the page of two candidates."""
    return f"{first} or {second}?"


def with_guide(title: str, guide: str) -> str:
    """Return the title of a page with the guide's name behind it, where there is room for it."""
    named = f"{title} · {guide}"
    return named if len(named) <= LONGEST_TITLE else title
