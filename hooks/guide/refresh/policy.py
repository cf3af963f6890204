"""Which facts may follow a machine, and why another may not: it must never replace what a person has considered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guide.model.facts import Fact, FactSheet, Package
from guide.model.fields import MachineAnswer
from guide.model.vocabulary import FactType
from guide.refresh import github
from guide.refresh.readings import ENDED, Reading, is_later, is_version
from guide.refresh.upstream import UPSTREAMS


def held_release(types: Mapping[str, FactType], sheet: FactSheet) -> str:
    """Return the release in the record; empty if it is none of numbers and dots."""
    values = (sheet.facts[key].value for key, kind in types.items() if kind.refresh == "release")
    return next((str(value) for value in values if is_version(value)), "")


def follows(sheet: FactSheet, fact: Fact, answer: MachineAnswer, release: str, read_at: str = "") -> bool:
    """Return whether a fact's own source is what a machine reads: the one that `read_at` is a page of, or any.

    A package of the release that is given counts as a page of the repository: both are that very release.
    """
    upstreams = [upstream for upstream in UPSTREAMS if not read_at or read_at.startswith(upstream.SITE)]
    source = fact.source
    if isinstance(source, Package):
        of_release = answer in ("release", "release_date") and source.version == release
        return of_release and github in upstreams and github.repository_name(sheet) != ""
    return source is not None and any(upstream.is_own_page(sheet, answer, source.address) for upstream in upstreams)


def may_be_confirmed(fact: Fact) -> bool:
    """Return whether a fact that follows a machine may be dated anew: nothing in it needs to be read by a person.

    The page that was read takes the place of a package, and a note may speak of that.
    """
    return fact.second_source is None and not (isinstance(fact.source, Package) and fact.note)


def is_renewable(types: Mapping[str, FactType], sheet: FactSheet, key: str) -> bool:
    """Return whether `guide refresh` can renew a fact, if its upstream agrees or nothing stands against it."""
    answer = types[key].refresh if key in types else None
    if answer is None or not may_be_confirmed(sheet.facts[key]):
        return False
    return follows(sheet, sheet.facts[key], answer, held_release(types, sheet))


def objections(fact: Fact, reading: Reading, *, follows: bool) -> Iterator[str]:
    """Yield why a fact does not take on what was read, the weightiest reason first."""
    if fact.value is None:
        yield "the record says that there is none"
    if reading.value in (None, ENDED):
        yield "no day is known there"
    if reading.about == "licence":
        yield "a licence is changed by people only"
    if not follows:
        yield "the record rests on another source"
    if reading.about == "release" and not is_version(fact.value):
        yield "the record names no plain version"
    if reading.about == "release" and not is_later(reading.version, str(fact.value)):
        yield "the record is ahead of it"
    # A note beside stars speaks of the repository.
    if fact.note and reading.about != "stars":
        yield "its note speaks of the present value"
    if fact.second_source:
        yield "its second source is about the present value"
