"""The typed records that the data files hold, one class a kind of statement."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from math import prod
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
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
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        # An editor takes a bare year for a number.
        return {"type": ["string", "integer"], "pattern": f"^{cls._pattern.pattern}$"}

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


@dataclass(frozen=True)
class Names:
    """Says which vocabulary the values of a field, or the keys of a mapping, are names from."""

    vocabulary: str
    every: bool = False
    """Whether a mapping must have an entry for every name."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-names": self.vocabulary, "x-every": self.every}


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

CandidateName = Annotated[Slug, Names("candidates")]
CriterionName = Annotated[Key, Names("criteria", every=True)]
FactName = Annotated[Key, Names("fact_types", every=True)]
FeatureName = Annotated[Key, Names("features", every=True)]
LanguageName = Annotated[Key, Names("languages")]
MomentName = Annotated[Key, Names("moments")]
OriginName = Annotated[Key, Names("origins")]
QuestionName = Annotated[Key, Names("questions")]
StatusName = Annotated[Key, Names("statuses")]
StyleName = Annotated[Key, Names("styles")]
TierName = Annotated[Key, Names("tiers")]

Https = Annotated[str, AfterValidator(_https), Field(json_schema_extra={"pattern": "^https://"})]
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

MachineAnswer = Literal["release", "release_date", "support_end", "licence", "stars"]
"""What a machine can be asked about a candidate."""


class Record(BaseModel):
    """A record: strict types, unknown keys refused, never changed after it is read."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", use_attribute_docstrings=True)


# The edition


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


# The vocabulary


class FactType(Record):
    """A kind of fact: one question that every candidate answers."""

    label: Line
    """Two or three words, for a table."""
    question: Line
    """The question the fact answers."""
    type: Literal["text", "version", "date", "count", "address"]
    """What the value is: text, a version in quotes, a date, a whole number, or an https address."""
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
    refresh: MachineAnswer | None = None
    """What `guide refresh` holds it against: the newest release of the repository (release), the day it came out
    (release_date), the end of its support by endoflife.date (support_end), or the repository's licence or stars.
    """


class Status(Record):
    """One possible answer to "is it in the box?"."""

    label: Line
    """The answer as readers see it."""
    meaning: Sentence
    """What has to be so for this answer."""
    tone: Literal["good", "middling", "outside", "none"]
    """How strongly it is shown; never by colour alone."""


class Feature(Record):
    """One thing that may be in the box."""

    label: Line
    """The feature as readers see it."""
    line: Line | None = None
    """Where the line is drawn, if it needs saying."""


class Features(Record):
    """Everything asked about the box, and the answers allowed."""

    baseline: Paragraphs
    """What counts as "in the box"."""
    keeps_days: Days
    """For how many days after its date an answer is taken as current."""
    statuses: dict[Key, Status]
    """The answers allowed, the best first."""
    features: Annotated[dict[Key, Feature], Field(min_length=1)]
    """What is asked about, in the order in which readers see it."""


class Criterion(Record):
    """One thing judged, in three words from worst to best."""

    label: Line
    """The criterion as readers see it."""
    question: Line
    """The question that the word answers."""
    evidence: Sentence
    """What a judgement on it rests on."""
    words: Annotated[dict[Key, Sentence], Field(min_length=3, max_length=3)]
    """Each word with what earns it, from worst to best."""


class Language(Record):
    """A language that candidates are written in."""

    name: Line
    """As it is written by those who use it."""
    family: Key
    """Languages of one family count as no change of language."""


class Term(Record):
    """A word that data files may use, and what it means."""

    label: Line
    """The word as readers see it."""
    meaning: Sentence
    """What the word means here, in a sentence."""


class Section(Record):
    """A part of a candidate's prose."""

    question: Sentence
    """The reader's question that it answers."""
    place: Literal["case", "living"]
    """Whether it stands with the case for the rank or with life after the choice."""
    required: bool = True
    """Whether every candidate's prose must have it."""


class Terms(Record):
    """The words that opinions and identities use."""

    tiers: Annotated[dict[Key, Term], Field(min_length=1)]
    """From the top of the ranking down."""
    styles: Annotated[dict[Key, Term], Field(min_length=1)]
    """What kind of thing a candidate is."""
    moments: Annotated[dict[Key, Term], Field(min_length=1)]
    """When a weakness bites."""
    sections: Annotated[dict[Key, Section], Field(min_length=1)]
    """The sections of a candidate's prose."""


class Allowed(Record):
    """Numbers that may be typed into prose."""

    names: tuple[Line, ...]
    """Numbers that are part of a name."""
    figures_of_speech: tuple[Line, ...]
    """Numbers that count nothing."""


class Bounds(Record):
    """A least and a most."""

    least: Count
    """The least."""
    most: Count
    """The most."""


