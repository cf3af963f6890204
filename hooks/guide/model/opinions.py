"""Records of what we make of candidates: judgements, weaknesses, pairs, what is not ranked."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guide.model.fields import (
    CandidateName,
    CriterionName,
    Https,
    Key,
    Line,
    MomentName,
    Paragraphs,
    PastDate,
    Record,
    Sentence,
    Slug,
    TierName,
)


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
    """What to do, and the price: at most two short sentences."""
    quote: Sentence | None = None
    """One sentence of at most 20 words, true on its own, that others may quote."""
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
