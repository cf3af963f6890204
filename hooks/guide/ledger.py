"""Replays the ledger of changes: what it says the ranking and the rules are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guide.documents import Location
from guide.records import Change

Flaw = tuple[Location, str]
"""Where in the ledger, and what is wrong."""


def check_ledger(changes: Sequence[Change], ranks: Mapping[str, int], rules: str) -> Iterator[Flaw]:
    """Yield what the ledger does not account for.

    Takes the entries (oldest first), the rank of each candidate, and the digest of the rules as they are now.
    """
    if not changes or changes[0].kind != "first_ranking":
        yield (0,), "the ledger does not open with the first ranking; make it an entry of kind 'first_ranking'"
        return
    yield from _order(changes)
    yield from _entries(changes, ranks)
    yield from _ranking(changes, ranks)
    yield from _rules(changes, rules)


def in_present_names(changes: Sequence[Change], present: Mapping[str, str]) -> tuple[Change, ...]:
    """Return the entries with everyone under the present slug, as if none had ever had another.

    Takes the present slug for each former one.
    """
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


def last_said(changes: Sequence[Change], key: str) -> Any:
    """Return what the ledger says last of `ranking` or `rules`; nothing if it has no entry."""
    return getattr(changes[_last(changes, key)], key) if changes else None


def _order(changes: Sequence[Change]) -> Iterator[Flaw]:
    for number in range(1, len(changes)):
        if changes[number].date < changes[number - 1].date:
            yield (number, "date"), f"{changes[number].date} is before the entry above; keep the oldest entry first"


def _entries(changes: Sequence[Change], ranks: Mapping[str, int]) -> Iterator[Flaw]:
    needs = {"first_ranking": ("ranking", "rules"), "ranking": ("ranking",), "rules": ("rules",), "correction": ()}
    for number, change in enumerate(changes):
        for key in needs[change.kind]:
            if not getattr(change, key):
                yield (number,), f"an entry of kind '{change.kind}' needs '{key}'; add it"
        for position, slug in enumerate(change.candidates):
            if slug not in ranks:
                yield (number, "candidates", position), f"'{slug}' is not ranked; name one that is"


def _ranking(changes: Sequence[Change], ranks: Mapping[str, int]) -> Iterator[Flaw]:
    now = tuple(sorted(ranks, key=lambda slug: ranks[slug]))
    number = _last(changes, "ranking")
    said = changes[number].ranking
    if said and said != now:
        orders = f"the ledger ends with {', '.join(said)}, the opinions say {', '.join(now)}"
        way_out = "add an entry of kind 'ranking' with the new order and the reason; 'guide new change' does"
        message = f"{orders}; {way_out}; a new slug needs none if the former one is under 'aliases'"
        yield (number, "ranking"), message


def _rules(changes: Sequence[Change], rules: str) -> Iterator[Flaw]:
    number = _last(changes, "rules")
    said = changes[number].rules
    if said and said != rules:
        digests = f"the ledger ends with rules {said}, the decision rules are {rules}"
        way_out = f"add an entry of kind 'rules' with rules: '{rules}' and the reason, as 'guide new change' does"
        yield (number, "rules"), f"{digests}; {way_out}; a new slug needs none if the former one is under 'aliases'"


def _last(changes: Sequence[Change], key: str) -> int:
    """Return the position of the last entry that says something about `key`, else of the first."""
    return max((number for number, change in enumerate(changes) if getattr(change, key)), default=0)
