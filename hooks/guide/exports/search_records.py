"""The records of the search: each page, and each part of one that a reader would want to land on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import Any, Literal

from guide.derive import routes
from guide.derive.candidates import Candidate, Versus
from guide.derive.guide import Guide
from guide.derive.samples import samples_of, tasks_of
from guide.derive.statements import Statement
from guide.model import urls
from guide.model.decision import Caution, Rule
from guide.render.text import TextWriter

_Asked = Literal["judgement", "box", "fact"]

_KINDS: Mapping[str, str] = {
    "index": "Ranking",
    "compare": "Comparison",
    "judgement": "Rating",
    "box": "Built-in feature",
    "fact": "Fact",
}
"""What pages of prose are called, where that is not their title; and the answers of one to what is asked of all."""


STALE = "past its keep-by date"
"""What is said of an answer that nobody has looked after for too long."""


@dataclass(frozen=True, kw_only=True)
class SearchRecord:
    """One thing that a search can find."""

    address: str
    """From the root of the site, with the anchor."""
    kind: str
    """The kind of page, for readers."""
    title: str
    text: str
    """What is searched and quoted; plain."""
    names: tuple[str, ...] = ()
    """What it is called: whoever types one of these means this entry before all others."""
    topic: str = ""
    """What it is one of several alike on: the address where all of them stand side by side, or a heading."""
    says: str = ""
    """The answer in a word, where it is one of several."""


def files(guide: Guide) -> dict[str, str]:
    """Return the index by its path: suggestions, and each record as a list, in the order of `SearchRecord`."""
    content = {"suggestions": guide.search.suggestions, "records": list(_rows(guide))}
    return {routes.SEARCH: json.dumps(content, ensure_ascii=False, separators=(",", ":"))}


def lost_synonyms(guide: Guide, index: str) -> Iterator[str]:
    """Yield each address that words lead to although the search, by its index, finds nothing there."""
    known = {record[0] for record in json.loads(index)["records"]}
    yield from (synonym.leads_to for synonym in guide.search.synonyms if synonym.leads_to not in known)


def _rows(guide: Guide) -> Iterator[list[Any]]:
    for record in search_records(guide):
        row = [record.address, record.kind, record.title, record.text, record.names, record.topic, record.says]
        while not row[-1]:
            row.pop()
        yield row


def search_records(guide: Guide) -> tuple[SearchRecord, ...]:
    """Return everything that a search can find; of several that are called the same, the first comes first."""
    spellings = {used: other for other, used in guide.wording.spelling.items()}
    meant: dict[str, list[str]] = {}
    for synonym in guide.search.synonyms:
        meant.setdefault(synonym.leads_to, []).extend(synonym.words)

    def known(entries: Iterator[SearchRecord]) -> tuple[SearchRecord, ...]:
        named = (replace(entry, names=(*entry.names, *meant.get(entry.address, ()))) for entry in entries)
        return tuple(_respelt(entry, spellings) for entry in named)

    def of_candidate(candidate: Candidate) -> tuple[SearchRecord, ...]:
        return known(_candidate(guide, candidate))

    return (
        *(
            entry
            for candidate in guide.candidates
            for entry in guide.remember(f"search {candidate.slug}", partial(of_candidate, candidate))
        ),
        *known(_others(guide)),
    )


def _others(guide: Guide) -> Iterator[SearchRecord]:
    yield from _comparisons(guide)
    yield from _pairs(guide)
    yield from _criteria(guide)
    yield from _rules(guide)
    yield from _left_out(guide)
    yield from _evidence(guide)
    yield from _samples(guide)
    for name in guide.pages:
        if name not in ("404", "code"):
            yield from _page(guide, name)


def _respelt(entry: SearchRecord, other: Mapping[str, str]) -> SearchRecord:
    """Return an entry that is also found in another spelling of its title and of its names."""

    def respelt(text: str) -> str:
        return re.sub(r"\w+", lambda word: other.get(word[0], word[0]), text.lower())

    others = (new for name in (entry.title, *entry.names) if (new := respelt(name)) != name.lower())
    return replace(entry, names=tuple(dict.fromkeys((*entry.names, *others))))


def _candidate(guide: Guide, candidate: Candidate) -> Iterator[SearchRecord]:
    yield _overview(guide, candidate)
    kind = guide.edition.subject.one.capitalize()
    for anchor, title, text in _parts(guide, candidate):
        address = f"{candidate.address}#{anchor}"
        yield SearchRecord(address=address, kind=kind, title=f"{candidate.name}: {title}", text=text, topic=title)
    yield from _answers(guide, candidate)


def _answers(guide: Guide, candidate: Candidate) -> Iterator[SearchRecord]:
    """Yield what is said of a candidate to each question that is asked of all of them."""
    voice = TextWriter(guide.figures, candidate.address, candidate.slug)
    statements = guide.statements.of(candidate)

    def answer(kind: _Asked, statement: Statement, *texts: str | None) -> SearchRecord:
        return SearchRecord(
            address=f"{candidate.address}#{statement.anchor}",
            kind=_KINDS[kind],
            title=f"{candidate.name}: {statement.label}",
            text=_sentences(
                statement.shown.capitalize() if kind == "judgement" else statement.shown,
                *texts,
                STALE.capitalize() if statement.is_stale else None,
            ),
            topic=routes.comparison_address(kind, statement.key),
            says=f"{statement.shown} ({STALE})" if statement.is_stale else statement.shown,
        )

    for judgement in statements.judgements.values():
        yield answer("judgement", judgement, voice.plain(judgement.reason))
    for feature in statements.features.values():
        yield answer("box", feature, feature.name, feature.note)
    for fact in statements.facts.values():
        yield answer("fact", fact, fact.reason, fact.note)


def _overview(guide: Guide, candidate: Candidate) -> SearchRecord:
    """Return the entry of a candidate's page: what it is, and whom it suits."""
    sheet, opinion = candidate.sheet, candidate.opinion
    voice = TextWriter(guide.figures, candidate.address, candidate.slug)
    languages = [guide.languages[key].name for key in sheet.languages]
    fit = (voice.plain(phrase) for phrase in (*opinion.best_for, *opinion.not_for))
    known = (sheet.what, ", ".join(languages), sheet.runtime, guide.terms.styles[sheet.style].label)
    return SearchRecord(
        address=candidate.address,
        kind=guide.edition.subject.one.capitalize(),
        title=candidate.name,
        text=_sentences(voice.plain(opinion.verdict), *known, *fit),
        names=(candidate.name, candidate.slug, *sheet.nicknames, *sheet.aliases, *languages),
    )


