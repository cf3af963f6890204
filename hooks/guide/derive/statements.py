"""Every statement of the guide, derived once: value, words, source, keep-by date, address.

A statement is a fact, an answer about the box, a judgement, an announcement, or a fact about the whole field. Pages,
tables, the API, feeds, the calendar and the search all read it from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from guide.derive.announcements import expected
from guide.derive.candidates import Candidate
from guide.model import formats, urls
from guide.model.dates import CalendarDate
from guide.model.facts import Evidence, Fact, FeatureAnswer, GeneralFact, Source
from guide.model.opinions import Judgement
from guide.model.reads import Derived, note
from guide.model.values import origin, value_shown, value_text
from guide.model.vocabulary import Criterion, FactType, Feature, Features
from guide.source.library import FILES, file_of

Kind = Literal["fact", "box", "judgement", "evidence", "announced"]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A fact, an answer, a judgement or an announcement, ready for every output."""

    kind: Kind
    """What it is: a fact, an answer about the box, a judgement, a fact about the whole field (evidence), or something
    that a project has announced. Its anchor begins with it.
    """
    subject: Candidate | None = field(repr=False)
    """The candidate that it is about; None if it is about the whole field."""
    key: str
    """Its name within the kind."""
    label: str
    """Two or three words for a table."""
    question: str = ""
    """The question that it answers, if every candidate is asked it."""
    caution: str = ""
    """What the reader must know about the question: a warning, or where the line is drawn."""
    type: str = "text"
    """What the value is: text, a version, a date, a count or an address."""
    value: str | int | None
    """As it is written in the data: the value of a fact, the key of a status, the word of a judgement."""
    text: str
    """The value in words; empty if there is none."""
    shown: str
    """What stands in its place in a table: with the unit, the host of an address, or which kind of lack it is."""
    missing: Literal["unknown", "none_published", "not_applicable"] | None = None
    reason: str = ""
    """Why there is no value; of a judgement, why this word, in the editors' voice."""
    note: str = ""
    """What the reader must know beside the value."""
    name: str = ""
    """What provides a feature."""
    rests_on: tuple[str, ...] = ()
    """The keys of the facts and features that a judgement rests on."""
    sources: tuple[Source, ...] = ()
    """Where it was read; none if it was looked for and not found, or if it is our own word."""
    as_of: CalendarDate
    """The date of the source; of a judgement, when it was last re-read."""
    said: CalendarDate | None = None
    """Since when the guide says so, if it did not from the first."""
    keep_by: dt.date | None = None
    """The last day on which it is taken as current; judgements and announcements have none."""
    is_stale: bool = False
    """Whether that day is past."""
    address: str
    """Where it stands, with its anchor, from the root of the site."""
    file: str
    """Where it is changed, from the root of the repository."""
    news: Literal["value", "major"] | None = None
    """Which new values stand in the feed."""
    when: CalendarDate | None = None
    """The date that it gives, if that belongs in a calendar."""
    happens: str = ""
    """What happens on that date."""
    is_past: bool = False
    """Whether the last day that an expected date can mean is over."""
    leading: bool = False
    """Whether it stands at the top of the candidate's page."""
    starting: bool = False
    """Whether those who start today have to know it."""

    @property
    def source(self) -> Source | None:
        """Where it was read first of all."""
        return self.sources[0] if self.sources else None

    @property
    def source_address(self) -> str:
        """The page that it was read in; empty if that was none."""
        return self.source.address if self.source else ""

    @property
    def origin(self) -> str:
        """Its source and date in words."""
        return origin(self.source, self.as_of)

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return self.address.partition("#")[2]


@dataclass(frozen=True, kw_only=True)
class Questions:
    """What is asked of every candidate, and on which day the answers are looked at."""

    fact_types: Mapping[str, FactType]
    features: Features
    criteria: Mapping[str, Criterion]
    published: CalendarDate
    today: dt.date


@dataclass(frozen=True, kw_only=True)
class CandidateStatements:
    """The statements on one candidate, in the order of the vocabulary."""

    judgements: Mapping[str, Statement]
    features: Mapping[str, Statement]
    facts: Mapping[str, Statement]
    """The answers to the questions that every candidate is asked."""
    more: Mapping[str, Statement]
    """Facts that only this candidate has."""
    announced: tuple[Statement, ...]
    """In the order in which they are written."""

    def known(self, key: str) -> Statement:
        """Return the feature or the fact of a key, as a judgement names what it rests on."""
        return next(group[key] for group in (self.features, self.facts, self.more) if key in group)


class Statements:
    """All statements; those of a candidate are derived when they are first asked for."""

    def __init__(self, questions: Questions, evidence: Mapping[str, GeneralFact]) -> None:
        self._questions = questions
        self._of: dict[str, Derived[CandidateStatements]] = {}
        self._general = Derived(lambda: {key: _unasked(questions, None, key, fact) for key, fact in evidence.items()})

    def of(self, candidate: Candidate) -> CandidateStatements:
        """Return the statements on a candidate."""
        if candidate.slug not in self._of:
            self._of[candidate.slug] = Derived(lambda: _of_candidate(self._questions, candidate))
        return self._of[candidate.slug]()

    @property
    def general(self) -> Mapping[str, Statement]:
        """The statements on the whole field, by key."""
        return self._general()


