"""What is past its keep-by date, or near it, and who can renew it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model import urls
from guide.model.facts import Evidence, Fact, FeatureAnswer
from guide.model.freshness import keep_by
from guide.refresh.compare import file_of, is_renewable

_WIDEST = 48
"""How much of a value a table shows, in characters."""


@dataclass(frozen=True, kw_only=True)
class Ageing:
    """A statement that will not keep much longer, or has not."""

    slug: str
    """Its candidate; empty if it is about the whole field."""
    name: str
    key: str
    label: str
    value: str
    keep_by: str
    days_left: int
    """Below zero: for how many days it has been past its keep-by date."""
    by_machine: bool
    """Whether `guide refresh` can renew it; a person has to, otherwise."""
    file: str
    page: str
    """Where readers see it, from the root of the site."""


@dataclass(frozen=True, kw_only=True)
class _About:
    slug: str
    name: str
    file: str
    page: str


@dataclass(frozen=True, kw_only=True)
class _Statement:
    evidence: Evidence
    key: str
    anchor: str
    label: str
    keeps_days: int
    by_machine: bool = False


def ageing(guide: Guide, within: int) -> tuple[Ageing, ...]:
    """Return all statements whose keep-by date is past or within so many days, grouped by candidate.

    In a group the soonest stands first, and the group with the soonest stands first.
    """
    found = [one for group in _groups(guide) for one in group if one.days_left <= within]
    soonest = {name: min(one.days_left for one in found if one.name == name) for name in {one.name for one in found}}
    return tuple(sorted(found, key=lambda one: (soonest[one.name], one.name, one.days_left, one.label)))


def _groups(guide: Guide) -> Iterator[Iterator[Ageing]]:
    for candidate in guide.candidates:
        yield (_of_candidate(guide, candidate, one) for one in _statements(guide, candidate))
    yield (_of_field(guide, one) for one in _general(guide))


def _statements(guide: Guide, candidate: Candidate) -> Iterator[_Statement]:
    sheet = candidate.sheet
    for key, fact in sheet.facts.items():
        kind = guide.fact_types[key]
        by_machine = is_renewable(guide.fact_types, sheet, key)
        yield _Statement(
            evidence=fact, key=key, anchor="fact", label=kind.label, keeps_days=kind.keeps_days, by_machine=by_machine
        )
    for key, more in sheet.more.items():
        yield _Statement(evidence=more, key=key, anchor="fact", label=more.label, keeps_days=guide.features.keeps_days)
    for key, answer in sheet.in_the_box.items():
        label = guide.features.features[key].label
        yield _Statement(evidence=answer, key=key, anchor="box", label=label, keeps_days=guide.features.keeps_days)


def _general(guide: Guide) -> Iterator[_Statement]:
    for key, fact in guide.evidence.items():
        yield _Statement(
            evidence=fact, key=key, anchor="evidence", label=fact.label, keeps_days=guide.features.keeps_days
        )


def _of_candidate(guide: Guide, candidate: Candidate, one: _Statement) -> Ageing:
    about = _About(slug=candidate.slug, name=candidate.name, file=file_of(candidate.slug), page=candidate.address)
    return _ageing(guide, one, about)


def _of_field(guide: Guide, one: _Statement) -> Ageing:
    about = _About(slug="", name=guide.edition.name, file="data/evidence.yml", page="/method/")
    return _ageing(guide, one, about)


def _ageing(guide: Guide, one: _Statement, about: _About) -> Ageing:
    last = keep_by(one.evidence, one.keeps_days)
    return Ageing(
        slug=about.slug,
        name=about.name,
        key=one.key,
        label=one.label,
        value=_value(one.evidence),
        keep_by=last.isoformat(),
        days_left=(last - guide.today).days,
        by_machine=one.by_machine,
        file=about.file,
        page=f"{about.page}#{urls.anchor(one.anchor, one.key)}",
    )


def _value(evidence: Evidence) -> str:
    if isinstance(evidence, Fact):
        return str(evidence.missing or evidence.value).replace("_", " " if evidence.missing else "_")
    return evidence.name or evidence.status if isinstance(evidence, FeatureAnswer) else ""


def days_in_words(days: int) -> str:
    """Return how long a statement still keeps."""
    if days < 0:
        return f"{-days} day{'s' if days < -1 else ''} over"
    return f"{days} day{'' if days == 1 else 's'} left" if days else "last day"


def who(one: Ageing) -> str:
    """Return who can renew a statement."""
    return "by machine" if one.by_machine else "by a person"


def as_text(found: Sequence[Ageing], within: int) -> Iterator[str]:
    """Yield a table for a terminal."""
    rows = {one: (days_in_words(one.days_left), one.label, _short(one.value), one.keep_by, who(one)) for one in found}
    widths = [max(map(len, column)) for column in zip(*rows.values(), strict=True)]
    for name, group in groupby(found, key=lambda one: one.name):
        yield name
        for one in group:
            cells = zip(rows[one], widths, strict=True)
            yield "  " + "  ".join(cell.ljust(width) for cell, width in cells).rstrip()
    yield summary(found, within)


def as_markdown(found: Sequence[Ageing], within: int) -> Iterator[str]:
    """Yield a list for a comment or an issue."""
    for name, group in groupby(found, key=lambda one: one.name):
        yield f"### {name}"
        yield ""
        for one in group:
            yield f"- {days_in_words(one.days_left)}: {one.label}, {code(_short(one.value))}, {who(one)} (`{one.file}`)"
        yield ""
    yield summary(found, within)


def as_json(found: Sequence[Ageing]) -> str:
    """Return a document for programs."""
    return json.dumps([vars(one) for one in found], ensure_ascii=False, indent=2)


def summary(found: Sequence[Ageing], within: int) -> str:
    """Return how many there are, and how many of them a machine can renew."""
    past = sum(one.days_left < 0 for one in found)
    machine = sum(one.by_machine for one in found)
    return (
        f"{past} past their keep-by date, {len(found) - past} within {within} days of it; "
        f"`guide refresh` can renew {machine} of them"
    )


def code(text: str) -> str:
    """Return text as code in Markdown, in which nothing else is meant by any sign."""
    return f"`{text.replace('`', 'ˋ')}`"


def _short(value: str) -> str:
    return value if len(value) <= _WIDEST else value[: _WIDEST - 1].rstrip() + "…"
