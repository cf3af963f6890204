"""What moved from one edition to the next, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model.history import Change
from guide.model.ledger import in_present_names, movements
from guide.model.vocabulary import Criterion


@dataclass(frozen=True, kw_only=True)
class NewWord:
    """A judgement that changed."""

    key: str
    criterion: Criterion
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Since:
    """What became of a candidate since the edition before."""

    before: Candidate | None
    """None if it is new."""
    now: Candidate | None
    """None if it is no longer ranked."""
    words: tuple[NewWord, ...]
    reasons: tuple[Change, ...]
    """The entries of the ledger that moved it or concern it, the oldest first."""

    @property
    def moved(self) -> bool:
        """Whether its place is another one; that it has none any longer, or has one now, counts too."""
        return self.before is None or self.now is None or self.before.rank != self.now.rank


def since(guide: Guide) -> tuple[Since, ...]:
    """Return what became of every candidate since the last past edition; nothing if there is none.

    They stand in the order of the ranking; those that left it come last.
    """
    if not guide.predecessors:
        return ()
    before = guide.predecessors[0]
    here = tuple(_since(guide, before, _before(before, one), one) for one in guide.candidates)
    stayed = {one.before.slug for one in here if one.before}
    return (*here, *(_since(guide, before, one, None) for one in before.candidates if one.slug not in stayed))


def moves(guide: Guide) -> tuple[tuple[tuple[Since, ...], tuple[Change, ...]], ...]:
    """Return those that moved since the last past edition, together where the reasons are the same."""
    moved = sorted((one for one in since(guide) if one.moved), key=lambda one: _order(guide, one.reasons))
    groups = groupby(moved, key=lambda one: one.reasons)
    return tuple((tuple(together), reasons) for reasons, together in groups)


def _order(guide: Guide, reasons: tuple[Change, ...]) -> list[int]:
    return [guide.changes.index(reason) for reason in reasons]


def _before(before: Guide, candidate: Candidate) -> Candidate | None:
    """Return what a candidate was in another edition, under its slug or under a former one."""
    return next((before.by_slug[name] for name in candidate.slugs if name in before.by_slug), None)


def _since(guide: Guide, before: Guide, old: Candidate | None, new: Candidate | None) -> Since:
    return Since(
        before=old,
        now=new,
        words=tuple(_words(guide, old, new)) if old and new else (),
        reasons=tuple(_reasons(guide, before, old, new)),
    )


def _words(guide: Guide, old: Candidate, new: Candidate) -> Iterator[NewWord]:
    was, now = old.opinion.judgements, new.opinion.judgements
    for key, criterion in guide.criteria.items():
        if key in was and was[key].word != now[key].word:
            yield NewWord(key=key, criterion=criterion, old=was[key].word, new=now[key].word)


def _reasons(guide: Guide, before: Guide, old: Candidate | None, new: Candidate | None) -> Iterator[Change]:
    """Yield the entries made since that edition was frozen that concern a candidate, move it or leave it out.

    None of them is one that the edition ended with, whatever slugs it was written with.
    """
    names = {name for one in (old, new) if one for name in one.slugs}
    known = in_present_names(before.changes, guide.former_names())
    frozen = before.past.frozen if before.past else before.edition.published
    ranked: set[str] = set()
    for change, moved in movements(guide.changes):
        left = ranked - set(change.ranking) if change.ranking else set()
        later = change not in known and change.date.last_day >= frozen.first_day
        if later and names & {*change.candidates, *left, *(slug for slug, _, _ in moved)}:
            yield change
        ranked = set(change.ranking) or ranked
