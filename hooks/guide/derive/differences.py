"""What separates two candidates: judgements, features and facts on which they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guide.derive.candidates import Versus
from guide.derive.guide import Guide
from guide.derive.statements import Statement


def differences(guide: Guide, versus: Versus) -> dict[str, tuple[str, ...]]:
    """Return the criteria, features and kinds of fact on which the two differ, in the vocabulary's order."""
    first, second = guide.statements.of(versus.one), guide.statements.of(versus.other)
    return {
        "judgements": _different(first.judgements, second.judgements),
        "features": _different(first.features, second.features),
        "facts": _different(first.facts, second.facts),
    }


def answers_in_numbers(statements: Iterable[Statement]) -> tuple[int, ...]:
    """Return a number for each answer to one question; the same number says the same answer."""
    numbers: dict[object, int] = {}
    return tuple(numbers.setdefault((one.value, one.missing), len(numbers)) for one in statements)


def _different(first: Mapping[str, Statement], second: Mapping[str, Statement]) -> tuple[str, ...]:
    """Return the keys of the statements whose values differ."""
    return tuple(key for key, fact in first.items() if len(set(answers_in_numbers((fact, second[key])))) > 1)


DECISIVE = 5
"""How many facts are set side by side where two are told apart in short."""


def decisive(guide: Guide, facts: Iterable[str]) -> tuple[str, ...]:
    """Return the few of some kinds of fact that decide: those told first of a candidate, then any other."""
    first = {key for key, kind in guide.fact_types.items() if kind.leading or kind.starting}
    return tuple(sorted(facts, key=lambda key: key not in first)[:DECISIVE])


def agreeing(guide: Guide, different: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return on how many of each the two agree."""
    totals = {
        "judgements": len(guide.criteria),
        "features": len(guide.features.features),
        "facts": len(guide.fact_types),
    }
    return {kind: total - len(different[kind]) for kind, total in totals.items()}