def _parts(guide: Guide, candidate: Candidate) -> Iterator[tuple[str, str, str]]:
    """Yield anchor, title and text of each part of a candidate's page."""
    opinion = candidate.opinion
    voice = TextWriter(guide.figures, candidate.address, candidate.slug)
    for section in candidate.prose.prose.sections:
        if section.id:
            yield section.id, voice.plain(section.heading), _plain(voice, section.text)
    yield "why-not-higher", "Why not higher", voice.plain(opinion.why_not_higher)
    weaknesses = (_sentences(voice.plain(bite.what), voice.plain(bite.detail)) for bite in opinion.weaknesses)
    yield "weaknesses", "Weaknesses", " ".join(weaknesses)
    rivals = (f"{guide.by_slug[rival.candidate].name}: {voice.plain(rival.when)}" for rival in opinion.rivals)
    yield "alternatives", "Alternatives", _sentences(*rivals)


def _criteria(guide: Guide) -> Iterator[SearchRecord]:
    voice = TextWriter(guide.figures, urls.METHOD)
    for key, criterion in guide.criteria.items():
        words = (f"{grade.label}: {voice.plain(grade.meaning)}" for grade in criterion.words.values())
        yield SearchRecord(
            address=routes.criterion_address(key),
            kind="Method",
            title=criterion.label,
            text=_sentences(criterion.question, voice.plain(criterion.evidence), *words),
        )


def _comparisons(guide: Guide) -> Iterator[SearchRecord]:
    """Yield each question that is asked of all; the answers are records of their own, with this one as their topic."""
    for key, criterion in guide.criteria.items():
        yield _comparison("judgement", key, criterion.label, criterion.question)
    for key, feature in guide.features.features.items():
        yield _comparison("box", key, feature.label, feature.line)
    for key, kind in guide.fact_types.items():
        yield _comparison("fact", key, kind.label, kind.question)


def _comparison(kind: _Asked, key: str, label: str, text: str | None) -> SearchRecord:
    return SearchRecord(
        address=routes.comparison_address(kind, key),
        kind="Comparison",
        title=label,
        text=_sentences(text),
        names=(label, _words(key)),
    )


def _pairs(guide: Guide) -> Iterator[SearchRecord]:
    """Yield the written verdicts, and the comparison of any other two."""
    written = {versus.name: versus for versus in guide.pairs}
    for one, other in combinations(guide.by_slug.values(), 2):
        versus = written.get(urls.pair_name(one.slug, other.slug))
        yield _pair(guide, versus) if versus else _unwritten(one, other)


