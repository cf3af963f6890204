"""The cells of a guide's tables, and what a change does to them: what they say, what stands beside it, how fresh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model import urls
from guide.model.dates import CalendarDate
from guide.model.facts import Evidence, Fact, GeneralFact, Package, Source
from guide.model.values import value_text
from guide.model.vocabulary import FactType

Kind = Literal["fact", "feature", "judgement"]


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A cell that readers can find."""

    kind: Kind
    name: str
    """Whose it is: a candidate's name, or the name of the guide where it concerns the whole field."""
    label: str
    """The question, the feature or the criterion, as readers see it."""
    address: str
    """Where it stands, from the root of the site, with its anchor."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One value before and after; None where there was or is none."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class CellChange:
    """A cell that says something else."""

    spot: Spot
    before: str | None
    """What it said, as readers saw it; None if it was not there."""
    after: str | None
    """What it says; None if it is gone."""
    beside: tuple[Difference, ...]
    """What else changed with it: its note, its source, its reason."""
    undated: bool
    """Whether it says something else though the date of its source is the one it had."""

    @property
    def how(self) -> Literal["added", "gone", "changed", "beside"]:
        """Say whether it came, went, says something else, or only has something else beside it."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "gone"
        return "beside" if self.before == self.after else "changed"


@dataclass(frozen=True, kw_only=True)
class DateChange:
    """A statement whose date changed."""

    spot: Spot
    before: CalendarDate
    after: CalendarDate
    fresher: bool
    """Whether the later of the two is the new one."""


@dataclass(frozen=True, kw_only=True)
class Ageing:
    """A statement that is past its keep-by date with the change and was not without it, or the other way round."""

    spot: Spot
    keep_by: dt.date
    """Its keep-by date with the change, or if it is gone the one without."""


@dataclass(frozen=True, kw_only=True)
class CellImpact:
    """What a change does to the cells of those who are ranked before and after it."""

    changes: tuple[CellChange, ...]
    dates: tuple[DateChange, ...]
    past: tuple[Ageing, ...]
    """Newly past their keep-by date."""
    current: tuple[Ageing, ...]
    """No longer past it."""


@dataclass(frozen=True, kw_only=True)
class _Cell:
    spot: Spot
    value: str
    beside: Mapping[str, str]
    as_of: CalendarDate | None = None
    keep_by: dt.date = field(default=dt.date.max)
    stale: bool = False


