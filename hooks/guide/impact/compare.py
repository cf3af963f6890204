"""What a change does to the reader: one guide before it and one after, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.impact.answers import AnswerImpact, compare_answers
from guide.impact.cells import CellImpact, compare_cells
from guide.impact.entries import EntryChange, compare_entries
from guide.impact.files import TouchedFile, sides
from guide.impact.pages import PageImpact, compare_pages
from guide.impact.renames import Renaming, names_after, renamings, under_present_names
from guide.impact.texts import WordChange, compare_words


@dataclass(frozen=True, kw_only=True)
class Move:
    """A candidate in another place of the ranking."""

    slug: str
    name: str
    address: str
    before: int | None
    """None if it was not ranked."""
    after: int | None
    """None if it is not ranked any more."""


@dataclass(frozen=True, kw_only=True)
class Swap:
    """Two candidates whose order turned round."""

    ahead: str
    """The name of the one that now stands before the other."""
    behind: str
    """The name of the other."""


@dataclass(frozen=True, kw_only=True)
class Restatement:
    """Another tier, or another verdict."""

    name: str
    address: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Impact:
    """Everything that a change does to the reader."""

    one: str
    """The word for one of the things ranked."""
    many: str
    """The word for several of them."""
    names: Mapping[str, str]
    """What each candidate is called, by its slug."""
    before_site: str
    """Where the guide is published without the change; ends with a slash."""
    renamings: tuple[Renaming, ...]
    """Those under another slug; everything else is told of them as of the others."""
    moves: tuple[Move, ...]
    """In the order of the new ranking; those that are gone at the end."""
    swaps: tuple[Swap, ...]
    tiers: tuple[Restatement, ...]
    verdicts: tuple[Restatement, ...]
    cells: CellImpact
    answers: AnswerImpact
    words: tuple[WordChange, ...]
    entries: tuple[EntryChange, ...]
    pages: PageImpact
    inseparable: bool
    """Whether facts and opinion have to change together: another candidate or slug, or another thing asked of each."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What there is to say of a change."""

    base: str
    """What it is compared with, as it was asked for."""
    remark: str = ""
    """What has to be known of the base, in a sentence."""
    files: tuple[TouchedFile, ...]
    impact: Impact | None = None
    """None if the guide before the change cannot be read by the code of today."""
    unread: tuple[str, ...] = ()
    """Why it cannot be read."""

    @property
    def mixed(self) -> bool:
        """Whether facts and opinion are touched that could be changed one after the other."""
        touched = sides(self.files)
        separable = self.impact is None or not self.impact.inseparable
        return separable and {"facts", "opinion"} <= touched.keys()


def compare(before: Guide, after: Guide) -> Impact:
    """Return what readers of one guide would notice when it becomes another.

    Whoever has another slug is the same as ever: all but the pages is compared as if it had always had the present one.
    """
    renamed = tuple(renamings(before, after))
    names = names_after(before, renamed)
    return _impact(under_present_names(before, names), after, renamed, compare_pages(before, after, names))


def _impact(before: Guide, after: Guide, renamed: tuple[Renaming, ...], pages: PageImpact) -> Impact:
    """Compare all but the pages; takes the guide before the change under the names after it."""
    both = [(before.by_slug[one.slug], one) for one in after.candidates if one.slug in before.by_slug]
    return Impact(
        one=after.edition.subject.one,
        many=after.edition.subject.many,
        names={candidate.slug: candidate.name for guide in (before, after) for candidate in guide.candidates},
        before_site=before.site,
        renamings=renamed,
        moves=tuple(_moves(before, after)),
        swaps=tuple(_swaps(both)),
        tiers=tuple(_tiers(before, after, both)),
        verdicts=tuple(
            Restatement(name=new.name, address=new.address, before=old.opinion.verdict, after=new.opinion.verdict)
            for old, new in both
            if old.opinion.verdict != new.opinion.verdict
        ),
        cells=compare_cells(before, after),
        answers=compare_answers(before.decision, after.decision),
        words=compare_words(before, after),
        entries=compare_entries(before, after),
        pages=pages,
        inseparable=bool(renamed) or _asked(before) != _asked(after),
    )


def _moves(before: Guide, after: Guide) -> Iterator[Move]:
    for candidate in (*after.candidates, *(gone for gone in before.candidates if gone.slug not in after.by_slug)):
        was, is_now = (guide.by_slug.get(candidate.slug) for guide in (before, after))
        ranks = (was.rank if was else None, is_now.rank if is_now else None)
        if ranks[0] != ranks[1]:
            yield Move(
                slug=candidate.slug,
                name=candidate.name,
                address=candidate.address,
                before=ranks[0],
                after=ranks[1],
            )


def _swaps(both: list[tuple[Candidate, Candidate]]) -> Iterator[Swap]:
    """Yield the couples whose order turned round; takes the candidates of both guides in the new order."""
    for (old, new), (old_other, other) in combinations(both, 2):
        if old.rank > old_other.rank:
            yield Swap(ahead=new.name, behind=other.name)


def _tiers(before: Guide, after: Guide, both: list[tuple[Candidate, Candidate]]) -> Iterator[Restatement]:
    for old, new in both:
        if old.opinion.tier != new.opinion.tier:
            yield Restatement(
                name=new.name,
                address=new.address,
                before=before.terms.tiers[old.opinion.tier].label,
                after=after.terms.tiers[new.opinion.tier].label,
            )


def _asked(guide: Guide) -> tuple[frozenset[str], ...]:
    """Return who is ranked and what is asked of each: a change of these cannot leave the facts or the opinions be."""
    kinds = (guide.by_slug, guide.fact_types, guide.features.features, guide.features.statuses, guide.criteria)
    return tuple(frozenset(keys) for keys in (*kinds, guide.languages, guide.terms.styles))
