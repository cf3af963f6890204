"""References in text: `[[name]]` stands for something that the data knows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from guide.decision import evaluate
from guide.model import formats, urls
from guide.model.facts import Evidence, Fact, FactSheet
from guide.model.opinions import Opinion
from guide.model.problems import meant
from guide.model.releases import Line, Moment, ReleaseLine, Releases
from guide.model.values import origin, value_text
from guide.model.vocabulary import Criterion, FactType
from guide.source.library import Library, Unread
from guide.source.text.markdown import REFERENCE

_CODE_OR_REFERENCE = re.compile(rf"`([^`]+)`|{REFERENCE.pattern}")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a reference stands for."""

    text: str
    """As readers see it; not escaped."""
    address: str = ""
    """Where on the site it stands with its source and date; empty if nowhere."""
    origin: str = ""
    """Its source and date in a few words; empty for a name."""
    keep_by: dt.date | None = None
    """The last day on which it is taken as current; a name and a count of our own always are."""


Figures = Mapping[str, Figure | str]
"""What each name stands for; instead of a figure, why it cannot be used."""


def on_day(figures: Figures, today: dt.date) -> Figures:
    """Return what each name stands for on a day: of what is past its keep-by date, the text says so."""
    return {name: _on_day(figure, today) if isinstance(figure, Figure) else figure for name, figure in figures.items()}


def _on_day(figure: Figure, today: dt.date) -> Figure:
    if figure.keep_by is None or figure.keep_by >= today:
        return figure
    return replace(figure, text=f"{figure.text} (stale)", origin=f"{figure.origin}, past its keep-by date")


class BadReference(ValueError):
    """A name that stands for nothing."""


def find(figures: Figures, name: str, own: str = "") -> Figure:
    """Return what a name stands for.

    Takes the slug of the candidate whose text it stands in (empty elsewhere): its facts need no prefix.
    Raises BadReference, with a sentence for the author, if the name is unknown or has no value.
    """
    entry = figures.get(f"{own}.{name}") or figures.get(name)
    if isinstance(entry, Figure):
        return entry
    if entry:
        raise BadReference(f"[[{name}]] cannot be used: {entry}; say it in words")
    short = {key.removeprefix(f"{own}.") for key in figures}
    raise BadReference(f"[[{name}]] stands for nothing; {meant(name, short) if name else 'write a name'}")


def plain(text: str, figures: Figures, own: str = "") -> str:
    """Return a sentence as plain text, references resolved; not escaped. Takes and raises what `find` does."""
    return "".join(
        code or find(figures, name, own).text if name or code else literal for literal, code, name in parts(text)
    )


