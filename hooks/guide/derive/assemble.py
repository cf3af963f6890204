"""Assembles the guide from records that were checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from guide.decision.concerns import scales, standings, weighed
from guide.derive.candidates import Candidate, Records, SampleRecords, Versus
from guide.derive.guide import Guide
from guide.model import urls
from guide.model.decision import Decision
from guide.model.edition import Edition
from guide.model.ledger import in_present_names
from guide.model.problems import InvalidGuide, Problem
from guide.model.reads import Noted, note
from guide.source.cache import digest
from guide.source.library import FILES, OPTIONAL_PAGES, Library, PageSource
from guide.source.references import all_figures, on_day
from guide.source.text.prose import PageHead


def assemble(
    library: Library, today: dt.date, environment: Mapping[str, str], promised: frozenset[str] = frozenset()
) -> Guide:
    edition: Edition = library.one("edition")
    candidates = tuple(sorted(_candidates(library, edition.subject.many), key=lambda candidate: candidate.rank))
    decision = _decision(library)
    guide = Guide(
        edition=edition,
        decision=decision,
        site=_address(environment, "GUIDE_SITE", edition.site) + "/",
        repository=_address(environment, "GUIDE_REPOSITORY", edition.repository),
        today=today,
        candidates=candidates,
        pairs=_pairs(library, {candidate.slug: candidate for candidate in candidates}),
        pages=_Pages(
            {name: page for name, page in library.pages.items() if library.samples or name not in OPTIONAL_PAGES}
        ),
        figures=Noted("figure", on_day(all_figures(library), today)),
        shared=_shared(library, candidates, decision, environment),
        cache=library.cache,
        promised=promised,
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
                "not_ranked",
                "redirects",
                "retired",
                "search",
            )
        },
    )
    library.cache.asks(guide.version)
    return guide


def _decision(library: Library) -> Decision:
    """Return the decision with everything in it that ratings and features tell."""
    known = standings(
        {slug: opinion.record for slug, opinion in library.opinions.items()},
        {slug: sheet.record for slug, sheet in library.facts.items()},
        library.one("features"),
    )
    return weighed(library.one("decision"), known, scales(library.one("criteria")))


class _Pages(Noted[PageSource[PageHead]]):
    """The pages of prose, of which it is noted which one is read."""

    def __init__(self, pages: Mapping[str, PageSource[PageHead]]) -> None:
        super().__init__("page", pages)

    def __getitem__(self, key: str) -> PageSource[PageHead]:
        page = self._values[key]
        note(page.prose.path)
        return page


def _shared(
    library: Library, candidates: Iterable[Candidate], decision: Decision, environment: Mapping[str, str]
) -> str:
    """Return a digest of what pages may read without noting it."""
    told = repr((decision.concerns, decision.cautions))
    single = (library.digests[path] for path, _ in FILES.values())
    names = ((ranked.slug, ranked.name, ranked.rank, ranked.aliases) for ranked in candidates)
    settings = {name: value for name, value in environment.items() if name.startswith("GUIDE_")}
    there = (sorted(group) for group in (library.pairs, library.pages, library.samples))
    return digest(*single, told, repr((*names, *there, sorted(settings.items()))))


def _address(environment: Mapping[str, str], variable: str, otherwise: str) -> str:
    """Return an address without the slash at its end; what the environment says wins."""
    address = environment.get(variable) or otherwise
    if not (urls.is_https(address) and urls.can_go_on(address)):
        message = f"{address!r} is not an https address; write it whole, such as https://example.org/guide/"
        raise InvalidGuide([Problem(path=variable, message=message)])
    return address.rstrip("/")


def _candidates(library: Library, many: str) -> list[Candidate]:
    return [
        Candidate(
            slug=slug,
            name=library.facts[slug].record.name,
            rank=library.opinions[slug].record.rank,
            aliases=library.facts[slug].record.aliases,
            address=urls.candidate(many, slug),
            records=Records(
                sheet=library.facts[slug].record,
                opinion=library.opinions[slug].record,
                prose=library.candidate_prose[slug],
                releases=library.releases[slug].record if slug in library.releases else None,
                line_facts=library.line_facts.get(slug, {}),
                sample=_sample(library, slug),
            ),
        )
        for slug in library.facts
    ]


def _sample(library: Library, slug: str) -> SampleRecords | None:
    sample = library.samples.get(slug)
    return SampleRecords(run=library.one("samples")[slug], shown=sample.shown) if sample else None


def _pairs(library: Library, by_slug: Mapping[str, Candidate]) -> tuple[Versus, ...]:
    pairs = []
    for name, located in library.pairs.items():
        one, other = sorted(located.record.choose)
        pairs.append(
            Versus(
                name=name,
                one=by_slug[one],
                other=by_slug[other],
                record=located.record,
                address=urls.pair(one, other),
            )
        )
    return tuple(sorted(pairs, key=lambda versus: min(versus.one.rank, versus.other.rank)))
