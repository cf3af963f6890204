"""The typed records that the data files hold, one class a kind of statement."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from guide import addresses


@total_ordering
class CalendarDate:
    """A year, a month or a day: a date as exactly as it is known."""

    _pattern = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

    def __init__(self, text: str) -> None:
        """Read `2026`, `2026-11` or `2026-11-23`; raise ValueError on anything else."""
        match = self._pattern.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a date")
        year, month, day = (int(part) for part in match.groups(default="1"))
        self.first_day = dt.date(year, month, day)
        self.text = text

    @property
    def last_day(self) -> dt.date:
        """The last day that the date can mean."""
        first = self.first_day
        if len(self.text) == len("2026-11-23"):
            return first
        if len(self.text) == len("2026"):
            return dt.date(first.year, 12, 31)
        return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"CalendarDate({self.text!r})"

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CalendarDate) and self.text == other.text

    def __lt__(self, other: CalendarDate) -> bool:
        return (self.first_day, self.text) < (other.first_day, other.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def _validate(cls, value: Any) -> CalendarDate:
        if isinstance(value, CalendarDate):
            return value
        try:
            return cls(str(value))
        except ValueError:
            raise PydanticCustomError(
                "calendar_date",
                "{value} is not a date; write a year, a month or a day, such as 2026, 2026-11 or 2026-11-23",
                {"value": repr(value)},
            ) from None


def _https(address: str) -> str:
    if not addresses.is_https(address):
        raise PydanticCustomError(
            "https_address",
            "{value} is not an https address; write it whole, such as https://example.org/page",
            {"value": repr(address)},
        )
    return address


Line = Annotated[str, StringConstraints(pattern=r"^\S([^\n]*\S)?$")]
"""One line of text, with no space around it."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text of one or more paragraphs."""


@dataclass(frozen=True)
class Mark:
    """Says something about the values of a field that its type does not say."""

    name: str


INLINE = Mark("text of the editors: may hold references, may not hold typed numbers")
PAST = Mark("a date that cannot lie in the future")

Sentence = Annotated[Line, INLINE]
"""One line in the editors' voice."""

Paragraphs = Annotated[Text, INLINE]
"""Text in the editors' voice, in paragraphs divided by empty lines."""

PastDate = Annotated[CalendarDate, PAST]

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
"""A name in the vocabulary: small letters, digits and underscores."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name that stands in addresses: small letters, digits and hyphens."""

Https = Annotated[str, AfterValidator(_https)]
"""A whole address that starts with https://."""

SitePath = Annotated[
    str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*(#[a-z0-9-]+|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z0-9]+)?$")
]
"""A page of this site, an anchor on one, or a file: /compare/, /compare/#facts and /data/facts.csv, for example."""

Promised = Annotated[str, StringConstraints(pattern=r"^/[^\s]*( [^\s]+)?$")]
"""Something published, as it stands in the list of everything published after the word for its kind."""

Uuid = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
"""A universally unique id, in small letters."""

Count = Annotated[int, Field(ge=0)]
Days = Annotated[int, Field(ge=1, le=36_525)]
"""A number of days, at most a hundred years."""


class Record(BaseModel):
    """A record: strict types, unknown keys refused, never changed after it is read."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


# The edition


class Subject(Record):
    """What is ranked, in words."""

    one: Slug
    """One of them, also the name of their schema: framework."""
    many: Slug
    """Several of them, also the folder of their pages: frameworks."""
    area: Line
    """The field: backend frameworks."""


class Licence(Record):
    """A licence and what it covers."""

    name: Line
    covers: Line
    address: Https


class Edition(Record):
    """What this edition is, who decides and on what terms."""

    id: Uuid
    """Never changed, whatever the guide's name or address: the ids in feeds and calendars are made from it."""
    name: Line
    """Name of the guide."""
    year: int
    headline: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=2)]
    """The verdict of the whole ranking: one or two sentences, each on a line of its own."""
    description: Sentence
    """What the guide is, for programs that ask what is to be read here; at most 155 characters."""
    subject: Subject
    published: PastDate
    horizon_months: int
    """How long a choice has to hold."""
    site: Https
    """Where the guide is published; the environment variable GUIDE_SITE wins."""
    repository: Https
    """Where its files live; the environment variable GUIDE_REPOSITORY wins."""
    branch: Line
    """The branch that readers are sent to for changes."""
    licences: Annotated[tuple[Licence, ...], Field(min_length=1)]


# The vocabulary