def _unwritten(one: Candidate, other: Candidate) -> SearchRecord:
    return SearchRecord(
        address=routes.chosen_address(one, other),
        kind="Comparison",
        title=f"{one.name} and {other.name} side by side",
        text="Ratings, facts and features of the two.",
        names=(f"{one.name} {other.name}", f"{other.name} {one.name}"),
    )


def _pair(guide: Guide, versus: Versus) -> SearchRecord:
    voice = TextWriter(guide.figures, versus.address)
    one, other = versus.one.name, versus.other.name
    return SearchRecord(
        address=versus.address,
        kind="Comparison",
        title=f"{one} or {other}?",
        text=_sentences(voice.plain(versus.pair.verdict), voice.plain(versus.pair.misread)),
        names=(f"{one} {other}", f"{other} {one}"),
    )


def _rules(guide: Guide) -> Iterator[SearchRecord]:
    for rule in guide.decision.rules:
        yield _advice(guide, "Rule", routes.rule_address(rule), rule, "Outside this guide")
    for caution in guide.decision.cautions:
        yield _advice(guide, "Caution", routes.caution_address(caution), caution, "Any pick")


def _advice(guide: Guide, kind: str, address: str, advice: Rule | Caution, without_pick: str) -> SearchRecord:
    voice = TextWriter(guide.figures, urls.HOW_TO_PICK)
    picks = " or ".join(guide.by_slug[slug].name for slug in advice.pick)
    return SearchRecord(
        address=address,
        kind=kind,
        title=f"{picks or without_pick}: {_words(advice.id)}",
        text=_sentences(voice.plain(advice.says), *_conditions(guide, advice.when)),
    )


def _conditions(guide: Guide, when: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for key, options in when.items():
        question = guide.decision.questions[key]
        yield f"{question.label}: {' or '.join(question.options[option] for option in options)}"


def _left_out(guide: Guide) -> Iterator[SearchRecord]:
    voice = TextWriter(guide.figures, urls.NOT_RANKED)
    for entry in guide.not_ranked:
        yield SearchRecord(
            address=routes.not_ranked_address(entry),
            kind="Not ranked",
            title=entry.name,
            text=_sentences(entry.language, voice.plain(entry.reason), voice.plain(entry.would_change)),
            names=(entry.name,),
        )


def _evidence(guide: Guide) -> Iterator[SearchRecord]:
    for fact in guide.statements.general.values():
        text = _sentences(fact.shown, fact.reason, fact.note, STALE.capitalize() if fact.is_stale else None)
        yield SearchRecord(address=fact.address, kind="Method", title=fact.label, text=text)


def _samples(guide: Guide) -> Iterator[SearchRecord]:
    """Yield the page of the samples, each task, and how each sample does it."""
    for task in tasks_of(guide):
        voice, kind = TextWriter(guide.figures, task.address), guide.pages["code"].head.title
        names = (kind, task.label) if task.address == urls.CODE else (task.label,)
        text = _plain(voice, task.text)
        yield SearchRecord(address=task.address, kind=kind, title=f"{kind}: {task.label}", text=text, names=names)
        for sample in samples_of(guide):
            yield SearchRecord(
                address=sample.address(task),
                kind=kind,
                title=f"{sample.subject.name}: {task.label}",
                text=_sentences(
                    f"{sample.subject.name} {sample.text}", STALE.capitalize() if sample.is_stale else None
                ),
                topic=task.address,
                says=sample.run.version,
            )


def _page(guide: Guide, name: str) -> Iterator[SearchRecord]:
    """Yield a page of prose and its sections."""
    source = guide.pages[name]
    address = urls.prose(name)
    voice = TextWriter(guide.figures, address)
    kind = _KINDS.get(name, source.head.title)
    for section in source.prose.sections:
        yield SearchRecord(
            address=f"{address}#{section.id}" if section.id else address,
            kind=kind,
            title=voice.plain(section.heading) or source.head.heading or source.head.title,
            text=_plain(voice, section.text) or voice.plain(source.head.description),
            names=() if section.id else (source.head.title, kind),
        )


def _plain(voice: TextWriter, text: str) -> str:
    """Return Markdown as plain text."""
    return voice.markdown(text).striptags()


def _sentences(*texts: str | None) -> str:
    """Return texts one after another, each with an end; empty ones are left out."""
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in texts if text)


def _words(key: str) -> str:
    return re.sub("[_-]", " ", key)
