"""What is ranked, and the pairs that have a written verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guide.model.facts import FactSheet
from guide.model.opinions import Opinion, Pair
from guide.model.reads import note
from guide.model.releases import Releases
from guide.model.samples import Run
from guide.source.library import OPTIONAL, SAMPLES, PageSource, file_of
from guide.source.records.line_facts import LineFact
from guide.source.regions import Region
from guide.source.text.prose import CandidateHead


@dataclass(frozen=True, kw_only=True)
class SampleRecords:
    """What became of a candidate's sample, and what of it is shown, by task."""

    run: Run
    shown: Mapping[str, tuple[Region, ...]]


@dataclass(frozen=True, kw_only=True)
class Records:
    """The records of a candidate."""

    sheet: FactSheet
    opinion: Opinion
    prose: PageSource[CandidateHead]
    releases: Releases | None = None
    line_facts: Mapping[str, LineFact] = field(default_factory=dict)
    """The facts that its release lines answer."""
    sample: SampleRecords | None = None


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One of the things ranked: what is known of it, what we make of it, and our prose on it."""

    slug: str
    name: str
    rank: int
    aliases: tuple[str, ...]
    """Its former slugs, the oldest first."""
    address: str
    records: Records
    """What is read through the five properties below, which note it."""

    @property
    def sheet(self) -> FactSheet:
        """What is known of it."""
        note(file_of("facts", self.slug), file_of("releases", self.slug))
        return self.records.sheet

    @property
    def releases(self) -> Releases | None:
        """Its release lines, if they are written down."""
        note(file_of("releases", self.slug))
        return self.records.releases

    @property
    def opinion(self) -> Opinion:
        """What we make of it."""
        note(file_of("opinions", self.slug))
        return self.records.opinion

    @property
    def prose(self) -> PageSource[CandidateHead]:
        """Our prose on it."""
        note(self.records.prose.prose.path)
        return self.records.prose

    @property
    def sample(self) -> SampleRecords | None:
        """Its sample, if it has one."""
        note(OPTIONAL["samples"][0], f"{SAMPLES}/{self.slug}/sample.yml")
        sample = self.records.sample
        if sample:
            note(*(region.path for regions in sample.shown.values() for region in regions))
        return sample

    @property
    def slugs(self) -> tuple[str, ...]:
        """Its slug, then the former ones."""
        return self.slug, *self.aliases

    @property
    def first_slug(self) -> str:
        """The slug that it had at first: what must not change with its name is made from it."""
        return self.records.sheet.first_slug(self.slug)


@dataclass(frozen=True, kw_only=True)
class Versus:
    """A written verdict on two candidates."""

    name: str
    one: Candidate
    other: Candidate
    address: str
    record: Pair
    """What is read through the property below, which notes it."""

    @property
    def pair(self) -> Pair:
        """The verdict."""
        note(file_of("pairs", self.name))
        return self.record
