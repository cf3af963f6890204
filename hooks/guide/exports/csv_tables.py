"""The guide as data for spreadsheets, each table with its answers as the comparison shows them; and for the form."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from guide.derive.guide import Candidate, Guide
from guide.derive.routes import FORM
from guide.exports import decision_data
from guide.model.facts import Evidence, Package
from guide.render.text import TextWriter
from guide.source.references import value_shown


def files(guide: Guide) -> dict[str, str]:
    """Return each file's content by its path on the site."""
    tables = {
        "judgements.csv": _csv(("candidate", "criterion", "word", "reason", "reviewed", "shown"), _judgements(guide)),
        "facts.csv": _csv(
            ("candidate", "question", "value", "missing", "as_of", "keep_by", "source", "shown"), _facts(guide)
        ),
        "in-the-box.csv": _csv(
            ("candidate", "feature", "status", "name", "note", "as_of", "keep_by", "source", "shown"), _box(guide)
        ),
    }
    form = json.dumps(decision_data.decision(guide), ensure_ascii=False, separators=(",", ":"))
    return {FORM: form, **{f"data/{name}": table for name, table in tables.items()}}


def neutral(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


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
            shown = judgement.word.replace("_", " ")
            yield candidate.slug, key, judgement.word, reason, candidate.opinion.reviewed, shown


def _facts(guide: Guide) -> Iterator[tuple[object, ...]]:
    for candidate in guide.candidates:
        for key, kind in guide.fact_types.items():
            fact = candidate.sheet.facts[key]
            value = "" if fact.missing else fact.value
            keep_by, shown = guide.keep_by(fact, kind.keeps_days), value_shown(fact, kind)
            yield candidate.slug, key, value, fact.missing or "", fact.as_of, keep_by, _source(fact), shown


def _box(guide: Guide) -> Iterator[tuple[object, ...]]:
    for candidate in guide.candidates:
        for key in guide.features.features:
            answer = candidate.sheet.in_the_box[key]
            status = guide.features.statuses[answer.status].label
            yield (
                candidate.slug,
                key,
                answer.status,
                answer.name or "",
                answer.note or "",
                answer.as_of,
                guide.keep_by(answer, guide.features.keeps_days),
                _source(answer),
                f"{status} {answer.name or ''}".rstrip(),
            )


def _source(evidence: Evidence) -> str:
    source = evidence.source
    if isinstance(source, Package):
        return f"{source.registry} package {source.name} {source.version}"
    return source.address if source else ""
