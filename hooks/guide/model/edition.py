"""Records of an edition: its subject, its addresses, its licences."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from guide.model.fields import Base, Branch, Https, Line, PastDate, Record, Sentence, Slug, Uuid


class Subject(Record):
    """What is ranked, in words."""

    one: Slug
    """The word for one of them, in small letters."""
    many: Slug
    """The word for several of them, which is also the folder of their pages."""
    area: Line
    """What readers call the whole field."""


class Licence(Record):
    """A licence and what it covers."""

    name: Line
    """As it is usually written, such as CC BY 4.0."""
    covers: Line
    """What it covers: text and data, for example."""
    address: Https
    """Where its text can be read."""


class Successor(Record):
    """The edition that took the place of this one."""

    year: int
    """Its year."""
    address: Base
    """Where it is published; each page of this edition leads to its own address there."""


class Edition(Record):
    """What this edition is, who decides and on what terms."""

    id: Uuid
    """Never changed, whatever the guide's name or address: the ids in feeds and calendars are made from it."""
    name: Line
    """Name of the guide."""
    year: int
    """The year of the edition."""
    headline: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=2)]
    """The verdict of the whole ranking: one or two sentences, each on a line of its own."""
    description: Sentence
    """What the guide is, for programs that ask what is to be read here; at most 155 characters."""
    subject: Subject
    """What is ranked, in words."""
    published: PastDate
    """When the edition was published."""
    horizon_months: Annotated[int, Field(ge=1, le=240)]
    """How long a choice has to hold."""
    site: Base
    """Where the guide is published; the environment variable GUIDE_SITE wins."""
    repository: Base
    """Where its files live; the environment variable GUIDE_REPOSITORY wins."""
    branch: Branch
    """The branch that readers are sent to for changes."""
    licences: Annotated[tuple[Licence, ...], Field(min_length=1)]
    """On what terms text, data and code may be used."""
    superseded_by: Successor | None = None
    """Set on the branch of a past edition only: every page then says at its top which edition is the current one."""

    @model_validator(mode="after")
    def _years(self) -> Self:
        if self.published.first_day.year != self.year:
            message = "'year' is {year} and 'published' {published}; an edition is named after the year it comes out in"
            raise PydanticCustomError(
                "other_year", message, {"at": "year", "year": self.year, "published": self.published.text}
            )
        if self.superseded_by and self.superseded_by.year <= self.year:
            raise PydanticCustomError(
                "older_successor",
                "'superseded_by' is no later edition; its year comes after that of this one",
                {"at": "superseded_by"},
            )
        return self
