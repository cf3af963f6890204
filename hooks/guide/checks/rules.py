"""Checks of the decision rules, and of their digest in the ledger."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from guide.checks import ledger
from guide.checks.candidates import NO_ALIAS, check_aliases
from guide.checks.names import unknown_names
from guide.decision import concerns, evaluate, verify
from guide.model.ledger import in_present_names, last_value
from guide.model.problems import Problem
from guide.source.library import Library, Located


def check_decision(library: Library) -> Iterator[Problem]:
    decision: Located[Any] = library.located("decision")
    languages = library.one("languages")
    families = {
        slug: frozenset(languages[key].family for key in sheet.record.languages if key in languages)
        for slug, sheet in library.facts.items()
    }
    if families.keys() != library.present["facts"] or not all(families.values()):
        return
    if any(unknown_names(library, decision)):
        return
    ratings = _standings(library)
    unplaced = {slug for slug, opinion in library.opinions.items() if opinion.record.in_no_rule}
    unread = library.present["opinions"] - library.opinions.keys()
    scales = concerns.scales(library.one("criteria"))
    known = (sorted(families.items()), sorted(unplaced), sorted(unread), _plainly(ratings), scales)
    flaws = library.cache.remember_of(
        "proof",
        (decision.document.text, repr(known)),
        lambda: tuple(
            verify.prove(
                decision.record,
                families=families,
                unplaced=unplaced,
                unread=unread,
                standings=ratings,
                scales=scales,
            )
        ),
    )
    for flaw in flaws:
        yield decision.problem(*flaw)


def _standings(library: Library) -> concerns.Standings:
    """Return what is known of every candidate; nothing while an opinion, or an answer on a feature, is missing."""
    asked = library.one("features").features.keys()
    whole = all(sheet.record.in_the_box.keys() == asked for sheet in library.facts.values())
    if not whole or library.opinions.keys() != library.facts.keys():
        return {}
    return concerns.standings(
        {slug: opinion.record for slug, opinion in library.opinions.items()},
        {slug: sheet.record for slug, sheet in library.facts.items()},
        library.one("features"),
    )


def _plainly(standings: concerns.Standings) -> list[tuple[object, ...]]:
    """Return standings as values whose text is the same in every process."""
    return [(slug, one.words, one.features) for slug, one in standings.items()]


def check_ledger(library: Library, *, are_rules_sound: bool) -> Iterator[Problem]:
    """Yield what the ledger does not account for; rules that have to change once more are not asked about yet."""
    changes = library.located("changes")
    ranks = {slug: opinion.record.rank for slug, opinion in library.opinions.items()}
    if ranks.keys() != library.present["opinions"] or library.facts.keys() != library.present["facts"]:
        return
    if sorted(ranks.values()) != [*range(1, len(ranks) + 1)] or any(check_aliases(library)):
        return
    entries = in_present_names(changes.record, library.present_slugs)
    are_rules_sound = are_rules_sound and not any(unknown_names(library, library.located("decision")))
    digest = rules_digest(library) if are_rules_sound else last_value(entries, "rules")
    flaws = list(ledger.check_ledger(entries, ranks, digest or ""))
    invented = list(_invented_aliases(library)) if flaws else []
    if invented and not any(ledger.check_ledger(entries, ranks, rules_digest(library, but=dict(invented)))):
        for slug, alias in invented:
            sheet = library.facts[slug]
            yield sheet.problem(("aliases", sheet.record.aliases.index(alias)), NO_ALIAS.format(alias))
        return
    for flaw in flaws:
        yield changes.problem(*flaw)


def _invented_aliases(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each first alias that the ledger never ranked, with its candidate: perhaps it was never a slug."""
    ranked = {slug for change in library.one("changes") for slug in change.ranking}
    for slug, sheet in library.facts.items():
        if sheet.record.aliases and sheet.record.aliases[0] not in ranked:
            yield slug, sheet.record.aliases[0]


def rules_digest(library: Library, but: Container[str] = ()) -> str:
    """Return the digest that the ledger has to end with; raise Unread if the rules cannot be read.

    Takes the candidates whose aliases do not count.
    """
    first_slugs = {
        slug: slug if slug in but else sheet.record.first_slug(slug) for slug, sheet in library.facts.items()
    }
    return evaluate.digest(library.one("decision"), first_slugs)