class FactType(Record):
    """A kind of fact: one question that every candidate answers."""

    label: Line
    """Two or three words, for a table."""
    question: Line
    """The question the fact answers."""
    type: Literal["text", "version", "date", "count", "address"]
    unit: Line | None = None
    """What is counted."""
    caution: Line | None = None
    """What the reader must know before using it."""
    keeps_days: Days
    """For how many days after its date the fact is taken as current."""
    leading: bool = False
    """Whether it stands among the few facts at the top of a candidate's page."""
    starting: bool = False
    """Whether those who start today have to know it."""
    news: Literal["value", "major"] | None = None
    """When a candidate's feed tells of it: at every new value, or only when the first number of a version changes."""
    calendar: Line | None = None
    """What happens on the date, if it belongs in a calendar."""


class Status(Record):
    """One possible answer to "is it in the box?"."""

    label: Line
    meaning: Sentence
    tone: Literal["good", "middling", "outside", "none"]
    """How strongly it is shown; never by colour alone."""


class Feature(Record):
    """One thing that may be in the box."""

    label: Line
    line: Line | None = None
    """Where the line is drawn, if it needs saying."""


class Features(Record):
    """Everything asked about the box, and the answers allowed."""

    baseline: Paragraphs
    """What counts as "in the box"."""
    keeps_days: Days
    statuses: dict[Key, Status]
    features: Annotated[dict[Key, Feature], Field(min_length=1)]


class Criterion(Record):
    """One thing judged, in three words from worst to best."""

    label: Line
    question: Line
    evidence: Sentence
    """What a judgement on it rests on."""
    words: Annotated[dict[Key, Sentence], Field(min_length=3, max_length=3)]
    """Each word with what earns it, from worst to best."""


class Language(Record):
    """A language that candidates are written in."""

    name: Line
    family: Key
    """Languages of one family count as no change of language."""


class Term(Record):
    """A word that data files may use, and what it means."""

    label: Line
    meaning: Sentence


class Section(Record):
    """A part of a candidate's prose."""

    question: Sentence
    """The reader's question that it answers."""
    place: Literal["case", "living"]
    """Whether it stands with the case for the rank or with life after the choice."""
    required: bool = True


class Terms(Record):
    """The words that opinions and identities use."""

    tiers: Annotated[dict[Key, Term], Field(min_length=1)]
    """From the top of the ranking down."""
    styles: Annotated[dict[Key, Term], Field(min_length=1)]
    moments: Annotated[dict[Key, Term], Field(min_length=1)]
    """When a weakness bites."""
    sections: Annotated[dict[Key, Section], Field(min_length=1)]


class Allowed(Record):
    """Numbers that may be typed into prose."""

    names: tuple[Line, ...]
    """Numbers that are part of a name."""
    figures_of_speech: tuple[Line, ...]


class Bounds(Record):
    """A least and a most."""

    least: Count
    most: Count


class Lengths(Record):
    """How many words a text has, by kind of page."""

    candidate: Bounds
    pair: Bounds
    page: Bounds


class Wording(Record):
    """How the guide is written, as far as it can be measured."""

    words: Lengths
    """Length of the text."""
    longest_sentence: Count
    """In words; longer ones are reported."""
    repeated_from: Count
    """From how many words on a sentence may stand only once."""
    filler: tuple[Line, ...] = ()
    """Phrases that say nothing."""
    spelling: dict[Line, Line] = {}
    """Spellings that are not used here, each with the one that is."""
    terms: tuple[Line, ...] = ()
    """Words that a spelling checker takes for mistakes."""


# Facts


class Page(Record):
    """A page that a fact was read in."""

    kind: Literal["official", "repository", "survey", "third_party"]
    title: Line
    address: Https

    @property
    def label(self) -> str:
        """What readers know it by."""
        return self.title


class Package(Record):
    """A published package that a fact was read in; registries are named, never linked."""

    kind: Literal["package"]
    registry: Line
    name: Line
    version: Line

    @property
    def label(self) -> str:
        """What readers know it by."""
        return f"{self.name} {self.version} ({self.registry})"


Source = Annotated[Page | Package, Field(discriminator="kind")]


class Evidence(Record):
    """What any sourced statement carries."""

    note: Line | None = None
    """What the reader must know beside the value."""
    source: Source | None = None
    second_source: Source | None = None
    as_of: PastDate
    """The date of the source, as exactly as it is known."""
    keeps_days: Days | None = None
    """How long it keeps, where that differs from its kind."""


