"""Records of what is known of a candidate, each statement with its source and date."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from guide.model.dates import CalendarDate
from guide.model.fields import (
    Days,
    FactName,
    FeatureName,
    Https,
    IconName,
    Key,
    LanguageName,
    Line,
    PackageVersion,
    PastDate,
    Record,
    Slug,
    StatusName,
    StyleName,
    ValueType,
)


class Page(Record):
    """A page that a fact was read in."""

    kind: Literal["official", "repository", "survey", "third_party"]
    """Whose page it is: the project's own site or documentation (official), a code host (repository), a survey, or
    somebody else's (third_party).
    """
    title: Line
    """What the page is called, with the name of the site if that is not clear."""
    address: Https
    """The whole address, starting with https://."""

    @property
    def label(self) -> str:
        """What readers know it by."""
        return self.title


class Package(Record):
    """A published package that a fact was read in; registries are named, never linked."""

    kind: Literal["package"]
    """Always package."""
    registry: Line
    """The registry's name, such as npm; it is named, never linked."""
    name: Line
    """The package's name on the registry."""
    version: PackageVersion
    """The version that was read, in quotes."""

    @property
    def label(self) -> str:
        """What readers know it by."""
        return f"{self.name} {self.version} ({self.registry})"

    @property
    def address(self) -> str:
        """Empty: registries are never linked."""
        return ""


Source = Annotated[Page | Package, Field(discriminator="kind")]


class Evidence(Record):
    """What any sourced statement carries."""

    note: Line | None = None
    """What the reader must know beside the value."""
    source: Source | None = None
    """Where it was read: a page, or a published package."""
    second_source: Source | None = None
    """A further source, where one alone does not settle it."""
    as_of: PastDate
    """The date of the source, as exactly as it is known."""
    keeps_days: Days | None = None
    """How long it keeps, where that differs from its kind."""
    said: PastDate | None = None
    """The day from which the guide says so, if it did not from the first; feeds date the news by it."""

    @model_validator(mode="after")
    def _two_sources(self) -> Self:
        if self.second_source is not None and self.second_source == self.source:
            message = "'second_source' is the source once more; name another, or none"
            raise PydanticCustomError("same_source", message, {"at": "second_source"})
        return self

    def keep_by(self, keeps_days: int) -> dt.date:
        """Return the last day on which it is taken as current; takes the days that its kind keeps."""
        return self.as_of.last_day + dt.timedelta(days=self.keeps_days or keeps_days)


class Fact(Evidence):
    """A value with its source and date, or an honest lack of one."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["value", "source"]}, {"required": ["missing", "reason"]}]}
    )

    value: str | int | None = None
    """What was found; versions go in quotes."""
    missing: Literal["unknown", "none_published", "not_applicable"] | None = None
    """Which kind of nothing it is: looked for and not settled (unknown), no statement by the project
    (none_published), or the question does not fit (not_applicable).
    """
    reason: Line | None = None
    """Why there is no value."""

    @model_validator(mode="after")
    def _value_or_missing(self) -> Self:
        if (self.value is None) == (self.missing is None):
            raise PydanticCustomError(
                "value_or_missing", "a fact has either 'value' or 'missing'; write exactly one of them"
            )
        if self.value == "":
            message = "'value' is empty; write it, or 'missing: unknown' and a 'reason'"
            raise PydanticCustomError("empty_value", message, {"at": "value"})
        if isinstance(self.value, str) and self.value != self.value.strip():
            message = "'value' has space around it; take it out"
            raise PydanticCustomError("space_around", message, {"at": "value"})
        if self.value is not None and self.reason:
            message = "a value needs no 'reason'; make it a 'note', or remove it"
            raise PydanticCustomError("reason_of_value", message, {"at": "reason"})
        if self.missing and not self.reason:
            raise PydanticCustomError("missing_reason", "'missing' needs a 'reason'; say why there is no value")
        if self.value is not None and self.source is None:
            raise PydanticCustomError(
                "missing_source", "the fact has no source; add 'source' with kind, title and address"
            )
        return self


class GeneralFact(Fact):
    """A fact that not every candidate has: one of its own, or one about the whole field."""

    label: Line
    """Two or three words that say what it is, for a table."""
    type: ValueType | None = None
    """What the value is, if it is no text and no count; a date has to say so."""


class FeatureAnswer(Evidence):
    """Whether one feature is in the box, and under which name."""

    status: StatusName
    """One of the answers in the vocabulary of features."""
    name: Line | None = None
    """What provides it."""
    source: Source
    """Where it was read; an answer about the box always has one."""


class Announcement(Record):
    """Something the project itself has said will happen, shown as an expectation."""

    key: Key
    """Its name, which stays when the date moves: calendars and feeds know it by that."""
    when: CalendarDate
    """When it is expected, as exactly as the project says."""
    what: Line
    """What is expected, in a line."""
    title: Line | None = None
    """The same in few words, for calendars, if the line is long."""
    source: Source
    """Where the project says so."""
    as_of: PastDate
    """The date of the source."""
    said: PastDate | None = None
    """The day from which the guide says so, if it did not from the first; feeds date the news by it."""


class Links(Record):
    """Where the project itself lives."""

    site: Https
    """The official site."""
    docs: Https
    """The documentation."""
    repository: Https
    """The source code."""


class FactSheet(Record):
    """Everything that is known, rather than judged, about one candidate."""

    name: Line
    """Its name as the project writes it."""
    aliases: tuple[Slug, ...] = ()
    """Former slugs, the oldest first; their addresses lead here."""
    nicknames: tuple[Line, ...] = ()
    """What readers type when they mean it, usual slips included; the search leads from them to its page."""
    languages: Annotated[tuple[LanguageName, ...], Field(min_length=1)]
    """The languages that its users write, the main one first; keys of the vocabulary of languages."""
    runtime: Line
    """What it runs on."""
    style: StyleName
    """What kind of thing it is; one of the styles of the vocabulary."""
    what: Line
    """What it is, in one plain line."""
    icon: IconName | None = None
    """Its logo, or a mark for it, from the icons that come with Material for MkDocs, such as simple/git."""
    links: Links
    """Where the project itself lives."""
    lifecycle: Slug | None = None
    """Its name at endoflife.date, the last part of its address there, if `guide refresh` is to hold its releases and
    its support against what stands there.
    """
    facts: dict[FactName, Fact]
    """The answers to the questions that all candidates answer, by kind of fact."""
    more: dict[Key, GeneralFact] = {}
    """Facts that only this candidate needs, for its prose."""
    announced: tuple[Announcement, ...] = ()
    """What is expected within the horizon, by date."""
    in_the_box: dict[FeatureName, FeatureAnswer]
    """What is in the box, by feature; `baseline` in data/vocabulary/features.yml says what counts."""

    def first_slug(self, slug: str) -> str:
        """Return the slug that it had at first, given its present one."""
        return self.aliases[0] if self.aliases else slug

    def count(self, status: str) -> int:
        """Return how many features have a status."""
        return sum(answer.status == status for answer in self.in_the_box.values())