def _of_candidate(questions: Questions, candidate: Candidate) -> CandidateStatements:
    sheet, judgements = candidate.sheet, candidate.opinion.judgements
    features = questions.features.features
    return CandidateStatements(
        judgements={
            key: _judgement(candidate, key, criterion, judgements[key]) for key, criterion in questions.criteria.items()
        },
        features={
            key: _feature(questions, candidate, key, feature, sheet.in_the_box[key])
            for key, feature in features.items()
        },
        facts={
            key: _fact(questions, candidate, key, kind, sheet.facts[key]) for key, kind in questions.fact_types.items()
        },
        more={key: _unasked(questions, candidate, key, fact) for key, fact in sheet.more.items()},
        announced=tuple(_announced(questions, candidate)),
    )


def _judgement(candidate: Candidate, key: str, criterion: Criterion, judgement: Judgement) -> Statement:
    word = criterion.words[judgement.word].label
    return Statement(
        **_place("judgement", candidate, key),
        label=criterion.label,
        question=criterion.question,
        value=judgement.word,
        text=word,
        shown=word,
        reason=judgement.reason,
        rests_on=judgement.facts,
        as_of=candidate.opinion.reviewed,
    )


def _feature(
    questions: Questions, candidate: Candidate, key: str, feature: Feature, answer: FeatureAnswer
) -> Statement:
    status = questions.features.statuses[answer.status].label
    shown = f"{status} {answer.name or ''}".rstrip()
    return Statement(
        **_place("box", candidate, key),
        label=feature.label,
        caution=feature.line or "",
        value=answer.status,
        text=shown,
        shown=shown,
        name=answer.name or "",
        **_provenance(questions, answer, questions.features.keeps_days),
    )


def _fact(questions: Questions, candidate: Candidate, key: str, kind: FactType, fact: Fact) -> Statement:
    return Statement(
        **_place("fact", candidate, key),
        label=kind.label,
        question=kind.question,
        caution=kind.caution or "",
        type=kind.type,
        news=kind.news,
        when=CalendarDate(str(fact.value)) if kind.calendar and fact.value else None,
        happens=kind.calendar or "",
        leading=kind.leading,
        starting=kind.starting,
        **_answer(questions, fact, kind),
    )


def _unasked(questions: Questions, subject: Candidate | None, key: str, fact: GeneralFact) -> Statement:
    """Return a fact that not every candidate is asked for: one of its own, or one about the whole field."""
    place = _place("fact" if subject else "evidence", subject, key)
    return Statement(**place, label=fact.label, **_answer(questions, fact, None))


def _announced(questions: Questions, candidate: Candidate) -> Iterator[Statement]:
    for expectation in expected(candidate, questions.published.first_day, questions.today):
        place = _place("announced", candidate, expectation.key)
        yield Statement(
            **{**place, "address": expectation.address},
            label=formats.date(expectation.when),
            type="date",
            value=expectation.when.text,
            text=expectation.text,
            shown=expectation.text,
            sources=expectation.sources,
            as_of=expectation.as_of,
            said=expectation.said,
            when=expectation.when,
            happens=expectation.title,
            is_past=expectation.is_past,
        )


def _place(kind: Kind, subject: Candidate | None, key: str) -> dict[str, Any]:
    """Return what a statement is called, where it stands, and where it is changed."""
    page, file = urls.METHOD, FILES["evidence"][0]
    if subject:
        page, file = subject.address, file_of(_folder(kind, subject, key), subject.slug)
    return {"kind": kind, "subject": subject, "key": key, "address": urls.part(page, kind, key), "file": file}


def _folder(kind: Kind, subject: Candidate, key: str) -> str:
    if kind == "judgement":
        return "opinions"
    return "releases" if kind == "fact" and key in subject.records.line_facts else "facts"


def _answer(questions: Questions, fact: Fact, kind: FactType | None) -> dict[str, Any]:
    """Return the fields of a statement that come from a fact."""
    return {
        "value": fact.value,
        "text": value_text(fact, kind),
        "shown": value_shown(fact, kind),
        "missing": fact.missing,
        "reason": fact.reason or "",
        **_provenance(questions, fact, kind.keeps_days if kind else questions.features.keeps_days),
    }


def _provenance(questions: Questions, evidence: Evidence, keeps_days: int) -> dict[str, Any]:
    last_day = evidence.keep_by(keeps_days)
    note(f"stale {last_day}")
    return {
        "note": evidence.note or "",
        "sources": tuple(source for source in (evidence.source, evidence.second_source) if source),
        "as_of": evidence.as_of,
        "said": evidence.said,
        "keep_by": last_day,
        "is_stale": last_day < questions.today,
    }
