"""The guide as data for programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from guide import decision_data
from guide.guide import Candidate, Guide
from guide.records import Evidence, Fact, Package
from guide.references import value_text
from guide.text import TextWriter

LABELS: Mapping[str, str] = {
    "guide.json": "Ranking, judgements and facts, as JSON",
    "decision.json": "Questions and rules, as JSON",
    "judgements.csv": "Judgements, as CSV",
    "facts.csv": "Facts, as CSV",
    "in-the-box.csv": "In the box, as CSV",
}
"""The files, and what readers are told they are."""

VERSION = 1
"""Goes up when a program that reads the JSON would break."""


def files(guide: Guide) -> dict[str, str]:
    """Return each file's content by its name."""
    return {
        "guide.json": _json(_everything(guide)),
        "decision.json": _json({"version": VERSION, **decision_data.decision(guide)}),
        "judgements.csv": _csv(("candidate", "criterion", "word", "reason", "reviewed"), _judgements(guide)),
        "facts.csv": _csv(("candidate", "question", "value", "missing", "as_of", "keep_by", "source"), _facts(guide)),
        "in-the-box.csv": _csv(
            ("candidate", "feature", "status", "name", "note", "as_of", "keep_by", "source"), _box(guide)
        ),
    }


def neutral(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return lines.getvalue()


def _voice(guide: Guide, candidate: Candidate) -> TextWriter:
    return TextWriter(guide.figures, candidate.address, candidate.slug)


def _judgements(guide: Guide) -> Iterator[tuple[object, ...]]:
    for candidate in guide.candidates:
        for key in guide.criteria:
            judgement = candidate.opinion.judgements[key]
            reason = _voice(guide, candidate).plain(judgement.reason)
            yield candidate.slug, key, judgement.word, reason, candidate.opinion.reviewed


def _facts(guide: Guide) -> Iterator[tuple[object, ...]]:
    for candidate in guide.candidates:
        for key, kind in guide.fact_types.items():
            fact = candidate.sheet.facts[key]
            value = "" if fact.missing else fact.value
            keep_by = guide.keep_by(fact, kind.keeps_days)
            yield candidate.slug, key, value, fact.missing or "", fact.as_of, keep_by, _source(fact)


def _box(guide: Guide) -> Iterator[tuple[object, ...]]:
    for candidate in guide.candidates:
        for key in guide.features.features:
            answer = candidate.sheet.in_the_box[key]
            yield (
                candidate.slug,
                key,
                answer.status,
                answer.name or "",
                answer.note or "",
                answer.as_of,
                guide.keep_by(answer, guide.features.keeps_days),
                _source(answer),
            )


def _source(evidence: Evidence) -> str:
    source = evidence.source
    if isinstance(source, Package):
        return f"{source.registry} package {source.name} {source.version}"
    return source.address if source else ""


def _everything(guide: Guide) -> dict[str, Any]:
    return {
        "version": VERSION,
        "name": guide.edition.name,
        "edition": guide.edition.year,
        "published": guide.edition.published.text,
        "site": guide.site,
        "licences": [licence.model_dump() for licence in guide.edition.licences],
        "candidates": [_candidate(guide, candidate) for candidate in guide.candidates],
        "pairs": [
            {"pair": [pair.one.slug, pair.other.slug], "address": guide.site + pair.address[1:]} for pair in guide.pairs
        ],
    }


def _candidate(guide: Guide, candidate: Candidate) -> dict[str, Any]:
    voice, sheet, opinion = _voice(guide, candidate), candidate.sheet, candidate.opinion
    return {
        "slug": candidate.slug,
        "name": candidate.name,
        "address": guide.site + candidate.address[1:],
        "languages": list(sheet.languages),
        "links": sheet.links.model_dump(),
        "rank": opinion.rank,
        "tier": opinion.tier,
        "verdict": voice.plain(opinion.verdict),
        "best_for": [voice.plain(phrase) for phrase in opinion.best_for],
        "not_for": [voice.plain(phrase) for phrase in opinion.not_for],
        "try_first": [voice.plain(check) for check in opinion.try_first],
        "reviewed": opinion.reviewed.text,
        "judgements": {
            key: {"word": judgement.word, "reason": voice.plain(judgement.reason)}
            for key, judgement in opinion.judgements.items()
        },
        "facts": {key: _fact(guide, key, fact) for key, fact in sheet.facts.items()},
        "in_the_box": {
            key: _dated(guide, answer, guide.features.keeps_days) for key, answer in sheet.in_the_box.items()
        },
    }


def _fact(guide: Guide, key: str, fact: Fact) -> dict[str, Any]:
    kind = guide.fact_types[key]
    text = {} if fact.missing else {"text": value_text(fact, kind)}
    return _dated(guide, fact, kind.keeps_days) | text


def _dated(guide: Guide, evidence: Evidence, keeps_days: int) -> dict[str, Any]:
    return {
        **evidence.model_dump(mode="json", exclude_none=True),
        "keep_by": guide.keep_by(evidence, keeps_days).isoformat(),
        "stale": guide.is_stale(evidence, keeps_days),
    }
