"""Facts that the release lines answer, so that no date has to be written twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from guide.model.facts import Fact, GeneralFact
from guide.model.problems import Location
from guide.model.releases import FORMS, KnownAs, Latest, Line, Moment, ReleaseLine, Releases
from guide.model.vocabulary import FactType


@dataclass(frozen=True, kw_only=True)
class LineFact:
    """A fact that a release line answers, and where it stands in the file of the lines."""

    key: str
    fact: Fact
    value: Location
    """Where its value stands."""
    evidence: Location
    """Where its source and date stand."""


def asked(releases: Releases, types: Mapping[str, FactType]) -> Iterator[LineFact]:
    """Yield the answers of the line to start on to the questions that a line can answer."""
    start, place = releases.starting, ("lines", 0)
    for key, kind in types.items():
        match kind.line:
            case "latest_version" if start.latest:
                yield _of_latest(key, start.latest, "version", place)
            case "latest_date" if start.latest and start.latest.date:
                yield _of_latest(key, start.latest, "date", place)
            case "security_fixes_until":
                moment = start.security_fixes_until
                if moment and moment.date:
                    yield _of_moment(key, moment, start, (*place, kind.line))
                else:
                    yield _undated(key, releases, moment)


def known(releases: Releases) -> Iterator[LineFact]:
    """Yield the facts that parts of the lines are known as."""
    groups: dict[str, tuple[Line, ...]] = {"lines": releases.lines, "planned": releases.planned}
    for group, lines in groups.items():
        for number, line in enumerate(lines):
            yield from _known_of_line(line, (group, number))


def _known_of_line(line: Line, place: Location) -> Iterator[LineFact]:
    for name, moment in line.moments():
        if moment.known_as:
            yield _named(moment.known_as, _of_moment(moment.known_as.key, moment, line, (*place, name)))
    latest = line.latest if isinstance(line, ReleaseLine) else None
    if latest and latest.known_as:
        yield _named(latest.known_as, _of_latest(latest.known_as.key, latest, "version", place))
    if latest and latest.date_known_as and latest.date:
        yield _named(latest.date_known_as, _of_latest(latest.date_known_as.key, latest, "date", place))


def _named(known_as: KnownAs, found: LineFact) -> LineFact:
    """Return a fact with the label that a fact of one candidate alone needs."""
    fields = {name: getattr(found.fact, name) for name in Fact.model_fields}
    return replace(found, fact=GeneralFact(label=known_as.label, **fields))


def _of_latest(key: str, latest: Latest, part: str, place: Location) -> LineFact:
    fact = Fact(value=str(getattr(latest, part)), **_evidence(latest))
    return LineFact(key=key, fact=fact, value=(*place, "latest", part), evidence=(*place, "latest"))


def _of_moment(key: str, moment: Moment, line: Line, place: Location) -> LineFact:
    """Return the fact that something begins or ends; its source is its own, or that of the line."""
    holder = moment if moment.source else line
    form = next(form for form in FORMS if getattr(moment, form) is not None)
    evidence = {**_evidence(holder), "note": moment.note}
    for name in ("keeps_days", "said"):
        evidence[name] = getattr(moment, name) or evidence[name]
    fact = Fact(value=str(getattr(moment, form)), **evidence)
    return LineFact(key=key, fact=fact, value=(*place, form), evidence=place if moment.source else place[:-1])


def _undated(key: str, releases: Releases, moment: Moment | None) -> LineFact:
    """Return that no day is published, in the words of the line, or else of the policy."""
    reason = (moment and moment.note) or releases.starting.note or releases.policy.text
    fact = Fact(missing="none_published", reason=reason, **{**_evidence(releases.policy), "note": None})
    return LineFact(key=key, fact=fact, value=("lines", 0), evidence=("policy",))


def _evidence(evidence: Any) -> dict[str, Any]:
    return {
        name: getattr(evidence, name) for name in ("note", "source", "second_source", "as_of", "keeps_days", "said")
    }