class Lengths(Record):
    """How many words a text has, by kind of page."""

    candidate: Bounds
    """The prose of a candidate."""
    pair: Bounds
    """The text of a pair."""
    page: Bounds
    """The prose of any other page."""


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
    version: Line
    """The version that was read, in quotes."""

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
    """Where it was read: a page, or a published package."""
    second_source: Source | None = None
    """A further source, where one alone does not settle it."""
    as_of: PastDate
    """The date of the source, as exactly as it is known."""
    keeps_days: Days | None = None
    """How long it keeps, where that differs from its kind."""


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
            raise PydanticCustomError("empty_value", "'value' is empty; write it, or 'missing: unknown' and a 'reason'")
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

    when: CalendarDate
    """When it is expected, as exactly as the project says."""
    what: Line
    """What is expected, in a line."""
    source: Source
    """Where the project says so."""
    as_of: PastDate
    """The date of the source."""


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


# Opinions


class Weakness(Record):
    """What will hurt, and when."""

    id: Slug
    """Its name in addresses, which never changes."""
    what: Sentence
    """What hurts, in a few words."""
    when: MomentName
    """A moment from the vocabulary."""
    detail: Sentence
    """What happens then, and what helps if anything does."""


class Judgement(Record):
    """A word on one criterion, and why."""

    word: Key
    """One of the criterion's words."""
    reason: Sentence
    """Why this word, in a sentence."""
    facts: tuple[Key, ...] = ()
    """The kinds of fact or the features it rests on."""


class Rival(Record):
    """What to look at instead, and when."""

    candidate: CandidateName
    """The short name of the other candidate."""
    when: Sentence
    """When the other one is the better choice."""


Phrases = Annotated[tuple[Sentence, ...], Field(min_length=2, max_length=6)]


class Opinion(Record):
    """What the editors make of one candidate."""

    reviewed: PastDate
    """When the whole page was last re-read."""
    rank: Annotated[int, Field(ge=1)]
    """Its place, from 1; every place is given once."""
    tier: TierName
    """The word for its part of the ranking; tiers follow the ranks."""
    verdict: Sentence
    """One sentence."""
    best_for: Phrases
    """What to pick it for, a few words each."""
    not_for: Phrases
    """What to skip it for, a few words each."""
    weaknesses: Annotated[tuple[Weakness, ...], Field(min_length=2)]
    """What will hurt, and when."""
    try_first: Annotated[tuple[Sentence, ...], Field(min_length=2, max_length=3)]
    """What a team should try with its own hands before it commits."""
    why_not_higher: Paragraphs
    """Why it does not stand higher; of the first in the ranking, what would cost it the place."""
    judgements: dict[CriterionName, Judgement]
    """A word with its reason on every criterion."""
    rivals: Annotated[tuple[Rival, ...], Field(min_length=1)]
    """What to look at instead, and when."""
    in_no_rule: Sentence | None = None
    """Why no decision rule picks it, if none does."""


class Pair(Record):
    """A or B: the verdict on two rivals that readers really weigh."""

    reviewed: PastDate
    """When the verdict was last re-read."""
    verdict: Sentence
    """Which one, and when, in one sentence."""
    choose: dict[CandidateName, Paragraphs]
    """For each of the two: when it is the one."""
    moving: dict[CandidateName, Paragraphs]
    """For each of the two: what leaving it for the other costs."""
    misread: Paragraphs
    """What people get wrong about this pair."""


# The decision


class Question(Record):
    """One of the questions asked before an answer is given."""

    label: Line
    """A word or two, for lists of answers."""
    asks: Line
    """The question as readers see it."""
    options: Annotated[dict[Key, Line], Field(min_length=2)]
    """The answers allowed, in the order in which readers see them."""


class Switching(Record):
    """Who is sent to another language, and only when."""

    question: QuestionName
    """The question whose options are language families."""
    accepted_by: dict[Key, tuple[Key, ...]]
    """The answers that accept a new language; all of them must hold."""


When = dict[QuestionName, Annotated[tuple[Key, ...], Field(min_length=1)]]
"""Answers by question; a question that is left out may be answered any way."""


class Outside(Record):
    """An honest answer that lies outside the guide."""

    as_if: dict[QuestionName, Key]
    """Answers to change, so that the nearest option can be named."""


