"""The records of the search: each page, and each part of one that a reader would want to land on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from guide.derive import routes
from guide.derive.candidates import Candidate, Versus
from guide.derive.guide import Guide
from guide.model import urls
from guide.model.decision import Caution, Rule
from guide.model.formats import folded
from guide.render.text import TextWriter

_KINDS = {"index": "Ranking", "compare": "Comparison"}
"""What pages of prose are called, where that is not their title."""


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
    other_spelling: str = ""
    """The title as it is typed by readers who spell in another way than we do, if that differs."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its names as they are looked up, each once."""
        return tuple(dict.fromkeys(folded(name) for name in self.names if folded(name)))


def search_records(guide: Guide) -> tuple[SearchRecord, ...]:
    """Return everything that a search can find; of several that are called the same, the first comes first."""
    spellings = {used: other for other, used in guide.wording.spelling.items()}

    def of_candidate(candidate: Candidate) -> tuple[SearchRecord, ...]:
        return tuple(_respelt(entry, spellings) for entry in _candidate(guide, candidate))

    return (
        *(
            entry
            for candidate in guide.candidates
            for entry in guide.remember(f"search {candidate.slug}", partial(of_candidate, candidate))
        ),
        *(_respelt(entry, spellings) for entry in _others(guide)),
    )


def _others(guide: Guide) -> tuple[SearchRecord, ...]:
    return (
        *_criteria(guide),
        *_comparisons(guide),
        *(_pair(guide, versus) for versus in guide.pairs),
        *_rules(guide),
        *_left_out(guide),
        *_evidence(guide),
        *(entry for name in guide.pages if name != "404" for entry in _page(guide, name)),
    )


def _respelt(entry: SearchRecord, other: Mapping[str, str]) -> SearchRecord:
    """Return an entry that is also found in another spelling of its title and of its names."""

    def respelt(text: str) -> str:
        return re.sub(r"\w+", lambda word: other.get(word[0], word[0]), text.lower())

    title = respelt(entry.title)
    return replace(
        entry,
        other_spelling="" if title == entry.title.lower() else title,
        names=(*entry.names, *map(respelt, entry.names)),
    )


def _candidate(guide: Guide, candidate: Candidate) -> Iterator[SearchRecord]:
    yield _overview(guide, candidate)
    for anchor, title, text in _parts(guide, candidate):
        yield SearchRecord(
            address=f"{candidate.address}#{anchor}",
            kind=guide.edition.subject.one.capitalize(),
            title=f"{candidate.name}: {title}",
            text=text,
        )


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
    statements = guide.statements.of(candidate)
    for judgement in statements.judgements.values():
        yield judgement.anchor, judgement.label, _sentences(judgement.shown.capitalize(), voice.plain(judgement.reason))
    for answer in statements.features.values():
        yield answer.anchor, answer.label, _sentences(answer.shown, answer.note)
    for fact in statements.facts.values():
        yield fact.anchor, fact.label, _sentences(fact.shown, fact.reason, fact.note)


def _criteria(guide: Guide) -> Iterator[SearchRecord]:
    voice = TextWriter(guide.figures, urls.METHOD)
    for key, criterion in guide.criteria.items():
        words = (f"{grade.label}: {voice.plain(grade.meaning)}" for grade in criterion.words.values())
        yield SearchRecord(
            address=routes.criterion_address(key),
            kind="Method",
            title=criterion.label,
            text=_sentences(criterion.question, voice.plain(criterion.evidence), *words),
            names=(criterion.label, _words(key)),
        )


def _comparisons(guide: Guide) -> Iterator[SearchRecord]:
    statements = {candidate.name: guide.statements.of(candidate) for candidate in guide.candidates}
    for key, feature in guide.features.features.items():
        answers = (f"{name}: {known.features[key].shown}" for name, known in statements.items())
        yield _comparison("box", key, feature.label, _sentences(feature.line, *answers))
    for key, kind in guide.fact_types.items():
        answers = (f"{name}: {known.facts[key].shown}" for name, known in statements.items())
        yield _comparison("fact", key, kind.label, _sentences(kind.question, *answers))


def _comparison(kind: Literal["box", "fact"], key: str, label: str, text: str) -> SearchRecord:
    return SearchRecord(
        address=routes.comparison_address(kind, key),
        kind="Comparison",
        title=label,
        text=text,
        names=(label, _words(key)),
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
        text = _sentences(fact.shown, fact.reason, fact.note)
        yield SearchRecord(address=fact.address, kind="Method", title=fact.label, text=text)


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
