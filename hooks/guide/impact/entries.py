"""What a change does to the lists that only grow: the ledger and the redirects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, get_args

from guide.derive.guide import Guide
from guide.model import formats, urls
from guide.model.history import Change

Kind = Literal["ledger", "redirect"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry of a list, as it is told."""

    title: str
    """What it is, in a few words, with its date."""
    text: str
    """What it says."""
    address: str
    """Where readers find it, from the root of the site; empty if nowhere."""


@dataclass(frozen=True, kw_only=True)
class EntryChange:
    """An entry that came, went or says something else."""

    kind: Kind
    before: Entry | None
    after: Entry | None

    @property
    def how(self) -> Literal["added", "gone", "changed"]:
        """Say what became of it."""
        if self.before is None:
            return "added"
        return "gone" if self.after is None else "changed"


def compare_entries(before: Guide, after: Guide) -> tuple[EntryChange, ...]:
    """Return which entries of each list differ, list by list."""
    return tuple(
        EntryChange(kind=kind, before=old, after=new)
        for kind in get_args(Kind)
        for old, new in _differing(_entries(before, kind), _entries(after, kind))
    )


def _differing(before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Yield what stands in one list and not in the other; what stands in the same place of both is one entry."""
    old, new = ([(entry.title, entry.text) for entry in entries] for entries in (before, after))
    for what, *(start, end, new_start, new_end) in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what != "equal":
            yield from zip_longest(before[start:end], after[new_start:new_end])


def _entries(guide: Guide, kind: Kind) -> tuple[Entry, ...]:
    if kind == "ledger":
        return tuple(_ledger_entry(number, change) for number, change in enumerate(guide.changes, 1))
    return tuple(
        Entry(title="Redirect", text=f"{redirect.old} → {redirect.new}", address=redirect.new)
        for redirect in guide.redirects
    )


def _ledger_entry(number: int, change: Change) -> Entry:
    """Return an entry of the ledger with its words, then what it says to programs."""
    said = [change.what, change.why]
    said += [f"concerns {', '.join(change.candidates)}"] if change.candidates else []
    said += [f"order: {', '.join(change.ranking)}"] if change.ranking else []
    said += [f"rules: {change.rules}"] if change.rules else []
    title = f"{change.kind.replace('_', ' ').capitalize()}, {formats.date(change.date)}"
    address = f"/changes/#{urls.anchor('change', change.date.text, str(number))}"
    return Entry(title=title, text=" · ".join(said), address=address)
