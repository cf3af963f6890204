"""The questions, the rules and what a result says beside them, as data: the form in the browser runs on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model import urls
from guide.model.decision import Caution, Rule
from guide.model.values import value_text
from guide.render.text import TextWriter

PAGE = "/how-to-pick/"
"""The page of the rules; their anchors stand on it."""


def decision(guide: Guide) -> dict[str, Any]:
    """Return the decision with its sentences in plain text; addresses start at the root of the site."""
    return {
        **_edition(guide),
        **guide.decision.model_dump(mode="json", include={"policy", "switching", "questions"}),
        "rules": [_spoken(guide, "rule", rule) for rule in guide.decision.rules],
        "cautions": [_spoken(guide, "caution", caution) for caution in guide.decision.cautions],
        "candidates": [_candidate(guide, candidate) for candidate in guide.candidates],
        "pairs": [{"pair": [pair.one.slug, pair.other.slug], "address": pair.address} for pair in guide.pairs],
    }


def _edition(guide: Guide) -> dict[str, Any]:
    """Return what a record of a decision has to say of the guide that it was made with."""
    edition = guide.edition
    return {
        "name": edition.name,
        "edition": edition.year,
        "published": edition.published.text,
        "as_of": guide.as_of.text,
        "horizon_months": edition.horizon_months,
        "subject": edition.subject.model_dump(),
    }


def _spoken(guide: Guide, kind: str, record: Rule | Caution) -> dict[str, Any]:
    """Return a record with its anchor on the page of the rules, its sentences as readers see them."""
    voice = TextWriter(guide.figures, PAGE)
    values = record.model_dump(mode="json", exclude_none=True)
    sentences = {key: voice.plain(values[key]) for key in values.keys() & {"says", "decide", "stretch"}}
    return {**values, **sentences, "anchor": urls.anchor(kind, record.id)}


def _candidate(guide: Guide, candidate: Candidate) -> dict[str, Any]:
    voice, opinion = TextWriter(guide.figures, candidate.address, candidate.slug), candidate.opinion
    reason = {"in_no_rule": voice.plain(opinion.in_no_rule)} if opinion.in_no_rule else {}
    return {
        "slug": candidate.slug,
        "name": candidate.name,
        "address": candidate.address,
        **reason,
        "try_first": [voice.plain(check) for check in opinion.try_first],
        "weaknesses": [
            {"what": voice.plain(weakness.what), "when": guide.terms.moments[weakness.when].label}
            for weakness in opinion.weaknesses
        ],
        "starting": list(_starting(guide, candidate)),
    }


def _starting(guide: Guide, candidate: Candidate) -> Iterator[dict[str, Any]]:
    """Yield the facts that those who start today have to know, each with the row that shows its source."""
    for key, kind in guide.fact_types.items():
        if kind.starting:
            fact = candidate.sheet.facts[key]
            lack = {"missing": fact.missing, "reason": fact.reason}
            yield {
                "label": kind.label,
                "type": kind.type,
                **(lack if fact.missing else {"text": value_text(fact, kind)}),
                "as_of": fact.as_of.text,
                "stale": guide.is_stale(fact, kind.keeps_days),
                "address": f"{candidate.address}#{urls.anchor('fact', key)}",
            }
