"""The guide as data for spreadsheets, each table with its answers as the comparison shows them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.samples import SampleStatement, samples_of
from guide.derive.statements import Statement
from guide.render.text import TextWriter


def files(guide: Guide) -> dict[str, str]:
    """Return each file's content by its path on the site."""
    return {
        routes.JUDGEMENTS_TABLE: _csv("candidate,criterion,word,reason,reviewed,shown", _judgements(guide)),
        routes.FACTS_TABLE: _csv("candidate,question,value,missing,as_of,keep_by,source,shown,stale", _facts(guide)),
        **_samples(guide),
        routes.BOX_TABLE: _csv("candidate,feature,status,name,note,as_of,keep_by,source,shown,stale", _box(guide)),
    }


_FORMULA = re.compile('^(?=[\t\r\n])|(?:^|(?<=;))(?=[\\s"]*[-=+@\uff1d\uff0b\uff0d\uff20])')
"""Where a formula begins: at the start of a cell, and behind the semicolon that parts cells where a comma parts
decimals. The last four signs are the wide forms, which spreadsheets in Japanese take for the same.
"""


def neutral(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula, or for several with one (OWASP, CSV injection)."""
    return _FORMULA.sub("'", str(cell))


def _csv(columns: str, rows: Iterable[Sequence[object]]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns.split(","))
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return lines.getvalue()


def _judgements(guide: Guide) -> Iterator[tuple[object, ...]]:
    for candidate in guide.candidates:
        voice = TextWriter(guide.figures, candidate.address, candidate.slug)
        for key, judgement in guide.statements.of(candidate).judgements.items():
            reason = voice.plain(judgement.reason)
            yield candidate.slug, key, judgement.value, reason, judgement.as_of, judgement.shown


def _facts(guide: Guide) -> Iterator[tuple[object, ...]]:
    for candidate in guide.candidates:
        for key, fact in guide.statements.of(candidate).facts.items():
            value = "" if fact.missing else fact.value
            yield candidate.slug, key, value, fact.missing or "", *_provenance(fact)


def _box(guide: Guide) -> Iterator[tuple[object, ...]]:
    for candidate in guide.candidates:
        for key, answer in guide.statements.of(candidate).features.items():
            yield candidate.slug, key, answer.value, answer.name, answer.note, *_provenance(answer)


def _samples(guide: Guide) -> dict[str, str]:
    """Return the table of the samples, if there are any."""
    columns = "candidate,version,contract,fate,why,passed,known_issues,date,where,files,lines,keep_by,shown,stale"
    rows = [_sample(sample) for sample in samples_of(guide)]
    return {routes.SAMPLES_TABLE: _csv(columns, rows)} if rows else {}


def _sample(sample: SampleStatement) -> tuple[object, ...]:
    run = sample.run
    known = "" if run.passed is None else len(run.known_issues)
    fate = (run.version, run.contract, run.fate, run.why or "", "" if run.passed is None else run.passed, known)
    size = (run.date, run.where or "", run.files, run.lines)
    return sample.subject.slug, *fate, *size, sample.keep_by, sample.text, "yes" if sample.is_stale else "no"


def _provenance(statement: Statement) -> tuple[object, ...]:
    """Return what the last columns hold; the source is an address, or the name of a package."""
    source = statement.source_address or (statement.source.label if statement.source else "")
    return statement.as_of, statement.keep_by, source, statement.shown, "yes" if statement.is_stale else "no"