def parts(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield literal text, code and reference names, in order; two of the three are empty."""
    end = 0
    for match in _CODE_OR_REFERENCE.finditer(text):
        yield text[end : match.start()], "", ""
        yield "", match[1] or "", match[2] or ""
        end = match.end()
    yield text[end:], "", ""


def all_figures(library: Library) -> Figures:
    """Return every name that text may refer to, as far as the files could be read."""
    if library.figures is None:
        library.figures = dict(_all_figures(library))
    return library.figures


def _all_figures(library: Library) -> Iterator[tuple[str, Figure | str]]:
    for source in (_edition, _evidence, _candidates, _counts):
        try:
            yield from tuple(source(library))
        except Unread:
            continue


def _edition(library: Library) -> Iterator[tuple[str, Figure]]:
    edition = library.one("edition")
    yield "edition.name", Figure(text=edition.name)
    yield "edition.year", Figure(text=str(edition.year))
    yield "edition.horizon_months", Figure(text=str(edition.horizon_months), address=urls.ABOUT)
    yield "edition.published", Figure(text=formats.date(edition.published))


def _keeps_days(library: Library) -> int:
    """Return how long a fact keeps that is no answer to a question; without that file nothing is published anyway."""
    return library.one("features").keeps_days if "features" in library.single else 1


def _evidence(library: Library) -> Iterator[tuple[str, Figure | str]]:
    for key, fact in library.one("evidence").items():
        address = urls.part(urls.METHOD, "evidence", key)
        yield f"evidence.{key}", figure(fact, None, address, _keeps_days(library))


def _candidates(library: Library) -> Iterator[tuple[str, Figure | str]]:
    many = library.one("edition").subject.many
    # Without the file of the words a judgement is told by its key: the fault is told where it is.
    criteria = library.one("criteria") if "criteria" in library.single else {}
    for slug, located in library.facts.items():
        page = urls.candidate(many, slug)
        yield slug, Figure(text=located.record.name, address=page)
        if slug in library.opinions:
            yield from _judged(criteria, slug, library.opinions[slug].record, page)
        yield from _facts(library, slug, located.record, page)
        yield from _box(library, slug, located.record, page)
        if slug in library.releases:
            yield from _lines(library, slug, page)


def _judged(criteria: Mapping[str, Criterion], slug: str, opinion: Opinion, page: str) -> Iterator[tuple[str, Figure]]:
    yield f"{slug}.rank", Figure(text=str(opinion.rank), address=page)
    for key, judgement in opinion.judgements.items():
        grade = criteria[key].words.get(judgement.word) if key in criteria else None
        text = grade.label if grade else judgement.word
        yield f"{slug}.word.{key}", Figure(text=text, address=urls.part(page, "judgement", key))


def _facts(library: Library, slug: str, sheet: FactSheet, page: str) -> Iterator[tuple[str, Figure | str]]:
    types: Mapping[str, FactType] = library.one("fact_types")
    for key, fact in {**sheet.more, **sheet.facts}.items():
        kind = types.get(key)
        keeps_days = kind.keeps_days if kind else _keeps_days(library)
        yield f"{slug}.{key}", figure(fact, kind, urls.part(page, "fact", key), keeps_days)


def _box(library: Library, slug: str, sheet: FactSheet, page: str) -> Iterator[tuple[str, Figure]]:
    for status in library.one("features").statuses:
        yield f"{slug}.box.{status}", Figure(text=str(sheet.count(status)), address=f"{page}#in-the-box")


def _lines(library: Library, slug: str, page: str) -> Iterator[tuple[str, Figure]]:
    releases: Releases = library.releases[slug].record
    kinds = (kind for kind in library.one("fact_types").values() if kind.line == "security_fixes_until")
    days = next((kind.keeps_days for kind in kinds), _keeps_days(library))
    lines: tuple[Line, ...] = (*releases.lines, *releases.planned)
    for line in lines:
        name, address = f"{slug}.line.{line.line}", urls.part(page, "line", urls.slug(line.line))
        yield name, Figure(text=line.label, address=address)
        if isinstance(line, ReleaseLine) and line.latest:
            yield f"{name}.latest", _of_line(line.latest.version, line.latest, address, line.latest.keep_by(days))
        for moment_name, moment in line.moments():
            when = moment.date or moment.not_before
            text = formats.date(when) if when else str(moment.with_release)
            yield (
                f"{name}.{moment_name}",
                _of_line(text, moment if moment.source else line, address, line.keep_by(days)),
            )


def _of_line(text: str, read: Evidence | Moment, address: str, keep_by: dt.date) -> Figure:
    read_at = origin(read.source, read.as_of) if read.as_of else ""
    return Figure(text=text, address=address, origin=read_at, keep_by=keep_by)


def _counts(library: Library) -> Iterator[tuple[str, Figure]]:
    counts: Mapping[str, Callable[[], int]] = {
        "candidates": lambda: len(library.facts),
        "pairs": lambda: len(library.pairs),
        "features": lambda: len(library.one("features").features),
        "fact_types": lambda: len(library.one("fact_types")),
        "criteria": lambda: len(library.one("criteria")),
        "not_ranked": lambda: len(library.one("not_ranked")),
        "rules": lambda: len(library.one("decision").rules),
        "questions": lambda: len(library.one("decision").questions),
        "answer_sets": lambda: len(evaluate.answer_sets(library.one("decision"))),
    }
    for name, number in counts.items():
        try:
            yield f"count.{name}", Figure(text=formats.count(number()))
        except Unread:
            continue


def figure(fact: Fact, kind: FactType | None, address: str, keeps_days: int) -> Figure | str:
    """Return a fact as a figure, or why it cannot be one; takes for how many days its kind keeps."""
    if fact.value is None:
        return f"it is {str(fact.missing).replace('_', ' ')} ({fact.reason})"
    keep_by = fact.keep_by(keeps_days)
    read_at = origin(fact.source, fact.as_of)
    return Figure(text=value_text(fact, kind), address=address, origin=read_at, keep_by=keep_by)