def compare_cells(before: Guide, after: Guide) -> CellImpact:
    """Return what became of every cell of those who are ranked in both guides, in the order of the new one."""
    both = before.by_slug.keys() & after.by_slug.keys()
    old, new = dict(_cells(before, both)), dict(_cells(after, both))
    pairs = [(old.get(key), new.get(key)) for key in {**new, **old}]
    ageing = [(_is_stale(one), _is_stale(other), one, other) for one, other in pairs]
    return CellImpact(
        changes=tuple(change for one, other in pairs if (change := _change(one, other))),
        dates=tuple(dating for one, other in pairs if one and other and (dating := _dating(one, other))),
        past=tuple(_ageing(one, other) for was, is_now, one, other in ageing if is_now and not was),
        current=tuple(_ageing(one, other) for was, is_now, one, other in ageing if was and not is_now),
    )


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return what differs between two sets of named texts, in their order."""
    return tuple(
        Difference(name=name, before=before.get(name), after=after.get(name))
        for name in {**after, **before}
        if before.get(name) != after.get(name)
    )


def source_text(source: Source | None) -> str | None:
    """Return a source with everything that names it; nothing if there is none."""
    if source is None:
        return None
    if isinstance(source, Package):
        return source.label
    return f"{source.title} ({source.kind.replace('_', ' ')}), {source.address}"


def _cells(guide: Guide, slugs: Collection[str]) -> Iterator[tuple[str, _Cell]]:
    """Yield every cell with a key that no change of wording changes."""
    for candidate in guide.candidates:
        if candidate.slug in slugs:
            for key, cell in (*_known(guide, candidate), *_judged(guide, candidate)):
                yield f"{candidate.slug}.{key}", cell
    for key, fact in guide.evidence.items():
        spot = _spot("fact", guide.edition.name, fact.label, _at("/method/", "evidence", key))
        yield f"evidence.{key}", _fact(guide, spot, fact, None)


def _known(guide: Guide, candidate: Candidate) -> Iterator[tuple[str, _Cell]]:
    name, page, sheet = candidate.name, candidate.address, candidate.sheet
    for key, kind in guide.fact_types.items():
        spot = _spot("fact", name, kind.label, _at(page, "fact", key))
        yield f"fact.{key}", _fact(guide, spot, sheet.facts[key], kind)
    for key, fact in sheet.more.items():
        yield f"fact.{key}", _fact(guide, _spot("fact", name, fact.label, _at(page, "fact", key)), fact, None)
    for key, feature in guide.features.features.items():
        answer, spot = sheet.in_the_box[key], _spot("feature", name, feature.label, _at(page, "box", key))
        words = (guide.features.statuses[answer.status].label, answer.name)
        yield f"box.{key}", _stated(guide, spot, ": ".join(filter(None, words)), answer, guide.features.keeps_days)


def _judged(guide: Guide, candidate: Candidate) -> Iterator[tuple[str, _Cell]]:
    for key, criterion in guide.criteria.items():
        judgement = candidate.opinion.judgements[key]
        spot = _spot("judgement", candidate.name, criterion.label, _at(candidate.address, "judgement", key))
        beside = {"reason": judgement.reason, "rests on": ", ".join(judgement.facts)}
        yield f"judgement.{key}", _Cell(spot=spot, value=judgement.word.replace("_", " "), beside=_said(beside))


def _spot(kind: Kind, name: str, label: str, address: str) -> Spot:
    return Spot(kind=kind, name=name, label=label, address=address)


def _at(page: str, prefix: str, key: str) -> str:
    return f"{page}#{urls.anchor(prefix, key)}"


def _fact(guide: Guide, spot: Spot, fact: Fact, kind: FactType | None) -> _Cell:
    if fact.missing:
        value = fact.missing.replace("_", " ").capitalize()
    else:
        unit = kind.unit if kind else None
        value = f"{value_text(fact, kind)} {unit}" if unit else value_text(fact, kind)
    return _stated(guide, spot, value, fact, kind.keeps_days if kind else guide.features.keeps_days)


def _stated(guide: Guide, spot: Spot, value: str, evidence: Evidence, keeps_days: int) -> _Cell:
    beside = {
        "reason": evidence.reason if isinstance(evidence, Fact) else None,
        "label": evidence.label if isinstance(evidence, GeneralFact) else None,
        "note": evidence.note,
        "source": source_text(evidence.source),
        "second source": source_text(evidence.second_source),
        "days it keeps": str(evidence.keeps_days or ""),
    }
    return _Cell(
        spot=spot,
        value=value,
        beside=_said(beside),
        as_of=evidence.as_of,
        keep_by=guide.keep_by(evidence, keeps_days),
        stale=guide.is_stale(evidence, keeps_days),
    )


def _said(beside: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in beside.items() if text}


def _change(before: _Cell | None, after: _Cell | None) -> CellChange | None:
    old, new = before.value if before else None, after.value if after else None
    beside = differences(before.beside, after.beside) if before and after else ()
    if old == new and not beside:
        return None
    undated = old != new and before is not None and after is not None and before.as_of == after.as_of is not None
    return CellChange(spot=_either(after, before).spot, before=old, after=new, beside=beside, undated=undated)


def _dating(before: _Cell, after: _Cell) -> DateChange | None:
    old, new = before.as_of, after.as_of
    if old is None or new is None or old == new:
        return None
    fresher = (new.last_day, new.first_day) > (old.last_day, old.first_day)
    return DateChange(spot=after.spot, before=old, after=new, fresher=fresher)


def _is_stale(cell: _Cell | None) -> bool:
    return cell is not None and cell.stale


def _ageing(before: _Cell | None, after: _Cell | None) -> Ageing:
    cell = _either(after, before)
    return Ageing(spot=cell.spot, keep_by=cell.keep_by)


def _either(*cells: _Cell | None) -> _Cell:
    """Return the first cell that is there; a change has one on at least one of its sides."""
    return next(cell for cell in cells if cell)