class Rule(Record):
    """If the answers are these, the pick is this."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["pick"]}, {"required": ["outside"]}]})

    id: Slug
    """Its name in addresses, which never changes."""
    origin: OriginName
    """What kind of statement the rule comes from."""
    stretch: Sentence | None = None
    """Where the rule goes further than the position it comes from."""
    when: When
    """The answers for which the rule holds."""
    says: Sentence
    """The sentence a reader sees."""
    pick: tuple[CandidateName, ...] = ()
    """The pick; several are a tie, none means an answer outside the guide."""
    decide: Sentence | None = None
    """The question that settles a tie."""
    runner_up: tuple[CandidateName, ...] = ()
    """What comes second."""
    runner_up_in_own_language: bool = False
    """Whether the runner-up is what the rules say without a change of language."""
    outside: Outside | None = None
    """What to say where the answer lies outside the guide."""

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
    """Its name in addresses, which never changes."""
    when: When = {}
    """The answers for which it is shown."""
    pick: tuple[CandidateName, ...] = ()
    """Shown only if one of these is picked; empty means any."""
    says: Sentence
    """The sentence a reader sees."""


class Regression(Record):
    """A sentence of the stated positions that the rules must keep true."""

    says: Sentence
    """The stated position, in a sentence."""
    situation: Sentence | None = None
    """The same in a reader's few words, if the first page asks whether it is theirs."""
    origin: OriginName
    """What kind of statement it is."""
    given: dict[QuestionName, Key]
    """The answers that the position is about; the others may be anything."""
    excepted: tuple[When, ...] = ()
    """Answer sets left out: those that match any of these; each must leave out one for which the sentence fails."""
    pick: Annotated[tuple[CandidateName, ...], Field(min_length=1)]
    """What the rules must pick for them."""


MOST_ANSWER_SETS = 100_000
"""Every one is tried by every check; more would take minutes."""


def _few_enough(questions: dict[Key, Question]) -> dict[Key, Question]:
    count = prod(len(question.options) for question in questions.values())
    if count > MOST_ANSWER_SETS:
        raise PydanticCustomError(
            "too_many_answer_sets",
            "these allow {count} sets of answers; ask less, or offer fewer answers: at most {most} can be tried",
            {"count": count, "most": MOST_ANSWER_SETS},
        )
    return questions


class Decision(Record):
    """The questions, and the ordered rules: the first that matches decides."""

    policy: Literal["first_match"]
    """How the rules are read: the first that matches decides."""
    origins: dict[Key, Term]
    """The kinds of statement that rules come from."""
    switching: Switching
    """Who is sent to another language."""
    questions: Annotated[dict[Key, Question], Field(min_length=1), AfterValidator(_few_enough)]
    """The questions, in the order in which they are asked."""
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    """The rules, in order."""
    cautions: tuple[Caution, ...] = ()
    """Warnings that never change the pick."""
    regressions: tuple[Regression, ...] = ()
    """Stated positions that the rules are held against."""


# Around the ranking


class NotRanked(Record):
    """Something considered and left out."""

    id: Slug
    """Its name in addresses, which never changes."""
    name: Line
    """Its name as the project writes it."""
    language: Line
    """The language that its users write."""
    site: Https
    """The official site."""
    reason: Sentence
    """Why it is not ranked."""
    nearest: CandidateName
    """The ranked candidate nearest to it."""
    would_change: Sentence
    """What would change our mind."""


class Change(Record):
    """An entry of the ledger: what changed, and why."""

    date: PastDate
    """When the change was made."""
    kind: Literal["first_ranking", "ranking", "rules", "correction"]
    """Whether it is the first ranking, a change of the ranking, a change of the rules, or a correction."""
    what: Sentence
    """What changed."""
    why: Sentence
    """Why it changed."""
    candidates: tuple[Slug, ...] = ()
    """Whom it concerns; none means all."""
    ranking: tuple[Slug, ...] = ()
    """The whole order after this entry, from the first place down."""
    rules: Line | None = None
    """The digest of the rules after this entry; `guide check` prints it."""


class Erratum(Record):
    """A correction to a page of a past edition; the page itself stays as it was.

    Numbers may be typed into it: it quotes what was wrong, which no fact says.
    """

    date: PastDate
    """When it was found."""
    page: SitePath
    """Within the edition."""
    wrong: Line
    """What the page says, as a sentence; it may hold references."""
    right: Line
    """What it should have said, likewise."""
    source: Source | None = None
    """Where the right one can be read."""


Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest, in small letters."""


class Frozen(Record):
    """What a frozen edition consists of; written by `guide freeze`, never by hand."""

    date: PastDate
    """The day on which it was frozen: the edition is read as on that day for ever."""
    digests: dict[Line, Digest]
    """Of every frozen file, by its path within the edition."""


class Untried(Record):
    """Addresses outside that `guide outbound` does not try, and why."""

    starts: Https
    """How the addresses start."""
    reason: Line
    """Why they are not tried: what they answer to a machine, and how we know that they work for readers."""
    since: PastDate
    """Since when they are not tried."""


class Redirect(Record):
    """A former address and where it leads now: page to page, file to file, anchor to anchor on the same page."""

    old: SitePath
    """The former address."""
    new: SitePath
    """The page that it leads to."""

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
    """When it was taken away."""
    reason: Sentence
    """Why it is no more."""

    @property
    def pages(self) -> tuple[str, ...]:
        """Those of the addresses that a page stood at."""
        return tuple(address for address in self.addresses if addresses.is_page(address))
