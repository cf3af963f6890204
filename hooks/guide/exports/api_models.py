"""What the documents for programs hold: one model a document, from which its JSON Schema is made."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from guide.derive.routes import API_VERSION

Address = Annotated[str, Field(pattern=r"^https://", json_schema_extra={"format": "uri"})]
"""A whole address."""

PartialDate = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
"""A year, a month or a day, as exactly as it is known."""

Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"})]


class Part(BaseModel):
    """A part of a document; a reader of it must not mind fields that are added later."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Licence(Part):
    """A licence, and what it covers."""

    name: str
    covers: str
    address: Address


class Guide(Part):
    """Which guide, which edition of it, and how fresh."""

    name: str
    edition: int
    published: PartialDate
    """When the edition was published."""
    as_of: PartialDate
    """The newest date on anything that the guide knows or judges."""
    address: Address
    """Where the edition can be read."""


class Document(Part):
    """What every document begins with."""

    version: Literal[1] = API_VERSION
    """Of the form of the document; a change that breaks a program raises it, and the address with it."""
    guide: Guide
    licences: tuple[Licence, ...]
    """On what terms the text and the data may be used."""
    page: Address
    """The page on which people read the same."""


class Named(Part):
    """A candidate, by name."""

    slug: str
    """Its name in addresses; if it ever changes, the former addresses lead to the same document."""
    name: str
    page: Address
    document: Address
    """Everything about it, for programs."""


class Place(Named):
    """A place in the ranking. A rank is an opinion, not a measurement or a rating."""

    rank: int
    tier: str
    verdict: str
    best_for: tuple[str, ...]
    not_for: tuple[str, ...]
    reviewed: PartialDate
    """When the editors last re-read the whole page."""


class Tier(Part):
    """A word for a part of the ranking."""

    key: str
    label: str
    meaning: str


class Ranking(Document):
    """The ranking, from the first place down."""

    tiers: tuple[Tier, ...]
    ranking: tuple[Place, ...]


class PageSource(Part):
    """A page that a statement was read in."""

    kind: Literal["official", "repository", "survey", "third_party"]
    title: str
    address: Address


class PackageSource(Part):
    """A published package that a statement was read in."""

    kind: Literal["package"]
    registry: str
    name: str
    version: str


Source = Annotated[PageSource | PackageSource, Field(discriminator="kind")]


class Provenance(Part):
    """Where a statement comes from, and how long it is taken as current."""

    note: str | None
    """What a reader must know beside the value."""
    sources: tuple[Source, ...]
    """Where it was read; empty if it was looked for and not found."""
    as_of: PartialDate
    """The date of the source."""
    keep_by: Day
    """The last day on which it is taken as current."""
    page: Address
    """Where it stands on its page."""


class Fact(Provenance):
    """An answer to one question of fact, or an honest lack of one."""

    value: str | int | None
    text: str | None
    """The value as people read it."""
    missing: Literal["unknown", "none_published", "not_applicable"] | None
    """Why there is no value; null if there is one."""
    reason: str | None
    """The same in a sentence."""


class Answer(Provenance):
    """Whether one feature is in the box."""

    status: str
    """A key of the statuses."""
    name: str | None
    """What provides it."""


class Judgement(Part):
    """A word on one criterion. It is an opinion."""

    word: str
    reason: str
    rests_on: tuple[str, ...]
    """Kinds of fact, and features."""
    page: Address


class Weakness(Part):
    """What will hurt, and when."""

    what: str
    when: str
    detail: str
    page: Address


class Links(Part):
    """Where the project itself lives."""

    site: Address
    docs: Address
    repository: Address


class Rival(Part):
    """What to look at instead, and when."""

    candidate: str
    when: str


class Rules(Part):
    """The decision rules that name a candidate, by id."""

    picked_by: tuple[str, ...]
    runner_up_in: tuple[str, ...]


class Candidate(Document, Place):
    """Everything known and judged about one candidate."""

    aliases: tuple[str, ...]
    """Former slugs."""
    what: str
    languages: tuple[str, ...]
    runtime: str
    style: str
    links: Links
    why_not_higher: str
    try_first: tuple[str, ...]
    """What to try before committing to it."""
    weaknesses: tuple[Weakness, ...]
    judgements: dict[str, Judgement]
    """By criterion."""
    facts: dict[str, Fact]
    """By kind of fact."""
    in_the_box: dict[str, Answer]
    """By feature."""
    rivals: tuple[Rival, ...]
    rules: Rules


class FactTable(Part):
    """One question of fact, and every candidate's answer."""

    key: str
    label: str
    question: str
    type: Literal["text", "version", "date", "count", "address"]
    unit: str | None
    caution: str | None
    """What a reader must know before using it."""
    answers: dict[str, Fact]
    """By slug."""


class Facts(Document):
    """Every fact with its provenance, question by question."""

    facts: tuple[FactTable, ...]


class FeatureTable(Part):
    """One feature, and whether each candidate has it in the box."""

    key: str
    label: str
    line: str | None
    """Where the line is drawn, if it needs saying."""
    answers: dict[str, Answer]
    """By slug."""


