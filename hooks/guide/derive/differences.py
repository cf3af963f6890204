"""What separates two candidates: judgements, features and facts on which they differ."""

from __future__ import annotations

from collections.abc import Mapping

from guide.derive.candidates import Versus
from guide.derive.guide import Guide
from guide.derive.statements import Statement


def differences(guide: Guide, versus: Versus) -> dict[str, tuple[str, ...]]:
    """Return the criteria, features and kinds of fact on which the two differ, in the vocabulary's order."""
    one, other = guide.statements.of(versus.one), guide.statements.of(versus.other)
    return {
        "judgements": _different(one.judgements, other.judgements),
        "features": _different(one.features, other.features),
        "facts": _different(one.facts, other.facts),
    }


def _different(ones: Mapping[str, Statement], others: Mapping[str, Statement]) -> tuple[str, ...]:
    """Return the keys of the statements that say something else of the other."""
    return tuple(
        key for key, one in ones.items() if (one.value, one.missing) != (others[key].value, others[key].missing)
    )


def agreeing(guide: Guide, different: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return on how many of each the two agree."""
    totals = {
        "judgements": len(guide.criteria),
        "features": len(guide.features.features),
        "facts": len(guide.fact_types),
    }
    return {kind: total - len(different[kind]) for kind, total in totals.items()}
