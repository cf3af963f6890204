"""Checks of opinions, ranks, pairs and of what is not ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guide.checks.candidates import unanswered
from guide.model import urls
from guide.model.opinions import Opinion
from guide.model.problems import Problem, meant, once
from guide.source.library import Library, Located


def check_opinions(library: Library) -> Iterator[Problem]:
    criteria = library.one("criteria")
    evidence = library.one("fact_types").keys() | library.one("features").features.keys()
    judged: list[Problem] = []
    for slug, opinion in library.opinions.items():
        yield from _weaknesses(opinion)
        yield from _rivals(slug, opinion)
        judged += _judgements(opinion, criteria)
        if slug in library.facts:
            judged += _grounds(
                opinion, evidence | library.facts[slug].record.more.keys() | library.facts[slug].record.facts.keys()
            )
    yield from once(judged)


def _weaknesses(opinion: Located[Opinion]) -> Iterator[Problem]:
    ids: set[str] = set()
    for number, weakness in enumerate(opinion.record.weaknesses):
        if weakness.id in ids:
            message = f"'{weakness.id}' is the id of another weakness here; give each its own"
            yield opinion.problem(("weaknesses", number, "id"), message)
        ids.add(weakness.id)


def _rivals(slug: str, opinion: Located[Opinion]) -> Iterator[Problem]:
    for number, rival in enumerate(opinion.record.rivals):
        if rival.candidate == slug:
            yield opinion.problem(("rivals", number, "candidate"), f"'{slug}' is no rival of itself; name another")


def _grounds(opinion: Located[Opinion], evidence: set[str]) -> Iterator[Problem]:
    for key, judgement in opinion.record.judgements.items():
        for number, fact in enumerate(judgement.facts):
            if fact not in evidence:
                message = f"'{fact}' is neither a kind of fact nor a feature; {meant(fact, evidence)}"
                yield opinion.problem(("judgements", key, "facts", number), message)


def _judgements(opinion: Located[Opinion], criteria: Mapping[str, Any]) -> Iterator[Problem]:
    judgements = opinion.record.judgements
    for key, judgement in judgements.items():
        if key in criteria and judgement.word not in criteria[key].words:
            message = f"'{judgement.word}' is not a word for '{key}'; {meant(judgement.word, criteria[key].words)}"
            yield opinion.problem(("judgements", key, "word"), message)
    for key in unanswered(criteria, judgements):
        yield opinion.problem(("judgements",), f"'{key}' is not judged; add a word and a reason", key=True)


def check_ranks(library: Library) -> Iterator[Problem]:
    tiers = list(library.one("terms").tiers)
    by_rank: dict[int, str] = {}
    lowest = 0
    ranks = sorted(opinion.record.rank for opinion in library.opinions.values())
    are_an_order = ranks == [*range(1, len(ranks) + 1)] or library.opinions.keys() != library.present["opinions"]
    for slug, opinion in sorted(library.opinions.items(), key=lambda item: item[1].record.rank):
        rank, tier = opinion.record.rank, opinion.record.tier
        if rank in by_rank:
            message = f"rank {rank} is taken by '{by_rank[rank]}'; every rank is given once"
            yield opinion.problem(("rank",), message)
        elif rank > len(library.present["opinions"]):
            message = f"rank {rank} leaves a gap; the ranks go from 1 to {len(library.present['opinions'])}"
            yield opinion.problem(("rank",), message)
        by_rank.setdefault(rank, slug)
        if are_an_order and tier in tiers and tiers.index(tier) < lowest:
            yield opinion.problem(("tier",), f"'{tier}' is above the tier of a better rank; tiers follow the ranks")
        lowest = max(lowest, tiers.index(tier) if tier in tiers else 0)


def check_pairs(library: Library) -> Iterator[Problem]:
    for name, pair in library.pairs.items():
        slugs = pair.record.choose.keys()
        match sorted(slugs):
            case [first, second] if pair.record.moving.keys() == slugs:
                if name != (expected := urls.pair_name(first, second)):
                    yield pair.problem((), f"the file of this pair must be named {expected}.yml; rename it")
            case _ if (pair.record.moving.keys() | slugs) <= library.present["facts"]:
                message = "'choose' and 'moving' must name the same two; write one entry for each of the two"
                yield pair.problem((), message)


def check_not_ranked(library: Library) -> Iterator[Problem]:
    left_out = library.located("not_ranked")
    page = library.pages.get("not-ranked")
    ids = {section.id for section in page.prose.sections} if page else set()
    for number, entry in enumerate(left_out.record):
        if entry.id in ids:
            message = f"'{entry.id}' is the id of another entry or section of the page; give each its own"
            yield left_out.problem((number, "id"), message)
        ids.add(entry.id)
