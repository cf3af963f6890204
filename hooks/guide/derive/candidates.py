"""What is ranked, and the pairs that have a written verdict."""

from __future__ import annotations

from dataclasses import dataclass

from guide.model.facts import FactSheet
from guide.model.opinions import Opinion, Pair
from guide.source.library import PageSource
from guide.source.prose import CandidateHead


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One of the things ranked: what is known of it, what we make of it, and our prose on it."""

    slug: str
    sheet: FactSheet
    opinion: Opinion
    prose: PageSource[CandidateHead]
    address: str

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def rank(self) -> int:
        return self.opinion.rank

    @property
    def slugs(self) -> tuple[str, ...]:
        """Its slug, then the former ones."""
        return self.slug, *self.sheet.aliases

    @property
    def first_slug(self) -> str:
        """The slug that it had at first: what must not change with its name is made from it."""
        return self.sheet.first_slug(self.slug)


@dataclass(frozen=True, kw_only=True)
class Versus:
    """A written verdict on two candidates."""

    name: str
    one: Candidate
    other: Candidate
    pair: Pair
    address: str
