"""Assembles the guide from records that were checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from guide.derive.candidates import Candidate, Versus
from guide.derive.guide import Guide
from guide.model import urls
from guide.model.edition import Edition
from guide.model.ledger import in_present_names
from guide.model.problems import InvalidGuide, Problem
from guide.source.library import Library
from guide.source.references import all_figures


def assemble(library: Library, today: dt.date, environment: Mapping[str, str]) -> Guide:
    edition: Edition = library.one("edition")
    candidates = tuple(sorted(_candidates(library, edition.subject.many), key=lambda candidate: candidate.rank))
    return Guide(
        edition=edition,
        site=_address(environment, "GUIDE_SITE", edition.site) + "/",
        repository=_address(environment, "GUIDE_REPOSITORY", edition.repository),
        today=today,
        candidates=candidates,
        pairs=_pairs(library, {candidate.slug: candidate for candidate in candidates}),
        pages=library.pages,
        figures=all_figures(library),
        changes=in_present_names(library.one("changes"), library.present_slugs),
        **{
            name: library.one(name)
            for name in (
                "fact_types",
                "features",
                "criteria",
                "languages",
                "terms",
                "wording",
                "evidence",
                "decision",
                "not_ranked",
                "redirects",
                "retired",
            )
        },
    )


def _address(environment: Mapping[str, str], variable: str, otherwise: str) -> str:
    """Return an address without the slash at its end; what the environment says wins."""
    address = environment.get(variable) or otherwise
    if not urls.is_https(address):
        message = f"{address!r} is not an https address; write it whole, such as https://example.org/guide/"
        raise InvalidGuide([Problem(path=variable, message=message)])
    return address.rstrip("/")


def _candidates(library: Library, many: str) -> list[Candidate]:
    return [
        Candidate(
            slug=slug,
            sheet=library.facts[slug].record,
            opinion=library.opinions[slug].record,
            prose=library.candidate_prose[slug],
            address=urls.candidate(many, slug),
        )
        for slug in library.facts
    ]


def _pairs(library: Library, by_slug: Mapping[str, Candidate]) -> tuple[Versus, ...]:
    pairs = []
    for name, located in library.pairs.items():
        one, other = sorted(located.record.choose)
        pairs.append(
            Versus(
                name=name,
                one=by_slug[one],
                other=by_slug[other],
                pair=located.record,
                address=urls.pair(one, other),
            )
        )
    return tuple(sorted(pairs, key=lambda versus: min(versus.one.rank, versus.other.rank)))
