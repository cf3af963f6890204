"""Checks of what is known of candidates: every question answered, every name known and its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guide.model.formats import folded
from guide.model.problems import Problem, nearest, once
from guide.model.vocabulary import FactType, Features
from guide.source.icons import NoIcon, read_icon
from guide.source.library import Library


def unanswered(known: Iterable[str], answers: Iterable[str]) -> list[str]:
    """Return what is not answered, but for what an answer under a name that is not known was probably meant for."""
    known, answers = list(known), set(answers)
    left, unknown = [key for key in known if key not in answers], answers - set(known)
    if len(left) == len(unknown) == 1:
        return []
    meant_by_others = {nearest(answer, left) for answer in unknown}
    return [key for key in left if key not in meant_by_others]


def check_facts(library: Library) -> Iterator[Problem]:
    yield from once(_facts(library))


def _facts(library: Library) -> Iterator[Problem]:
    types: Mapping[str, FactType] = library.one("fact_types")
    for sheet in library.facts.values():
        slug = library.own_slug(sheet)
        if slug in library.present["releases"] - library.releases.keys():
            continue  # What its release lines answer cannot be read.
        for key in unanswered(types, sheet.record.facts):
            message = (
                f"'{key}' is not answered ({types[key].question}); write a value, or 'missing: unknown' and a 'reason'"
            )
            yield sheet.problem(("facts",), message, key=True)
        for key in sheet.record.more.keys() & types.keys():
            yield sheet.problem(("more", key), f"'{key}' is a kind of fact; answer it under 'facts'", key=True)


def check_boxes(library: Library) -> Iterator[Problem]:
    yield from once(_boxes(library))


def _boxes(library: Library) -> Iterator[Problem]:
    vocabulary: Features = library.one("features")
    for sheet in library.facts.values():
        box = sheet.record.in_the_box
        for key, answer in box.items():
            status = vocabulary.statuses.get(answer.status)
            if status and status.tone != "none" and not answer.name:
                yield sheet.problem(("in_the_box", key), "'name' is missing; say what provides it", key=True)
        for key in unanswered(vocabulary.features, box):
            yield sheet.problem(("in_the_box",), f"'{key}' is not answered; add it, 'unknown' is an answer", key=True)


def check_announcements(library: Library) -> Iterator[Problem]:
    for sheet in library.facts.values():
        seen: set[str] = set()
        for number, announcement in enumerate(sheet.record.announced):
            if announcement.key in seen:
                message = f"'{announcement.key}' is the key of another announcement; give each its own"
                yield sheet.problem(("announced", number, "key"), message)
            seen.add(announcement.key)


def check_aliases(library: Library) -> Iterator[Problem]:
    taken: set[str] = set(library.present["facts"])
    for sheet in library.facts.values():
        for number, alias in enumerate(sheet.record.aliases):
            if alias in taken:
                yield sheet.problem(("aliases", number), f"'{alias}' is taken; an alias is a name nothing else has")
            elif folded(alias) in map(folded, sheet.record.nicknames):
                yield sheet.problem(("aliases", number), NO_ALIAS.format(alias))
            taken.add(alias)


NO_ALIAS = "'{}' was never a slug here; an alias is a former slug, what readers type goes under 'nicknames'"
"""What is said of an alias that is none."""


def check_icons(library: Library) -> Iterator[Problem]:
    for sheet in library.facts.values():
        if sheet.record.icon:
            try:
                read_icon(sheet.record.icon)
            except NoIcon as none:
                yield sheet.problem(("icon",), str(none))


def check_nicknames(library: Library) -> Iterator[Problem]:
    """Whoever looks for a name means one thing by it; spaces and hyphens make no other name of it."""
    taken = {folded(entry.name): f"the name of '{entry.name}'" for entry in library.one("not_ranked")}
    for slug, sheet in library.facts.items():
        own = {folded(nickname) for nickname in sheet.record.nicknames}
        aliases = (alias for alias in sheet.record.aliases if folded(alias) not in own)
        names = (slug, sheet.record.name, *aliases)
        taken |= dict.fromkeys(map(folded, names), f"the name of '{slug}'")
    for slug, sheet in library.facts.items():
        for number, nickname in enumerate(sheet.record.nicknames):
            name = folded(nickname)
            if name and name in taken:
                message = f"'{nickname}' is looked up like {taken[name]}; write only what no name covers yet"
                yield sheet.problem(("nicknames", number), message)
            taken.setdefault(name, f"a nickname of '{slug}'")
