"""Records of an edition: its subject, its addresses, its licences."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guide.model.fields import Https, Line, PastDate, Record, Sentence, Slug, Uuid


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
    address: Https
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
    horizon_months: int
    """How long a choice has to hold."""
    site: Https
    """Where the guide is published; the environment variable GUIDE_SITE wins."""
    repository: Https
    """Where its files live; the environment variable GUIDE_REPOSITORY wins."""
    branch: Line
    """The branch that readers are sent to for changes."""
    licences: Annotated[tuple[Licence, ...], Field(min_length=1)]
    """On what terms text, data and code may be used."""
    superseded_by: Successor | None = None
    """Set on the branch of a past edition only: every page then says at its top which edition is the current one."""
