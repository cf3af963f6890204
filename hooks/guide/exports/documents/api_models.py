"""What the documents for programs hold: one model a document, from which its JSON Schema is made.

Each is named after its content; `Api` distinguishes it from our own record of the same, and is not published.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from guide.derive.routes import API_VERSION

Address = Annotated[str, Field(pattern=r"^https://", json_schema_extra={"format": "uri"})]
"""A whole address."""

PartialDate = Annotated[str, Field(pattern=r"^[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?$")]
"""A year, a month or a day, as exactly as it is known."""

Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"})]


class Part(BaseModel):
    """A part of a document; a reader of it must not mind fields that are added later."""

    model_config = ConfigDict(
        defer_build=True,
        frozen=True,
        model_title_generator=lambda model: published(model.__name__),
    )


class ApiLicence(Part):
    """A licence, and what it covers."""

    name: str
    covers: str
    address: Address


class ApiGuide(Part):
    """Which guide, which edition of it, and how fresh."""

    name: str
    edition: int
    published: PartialDate
    """When the edition was published."""
    as_of: PartialDate
    """The newest date on anything that the guide knows or judges."""
    address: Address
    """Where the edition can be read."""


class ApiDocument(Part):
    """What every document begins with."""

    version: Literal[1] = API_VERSION
    """Of the form of the document; a change that breaks a program raises it, and the address with it."""
    guide: ApiGuide
    licences: tuple[ApiLicence, ...]
    """On what terms the text and the data may be used."""
    page: Address
    """The page on which people read the same."""


class ApiNamed(Part):
    """A candidate, by name."""

    slug: str
    """Its name in addresses; if it ever changes, the former addresses lead to the same document."""
    name: str
    page: Address
    document: Address
    """Everything about it, for programs."""


class ApiPlace(ApiNamed):
    """A place in the ranking. A rank is an opinion, not a measurement or a rating."""

    rank: int
    tier: str
    verdict: str
    best_for: tuple[str, ...]
    not_for: tuple[str, ...]
    reviewed: PartialDate
    """When the editors last re-read the whole page."""


class ApiTier(Part):
    """A word for a part of the ranking."""

    key: str
    label: str
    meaning: str


class ApiRanking(ApiDocument):
    """The ranking, from the first place down."""

    tiers: tuple[ApiTier, ...]
    ranking: tuple[ApiPlace, ...]


class ApiPageSource(Part):
    """A page that a statement was read in."""

    kind: Literal["official", "repository", "survey", "third_party"]
    title: str
    address: Address


class ApiPackageSource(Part):
    """A published package that a statement was read in."""

    kind: Literal["package"]
    registry: str
    name: str
    version: str


Source = Annotated[ApiPageSource | ApiPackageSource, Field(discriminator="kind")]


class ApiProvenance(Part):
    """Where a statement comes from, and how long it is taken as current."""

    note: str | None
    """What a reader must know beside the value."""
    sources: tuple[Source, ...]
    """Where it was read; empty if it was looked for and not found."""
    as_of: PartialDate
    """The date of the source."""
    keep_by: Day
    """The last day on which it is taken as current."""
    stale: bool
    """Whether that day was past when the document was written."""
    page: Address
    """Where it stands on its page."""


class ApiFact(ApiProvenance):
    """An answer to one question of fact, or an honest lack of one."""

    value: str | int | None
    text: str | None
    """The value as people read it."""
    missing: Literal["unknown", "none_published", "not_applicable"] | None
    """Why there is no value; null if there is one."""
    reason: str | None
    """The same in a sentence."""


class ApiAnswer(ApiProvenance):
    """Whether one feature is in the box."""

    status: str
    """A key of the statuses."""
    name: str | None
    """What provides it."""


class ApiJudgement(Part):
    """A word on one criterion. It is an opinion."""

    word: str
    reason: str
    rests_on: tuple[str, ...]
    """Kinds of fact, and features."""
    page: Address


class ApiWeakness(Part):
    """What will hurt, and when."""

    what: str
    when: str
    detail: str
    page: Address


class ApiLinks(Part):
    """Where the project itself lives."""

    site: Address
    docs: Address
    repository: Address


class ApiRival(Part):
    """What to look at instead, and when."""

    candidate: str
    when: str


class ApiRules(Part):
    """The decision rules that name a candidate, by id."""

    picked_by: tuple[str, ...]
    runner_up_in: tuple[str, ...]


class ApiCandidate(ApiDocument, ApiPlace):
    """Everything known and judged about one candidate."""

    aliases: tuple[str, ...]
    """Former slugs."""
    what: str
    languages: tuple[str, ...]
    runtime: str
    style: str
    links: ApiLinks
    why_not_higher: str
    try_first: tuple[str, ...]
    """What to try before committing to it."""
    weaknesses: tuple[ApiWeakness, ...]
    judgements: dict[str, ApiJudgement]
    """By criterion."""
    facts: dict[str, ApiFact]
    """By kind of fact."""
    in_the_box: dict[str, ApiAnswer]
    """By feature."""
    rivals: tuple[ApiRival, ...]
    rules: ApiRules


class ApiFactTable(Part):
    """One question of fact, and every candidate's answer."""

    key: str
    label: str
    question: str
    type: Literal["text", "version", "date", "count", "address"]
    unit: str | None
    caution: str | None
    """What a reader must know before using it."""
    answers: dict[str, ApiFact]
    """By slug."""