class Fact(Evidence):
    """A value with its source and date, or an honest lack of one."""

    value: str | int | None = None
    missing: Literal["unknown", "none_published", "not_applicable"] | None = None
    reason: Line | None = None
    """Why there is no value."""

    @model_validator(mode="after")
    def _value_or_missing(self) -> Self:
        if (self.value is None) == (self.missing is None):
            raise PydanticCustomError(
                "value_or_missing", "a fact has either 'value' or 'missing'; write exactly one of them"
            )
        if self.value == "":
            raise PydanticCustomError("empty_value", "'value' is empty; write it, or 'missing: unknown' and a 'reason'")
        if self.missing and not self.reason:
            raise PydanticCustomError("missing_reason", "'missing' needs a 'reason'; say why there is no value")
        if self.value is not None and self.source is None:
            raise PydanticCustomError(
                "missing_source", "the fact has no source; add 'source' with kind, title and address"
            )
        return self


class GeneralFact(Fact):
    """A fact about the whole field, which no single candidate owns."""

    label: Line


class FeatureAnswer(Evidence):
    """Whether one feature is in the box, and under which name."""

    status: Key
    name: Line | None = None
    """What provides it."""
    source: Source


class Announcement(Record):
    """Something the project itself has said will happen, shown as an expectation."""

    when: CalendarDate
    what: Line
    source: Source
    as_of: PastDate


class Links(Record):
    """Where the project itself lives."""

    site: Https
    docs: Https
    repository: Https


class FactSheet(Record):
    """Everything that is known, rather than judged, about one candidate."""

    name: Line
    aliases: tuple[Slug, ...] = ()
    """Former slugs, the oldest first; their addresses lead here."""
    nicknames: tuple[Line, ...] = ()
    """What readers type when they mean it, usual slips included; the search leads from them to its page."""
    languages: Annotated[tuple[Key, ...], Field(min_length=1)]
    runtime: Line
    style: Key
    what: Line
    """What it is, in one plain line."""
    links: Links
    facts: dict[Key, Fact]
    """The answers to the questions that all candidates answer, by kind of fact."""
    more: dict[Key, GeneralFact] = {}
    """Facts that only this candidate needs, for its prose."""
    announced: tuple[Announcement, ...] = ()
    """What is expected within the horizon, by date."""
    in_the_box: dict[Key, FeatureAnswer]

    def first_slug(self, slug: str) -> str:
        """Return the slug that it had at first, given its present one."""
        return self.aliases[0] if self.aliases else slug

    def count(self, status: str) -> int:
        """Return how many features have a status."""
        return sum(answer.status == status for answer in self.in_the_box.values())


# Opinions


class Weakness(Record):
    """What will hurt, and when."""

    id: Slug
    """Its name in addresses, which never changes."""
    what: Sentence
    when: Key
    """A moment from the vocabulary."""
    detail: Sentence


class Judgement(Record):
    """A word on one criterion, and why."""

    word: Key
    reason: Sentence
    facts: tuple[Key, ...] = ()
    """The kinds of fact or the features it rests on."""


class Rival(Record):
    """What to look at instead, and when."""

    candidate: Slug
    when: Sentence


Phrases = Annotated[tuple[Sentence, ...], Field(min_length=2, max_length=6)]


class Opinion(Record):
    """What the editors make of one candidate."""

    reviewed: PastDate
    """When the whole page was last re-read."""
    rank: Annotated[int, Field(ge=1)]
    tier: Key
    verdict: Sentence
    """One sentence."""
    best_for: Phrases
    not_for: Phrases
    weaknesses: Annotated[tuple[Weakness, ...], Field(min_length=2)]
    try_first: Annotated[tuple[Sentence, ...], Field(min_length=2, max_length=3)]
    """What a team should try with its own hands before it commits."""
    why_not_higher: Paragraphs
    """For the first of the ranking: what would cost it the place."""
    judgements: dict[Key, Judgement]
    rivals: Annotated[tuple[Rival, ...], Field(min_length=1)]
    in_no_rule: Sentence | None = None
    """Why no decision rule picks it, if none does."""


class Pair(Record):
    """A or B: the verdict on two rivals that readers really weigh."""

    reviewed: PastDate
    verdict: Sentence
    choose: dict[Slug, Paragraphs]
    """For each of the two: when it is the one."""
    moving: dict[Slug, Paragraphs]
    """For each of the two: what leaving it for the other costs."""
    misread: Paragraphs
    """What people get wrong about this pair."""


# The decision


class Question(Record):
    """One of the questions asked before an answer is given."""

    label: Line
    asks: Line
    options: Annotated[dict[Key, Line], Field(min_length=2)]


class Switching(Record):
    """Who is sent to another language, and only when."""

    question: Key
    """The question whose options are language families."""
    accepted_by: dict[Key, tuple[Key, ...]]
    """The answers that accept a new language; all of them must hold."""


When = dict[Key, Annotated[tuple[Key, ...], Field(min_length=1)]]
"""Answers by question; a question that is left out may be answered any way."""


class Outside(Record):
    """An honest answer that lies outside the guide."""

    as_if: dict[Key, Key]
    """Answers to change, so that the nearest option can be named."""


