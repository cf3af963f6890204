"""The ledger of changes: what moved, and what concerns a candidate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guide.model.history import Change


def in_present_names(changes: Sequence[Change], present: Mapping[str, str]) -> tuple[Change, ...]:
    """Return the entries with present slugs only; takes the present slug for each former one."""
    return tuple(
        change.model_copy(
            update={
                key: tuple(present.get(slug, slug) for slug in getattr(change, key))
                for key in ("candidates", "ranking")
            }
        )
        for change in changes
    )


def movements(changes: Sequence[Change]) -> Iterator[tuple[Change, list[tuple[str, int | None, int]]]]:
    """Yield each entry with the candidates it moved: slug, old place (None if new) and new place."""
    before: tuple[str, ...] = ()
    for change in changes:
        moved = []
        for place, slug in enumerate(change.ranking, 1):
            old = before.index(slug) + 1 if slug in before else None
            if old != place:
                moved.append((slug, old, place))
        before = change.ranking or before
        yield change, moved


def concerning(changes: Sequence[Change], slug: str) -> tuple[Change, ...]:
    """Return the entries that concern a candidate: those that name it and, from its first place on, those about all."""
    entered = next((number for number, change in enumerate(changes) if slug in change.ranking), 0)
    return tuple(
        change
        for number, change in enumerate(changes)
        if slug in change.candidates or (not change.candidates and number >= entered)
    )


def last_value(changes: Sequence[Change], key: str) -> Any:
    """Return the last `ranking` or `rules` that was entered; None if there is no entry."""
    return getattr(changes[last_entry(changes, key)], key) if changes else None


def last_entry(changes: Sequence[Change], key: str) -> int:
    """Return the position of the last entry with `key`, else of the first."""
    return max((number for number, change in enumerate(changes) if getattr(change, key)), default=0)