class Status(Part):
    """One possible answer to "is it in the box?"."""

    key: str
    label: str
    meaning: str


class Features(Document):
    """What is in the box, feature by feature."""

    baseline: str
    """What counts as in the box."""
    statuses: tuple[Status, ...]
    features: tuple[FeatureTable, ...]


class Word(Part):
    """A word of a criterion's scale, and what earns it."""

    key: str
    meaning: str


class Criterion(Part):
    """One thing judged, and every candidate's word on it."""

    key: str
    label: str
    question: str
    evidence: str
    """What a judgement on it rests on."""
    words: tuple[Word, ...]
    """From worst to best. They are words because there is no number behind them."""
    judgements: dict[str, Judgement]
    """By slug."""


class Criteria(Document):
    """The criteria, their words, and the judgements."""

    criteria: tuple[Criterion, ...]


class PairName(Part):
    """A written verdict on two rivals, by name."""

    name: str
    candidates: tuple[str, str]
    verdict: str
    page: Address
    document: Address


class Pairs(Document):
    """Every written verdict on two rivals."""

    pairs: tuple[PairName, ...]


class Pair(Document, PairName):
    """One verdict on two rivals."""

    reviewed: PartialDate
    choose: dict[str, str]
    """By slug: when it is the one."""
    moving: dict[str, str]
    """By slug: what leaving it for the other costs."""
    misread: str
    """What people get wrong about the two."""
    differences: dict[str, tuple[str, ...]]
    """The criteria, features and kinds of fact on which they differ."""


class Question(Part):
    """One question, and the answers that it allows."""

    key: str
    label: str
    asks: str
    options: dict[str, str]


class Rule(Part):
    """If the answers are these, the pick is this."""

    id: str
    origin: str
    stretch: str | None
    """Where the rule goes further than what it comes from."""
    when: dict[str, tuple[str, ...]]
    """Allowed answers by question; a question that is missing may be answered any way."""
    says: str
    pick: tuple[str, ...]
    """One slug, several in a tie, none outside the guide."""
    decide: str | None
    """What settles a tie."""
    runner_up: tuple[str, ...]
    runner_up_in_own_language: bool
    """Whether the runner-up is the pick of the first matching rule without this mark."""
    outside: dict[str, str] | None
    """Outside the guide: the answers to put in place to find the nearest option."""
    page: Address


class Caution(Part):
    """A warning that never changes the pick."""

    id: str
    when: dict[str, tuple[str, ...]]
    pick: tuple[str, ...]
    """Shown only if one of these is picked; empty means any."""
    says: str
    page: Address


class Subject(Part):
    """What the guide ranks."""

    one: str
    """The word for one of it."""
    many: str
    area: str
    """The field, as it stands within a sentence."""


class Bite(Part):
    """A weakness, and when it is felt."""

    what: str
    moment: str
    """When, in a word or two."""


class StartingFact(Part):
    """A fact that those who start today have to know."""

    label: str
    type: str
    text: str | None
    """The value as readers see it; null if there is none."""
    missing: str | None
    """Why there is no value."""
    reason: str | None
    as_of: PartialDate
    stale: bool
    """Whether it was past its keep-by date when the site was built."""
    page: Address


class Advice(Named):
    """What to look at before committing to a candidate."""

    in_no_rule: str | None
    """Why no rule picks it, if none does."""
    try_first: tuple[str, ...]
    weaknesses: tuple[Bite, ...]
    starting: tuple[StartingFact, ...]


class Verdict(Part):
    """Where the verdict on two rivals stands."""

    candidates: tuple[str, str]
    page: Address


class Decision(Document):
    """The questions and the ordered rules, and what to look at once they have decided."""

    how: str
    """How to evaluate the rules."""
    horizon_months: int
    """For how long a decision has to hold."""
    subject: Subject
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    """In order: the first that matches decides."""
    cautions: tuple[Caution, ...]
    candidates: tuple[Advice, ...]
    """By rank."""
    pairs: tuple[Verdict, ...]


class Move(Part):
    """A candidate that an entry moved."""

    candidate: str
    old: int | None
    """Null if it enters."""
    new: int


class Change(Part):
    """An entry of the ledger."""

    date: PartialDate
    kind: Literal["first_ranking", "ranking", "rules", "correction"]
    what: str
    why: str
    candidates: tuple[str, ...]
    moved: tuple[Move, ...]
    page: Address


class Changes(Document):
    """Changes of mind and corrections, the newest first."""

    changes: tuple[Change, ...]


class LeftOut(Part):
    """Something considered and left out."""

    id: str
    """Its name in addresses, which never changes."""
    name: str
    language: str
    site: Address
    reason: str
    nearest: str
    would_change: str
    page: Address


class NotRanked(Document):
    """What was considered and left out, with the reason."""

    not_ranked: tuple[LeftOut, ...]


class Entry(Part):
    """A document, and its schema."""

    title: str
    address: Address
    schema_address: Address


class Index(Document):
    """Where everything is."""

    documents: tuple[Entry, ...]
    openapi: Address
    candidates: tuple[Named, ...]


@cache
def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document; it is made once and must not be changed."""
    schema = model.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
