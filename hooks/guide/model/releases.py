"""Records of a candidate's release lines: what was promised for each, until when, and by whom it is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from guide.model.dates import CalendarDate
from guide.model.facts import Evidence, Source
from guide.model.fields import Days, Key, PastDate, Record, Version
from guide.model.fields import Line as Text

EndName = Literal["bug_fixes_until", "security_fixes_until", "paid_until"]

ENDS: tuple[EndName, ...] = ("bug_fixes_until", "security_fixes_until", "paid_until")
"""What can end of a line, in the order in which it does."""

FORMS = ("date", "with_release", "not_before")
"""The forms in which it is known when something begins or ends."""


class KnownAs(Record):
    """The fact that something of a line is known as elsewhere: its anchor and its references stay."""

    key: Key
    """Its name among the candidate's own facts."""
    label: Text
    """Two or three words that say what it is, for a table."""


class Moment(Record):
    """When something of a line begins or ends: on a date, with a release, or not before a date."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [key]} for key in FORMS]})

    date: CalendarDate | None = None
    """As exactly as it is known: a year, a quarter, a month or a day."""
    with_release: Text | None = None
    """The release that ends it, in quotes, where a project counts releases and not days."""
    not_before: CalendarDate | None = None
    """The first day on which it may end, where no more than that is promised."""
    basis: Literal["published", "derived", "third_party"] = "published"
    """Whether the project prints it (published), it follows from a rule that the project has written down (derived),
    or only somebody else prints it (third_party).
    """
    known_as: KnownAs | None = None
    """The fact that it is, if it is one."""
    note: Text | None = None
    """What the reader must know beside it."""
    source: Source | None = None
    """Where it was read, if that is not the source of the line."""
    second_source: Source | None = None
    """A further source, where one alone does not settle it."""
    as_of: PastDate | None = None
    """The date of that source."""
    keeps_days: Days | None = None
    """How long it keeps, where that differs from its kind."""
    said: PastDate | None = None
    """The day from which the guide says so, if it did not from the first; feeds date the news by it."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(getattr(self, form) is not None for form in FORMS) != 1:
            raise PydanticCustomError(
                "moment_form", "'date', 'with_release' and 'not_before' are three forms of one thing; write exactly one"
            )
        if (self.source is None) != (self.as_of is None):
            raise PydanticCustomError(
                "moment_source", "a source of its own has a date of its own; write both 'source' and 'as_of', or none"
            )
        return self


class Latest(Evidence):
    """The newest release of a line that was seen."""

    version: Version
    """In quotes."""
    known_as: KnownAs | None = None
    """The fact that the version is, if it is one."""
    date: CalendarDate | None = None
    """When it came out, if that is known."""
    date_known_as: KnownAs | None = None
    """The fact that the date is, if it is one."""
    source: Source
    """Where it was read."""


class ReleaseLine(Evidence):
    """A line of releases that gets, or got, fixes of its own."""

    line: Text
    """What its releases begin with, in quotes; it never changes, because addresses and calendars name it so."""
    name: Text | None = None
    """What readers know it by, if that is more, such as 5.2 LTS."""
    released: Moment | None = None
    """When its first release came out."""
    latest: Latest | None = None
    """Its newest release that was seen."""
    bug_fixes_until: Moment | None = None
    """When ordinary bug fixes end."""
    security_fixes_until: Moment | None = None
    """When free security fixes end."""
    paid_until: Moment | None = None
    """When fixes that are paid for end."""
    source: Source
    """Where its dates were read, unless one of them says otherwise."""

    @property
    def label(self) -> str:
        """What readers know it by."""
        return self.name or self.line

    def moments(self) -> Iterator[tuple[str, Moment]]:
        """Yield what is known of its beginning and its ends, by name."""
        for name in ("released", *ENDS):
            if moment := getattr(self, name):
                yield name, moment


class PlannedLine(Evidence):
    """A line that is not out yet."""

    line: Text
    """What its releases will begin with, in quotes; it stays when the line is out."""
    name: Text | None = None
    """What readers will know it by, if that is more."""
    due: Moment | None = None
    """When it is expected; nothing if no date is announced."""
    bug_fixes_until: Moment | None = None
    """When its ordinary bug fixes are expected to end."""
    security_fixes_until: Moment | None = None
    """When its free security fixes are expected to end."""
    paid_until: Moment | None = None
    """When fixes that are paid for are expected to end."""
    source: Source
    """Where the plan was read."""

    @property
    def label(self) -> str:
        """What readers will know it by."""
        return self.name or self.line

    def moments(self) -> Iterator[tuple[str, Moment]]:
        """Yield what is expected of its beginning and its ends, by name."""
        for name in ("due", *ENDS):
            if moment := getattr(self, name):
                yield name, moment


Line = ReleaseLine | PlannedLine
"""A line, whether it is out or planned."""


class Policy(Evidence):
    """What a project promises of its releases."""

    kind: Literal["published", "latest_only", "none"]
    """Whether there is a written promise for lines of releases (published), only the newest release gets fixes
    (latest_only), or nothing is promised (none).
    """
    text: Text
    """The promise in a sentence, or its absence."""


class Releases(Record):
    """The release lines of one candidate."""

    said: PastDate | None = None
    """The day from which the guide has these lines, if it did not from the first; feeds date the news by it."""
    policy: Policy
    """What the project promises of its releases."""
    lines: Annotated[tuple[ReleaseLine, ...], Field(min_length=1)]
    """The lines that are out: the one to start on first, then from the newest to the oldest."""
    planned: tuple[PlannedLine, ...] = ()
    """The lines that are expected, the next one first."""

    @property
    def starting(self) -> ReleaseLine:
        """The line to start on today."""
        return self.lines[0]