class Rule(Record):
    """If the answers are these, the pick is this."""

    id: Slug
    origin: Key
    stretch: Sentence | None = None
    """Where the rule goes further than the position it comes from."""
    when: When
    says: Sentence
    """The sentence a reader sees."""
    pick: tuple[Slug, ...] = ()
    decide: Sentence | None = None
    """The question that settles a tie."""
    runner_up: tuple[Slug, ...] = ()
    runner_up_in_own_language: bool = False
    """Whether the runner-up is what the rules say without a change of language."""
    outside: Outside | None = None

    @model_validator(mode="after")
    def _one_outcome(self) -> Self:
        if bool(self.pick) == bool(self.outside):
            raise PydanticCustomError("one_outcome", "a rule has either 'pick' or 'outside'; write exactly one of them")
        if (len(self.pick) > 1) != bool(self.decide):
            raise PydanticCustomError(
                "tie_question", "a tie, and only a tie, has a question that settles it; write it under 'decide'"
            )
        return self


class Caution(Record):
    """A warning that never changes the pick."""

    id: Slug
    when: When = {}
    pick: tuple[Slug, ...] = ()
    """Shown only if one of these is picked; empty means any."""
    says: Sentence


class Regression(Record):
    """A sentence of the stated positions that the rules must keep true."""

    says: Sentence
    situation: Sentence | None = None
    """The same in a reader's few words, if the first page asks whether it is theirs."""
    origin: Key
    given: dict[Key, Key]
    excepted: tuple[When, ...] = ()
    """Answer sets left out: those that match any of these; each must leave out one for which the sentence fails."""
    pick: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Decision(Record):
    """The questions, and the ordered rules: the first that matches decides."""

    policy: Literal["first_match"]
    origins: dict[Key, Term]
    switching: Switching
    questions: Annotated[dict[Key, Question], Field(min_length=1)]
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    cautions: tuple[Caution, ...] = ()
    regressions: tuple[Regression, ...] = ()


# Around the ranking


class NotRanked(Record):
    """Something considered and left out."""

    id: Slug
    """Its name in addresses, which never changes."""
    name: Line
    language: Line
    site: Https
    reason: Sentence
    nearest: Slug
    """The ranked candidate nearest to it."""
    would_change: Sentence
    """What would change our mind."""


class Change(Record):
    """An entry of the ledger: what changed, and why."""

    date: PastDate
    kind: Literal["first_ranking", "ranking", "rules", "correction"]
    what: Sentence
    why: Sentence
    candidates: tuple[Slug, ...] = ()
    ranking: tuple[Slug, ...] = ()
    """The whole order after this entry, from the first place down."""
    rules: Line | None = None
    """The digest of the rules after this entry; `guide check` prints it."""


class Erratum(Record):
    """A correction to a page of a past edition; the page itself stays as it was.

    Numbers may be typed into it: it quotes what was wrong, which no fact says.
    """

    date: PastDate
    page: SitePath
    """Within the edition."""
    wrong: Line
    """What the page says, as a sentence; it may hold references."""
    right: Line
    """What it should have said, likewise."""
    source: Source | None = None


Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest, in small letters."""


class Frozen(Record):
    """What a frozen edition consists of; written by `guide freeze`, never by hand."""

    date: PastDate
    """The day on which it was frozen: the edition is read as on that day for ever."""
    digests: dict[Line, Digest]
    """Of every frozen file, by its path within the edition."""


class Redirect(Record):
    """A former address and where it leads now: page to page, file to file, anchor to anchor on the same page."""

    old: SitePath
    new: SitePath

    @property
    def kind(self) -> Literal["page", "anchor", "file"]:
        """What it is that leads on."""
        return _kind(self.old)

    @property
    def is_possible(self) -> bool:
        """Whether a browser, or a copy of a file, can lead from the one to the other."""
        stays = self.kind != "anchor" or self.old.partition("#")[0] == self.new.partition("#")[0]
        return stays and self.kind == _kind(self.new)


def _kind(path: str) -> Literal["page", "anchor", "file"]:
    return "anchor" if "#" in path else "page" if path.endswith("/") else "file"


class Retired(Record):
    """Something that was published and is no more: what it was, when it went, and why."""

    was: Line
    """What stood there, in a few words; the heading of the page that stands there now."""
    addresses: Annotated[tuple[Promised, ...], Field(min_length=1)]
    """A page takes everything on it along."""
    date: PastDate
    reason: Sentence

    @property
    def pages(self) -> tuple[str, ...]:
        """Those of the addresses that a page stood at."""
        return tuple(address for address in self.addresses if addresses.is_page(address))
