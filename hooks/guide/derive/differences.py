"""What separates two candidates: judgements, features and facts on which they differ."""

from __future__ import annotations

from collections.abc import Mapping

from guide.derive.guide import Guide, Versus


def differences(guide: Guide, versus: Versus) -> dict[str, tuple[str, ...]]:
    """Return the criteria, features and kinds of fact on which the two differ, in the vocabulary's order."""
    one, other = versus.one, versus.other
    return {
        "judgements": tuple(
            key for key in guide.criteria if one.opinion.judgements[key].word != other.opinion.judgements[key].word
        ),
        "features": tuple(
            key
            for key in guide.features.features
            if one.sheet.in_the_box[key].status != other.sheet.in_the_box[key].status
        ),
        "facts": tuple(
            key
            for key in guide.fact_types
            if (one.sheet.facts[key].value, one.sheet.facts[key].missing)
            != (other.sheet.facts[key].value, other.sheet.facts[key].missing)
        ),
    }


def agreeing(guide: Guide, different: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return on how many of each the two agree."""
    totals = {
        "judgements": len(guide.criteria),
        "features": len(guide.features.features),
        "facts": len(guide.fact_types),
    }
    return {kind: total - len(different[kind]) for kind, total in totals.items()}
