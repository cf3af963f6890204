"""What answers ask of a pick, held against ratings and features: who falls short, and which cautions that makes."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from guide.model.decision import Caution, Concern, Decision
from guide.model.facts import FactSheet
from guide.model.opinions import Opinion
from guide.model.vocabulary import Criterion, Features

_OWN = 2
"""So many of the answers on features, from the best, mean that a feature comes from the candidate's own makers."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of a candidate, as far as it tells for or against it."""

    words: Mapping[str, str] = field(default_factory=dict)
    """Its word on each criterion."""
    features: Mapping[str, str] = field(default_factory=dict)
    """The answer on each feature."""
    has: AbstractSet[str] = frozenset()
    """The features that come from its own makers."""


Standings = Mapping[str, Standing]
"""By candidate, in order of rank."""

Scales = Mapping[str, tuple[str, ...]]
"""The words of each criterion, from worst to best."""


def scales(criteria: Mapping[str, Criterion]) -> Scales:
    """Return the words of each criterion, from worst to best."""
    return {key: tuple(criterion.words) for key, criterion in criteria.items()}


def standings(opinions: Mapping[str, Opinion], sheets: Mapping[str, FactSheet], features: Features) -> Standings:
    """Return what is known of each candidate, in order of rank."""
    own = tuple(features.statuses)[:_OWN]
    return {
        slug: Standing(
            words={key: judgement.word for key, judgement in opinions[slug].judgements.items()},
            features={key: cell.status for key, cell in sheets[slug].in_the_box.items()},
            has={key for key, cell in sheets[slug].in_the_box.items() if cell.status in own},
        )
        for slug in sorted(opinions, key=lambda slug: opinions[slug].rank)
    }


def weighed(decision: Decision, standings: Standings, scales: Scales) -> Decision:
    """Return the decision with everything said of candidates that ratings and features tell.

    Each concern names who falls short of it and of whom it can be said as a reason; a caution that covers a concern
    has its conditions, and stands for those who fall short.
    """
    concerns = {concern.id: _told(concern, standings, scales) for concern in decision.concerns}
    cautions = (_bound(caution, concerns) for caution in decision.cautions)
    return decision.model_copy(
        update={
            "concerns": tuple(concerns.values()),
            "cautions": tuple(caution for caution in cautions if caution),
        }
    )


def _told(concern: Concern, standings: Standings, scales: Scales) -> Concern:
    short, good = set(concern.short), set(concern.good)
    for slug, standing in standings.items():
        if concern.criterion:
            word = standing.words.get(concern.criterion)
            short |= {slug} if word in concern.falls else set()
            good |= {slug} if word == scales[concern.criterion][-1] else set()
        elif concern.features:
            enough = len(standing.has & set(concern.features)) >= concern.at_least
            (good if enough else short).add(slug)
    ordered = {
        "short": tuple(slug for slug in standings if slug in short),
        "good": tuple(slug for slug in standings if slug in good - short),
    }
    return concern.model_copy(update=ordered)


def _bound(caution: Caution, concerns: Mapping[str, Concern]) -> Caution | None:
    if caution.covers is None:
        return caution
    concern = concerns[caution.covers]
    short = tuple(slug for slug in concern.short if not caution.pick or slug in caution.pick)
    return caution.model_copy(update={"when": {**concern.when, **caution.when}, "pick": short}) if short else None