class ApiFacts(ApiDocument):
    """Every fact with its provenance, question by question."""

    facts: tuple[ApiFactTable, ...]


class ApiFeatureTable(Part):
    """One feature, and whether each candidate has it in the box."""

    key: str
    label: str
    line: str | None
    """Where the line is drawn, if it needs saying."""
    answers: dict[str, ApiAnswer]
    """By slug."""


class ApiStatus(Part):
    """One possible answer to "is it in the box?"."""

    key: str
    label: str
    meaning: str


class ApiFeatures(ApiDocument):
    """What is in the box, feature by feature."""

    baseline: str
    """What counts as in the box."""
    statuses: tuple[ApiStatus, ...]
    features: tuple[ApiFeatureTable, ...]


class ApiWord(Part):
    """A word of a criterion's scale, and what earns it."""

    key: str
    label: str
    meaning: str


class ApiCriterion(Part):
    """One thing judged, and every candidate's word on it."""

    key: str
    label: str
    question: str
    evidence: str
    """What a judgement on it rests on."""
    words: tuple[ApiWord, ...]
    """From worst to best. They are words because there is no number behind them."""
    judgements: dict[str, ApiJudgement]
    """By slug."""


class ApiCriteria(ApiDocument):
    """The criteria, their words, and the judgements."""

    criteria: tuple[ApiCriterion, ...]


class ApiPairName(Part):
    """A written verdict on two rivals, by name."""

    name: str
    candidates: tuple[str, str]
    verdict: str
    page: Address
    document: Address


class ApiPairs(ApiDocument):
    """Every written verdict on two rivals."""

    pairs: tuple[ApiPairName, ...]


class ApiPair(ApiDocument, ApiPairName):
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


class ApiMove(Part):
    """A candidate that an entry moved."""

    candidate: str
    old: int | None
    """Null if it enters."""
    new: int


class ApiChange(Part):
    """An entry of the ledger."""

    date: PartialDate
    kind: Literal["first_ranking", "ranking", "rules", "correction"]
    what: str
    why: str
    candidates: tuple[str, ...]
    moved: tuple[ApiMove, ...]
    page: Address


class ApiChanges(ApiDocument):
    """Changes of mind and corrections, the newest first."""

    changes: tuple[ApiChange, ...]


class ApiLeftOut(Part):
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


class ApiNotRanked(ApiDocument):
    """What was considered and left out, with the reason."""

    not_ranked: tuple[ApiLeftOut, ...]


class ApiEntry(Part):
    """A document, and its schema."""

    title: str
    address: Address
    schema_address: Address


class ApiIndex(ApiDocument):
    """Where everything is."""

    documents: tuple[ApiEntry, ...]
    openapi: Address
    candidates: tuple[ApiNamed, ...]


def published(name: str) -> str:
    """Return the published name of a model: without the `Api` that distinguishes it from our records."""
    return name.removeprefix("Api")
