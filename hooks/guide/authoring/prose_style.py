"""Measures the editors' text: length, long and repeated sentences, filler, spelling, unused and ageing facts."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from guide.checks.typed_numbers import typed_numbers, without_code_blocks
from guide.model.facts import Evidence
from guide.model.fields import INLINE
from guide.model.vocabulary import Bounds, Wording
from guide.render.text import TextWriter
from guide.source.annotations import marked
from guide.source.library import Library, Located
from guide.source.references import REFERENCE, Figures, all_figures, find

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[A-Z“\"`0-9])")
_WORD = re.compile(r"[^\W_][\w'’./+#-]*")
_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A paragraph, a list item or a line of the editors' text, as readers see it."""

    path: str
    text: str

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(part for part in _SENTENCE_END.split(self.text) if part)


def words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def prose_passages(library: Library, *, resolve: bool = True) -> Iterator[Passage]:
    """Yield the passages of every prose file; headings, tables and examples are left out.

    References become what they stand for, unless `resolve` is false.
    """
    figures = all_figures(library)
    for own, prose in library.all_prose():
        for section in prose.sections:
            for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )", without_code_blocks(section.text)):
                if block.strip() and not block.lstrip().startswith("|"):
                    yield Passage(path=prose.path, text=_plain(block, figures, own) if resolve else block)


def data_passages(library: Library, *, resolve: bool = True) -> Iterator[Passage]:
    """Yield the texts of the editors that stand in data files, references resolved as for prose."""
    figures = all_figures(library)
    for located in library.records():
        for _, text in marked(located.record, INLINE, located.kind):
            writer = TextWriter(figures, "/", library.own_slug(located))
            yield Passage(path=located.document.path, text=" ".join((writer.plain(text) if resolve else text).split()))


def passages(library: Library, *, resolve: bool = True) -> tuple[Passage, ...]:
    """Return all of the editors' text, from prose and from data files, references resolved as for prose."""
    return (*prose_passages(library, resolve=resolve), *data_passages(library, resolve=resolve))


def unbound_numbers(library: Library) -> Iterator[tuple[str, str]]:
    """Yield path and number of every number that was typed into the text."""
    allowed = library.one("allowed")
    for passage in passages(library, resolve=False):
        for number in typed_numbers(passage.text, allowed):
            yield passage.path, number


def _plain(block: str, figures: Figures, own: str) -> str:
    """Return a block of Markdown without its marks, references resolved."""
    text = re.sub(r"^\s*(?:[-*>]|\d+\.|#+)\s+", "", block, flags=re.MULTILINE)
    text = re.sub(r"\[([^\[\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"`[^`]*`|" + REFERENCE.pattern, lambda match: _resolved(match, figures, own), text)
    return " ".join(re.sub(r"\*+|(?<!\w)_|_(?!\w)|\|", "", text).split())


def _resolved(match: re.Match[str], figures: Figures, own: str) -> str:
    return find(figures, match[1], own).text if match[0].startswith("[[") else match[0].strip("`")


def lengths(library: Library) -> dict[str, int]:
    """Return the number of words of each prose file and each pair, by path."""
    counts: dict[str, int] = defaultdict(int)
    pairs = {located.document.path for located in library.pairs.values()}
    for passage in passages(library):
        if passage.path.startswith("content/") or passage.path in pairs:
            counts[passage.path] += words(passage.text)
    return dict(counts)


def out_of_bounds(library: Library) -> Iterator[str]:
    """Yield, as sentences, the files whose text is too short or too long."""
    wording: Wording = library.one("wording")
    candidates = {source.prose.path for source in library.candidate_prose.values()}
    for path, count in sorted(lengths(library).items()):
        kind = "candidate" if path in candidates else "pair" if path.startswith("data/") else "page"
        bounds: Bounds = getattr(wording.words, kind)
        if not bounds.least <= count <= bounds.most:
            yield f"{path}: {count} words; a {kind} has {bounds.least} to {bounds.most}"


def repeated(library: Library) -> dict[str, tuple[str, ...]]:
    """Return the sentences that stand in more than one file, with the files."""
    least = library.one("wording").repeated_from
    found: dict[str, set[str]] = defaultdict(set)
    for passage in passages(library):
        for sentence in passage.sentences:
            if words(sentence) >= least:
                found[sentence.strip().rstrip(".").casefold()].add(passage.path)
    return {sentence: tuple(sorted(paths)) for sentence, paths in sorted(found.items()) if len(paths) > 1}


def unused_facts(library: Library) -> Iterator[str]:
    """Yield the facts that exist for the sake of text and that no text refers or links to."""
    texts = [text for located in library.records() for _, text in marked(located.record, INLINE, located.kind)]
    texts += [section.heading + section.text for _, prose in library.all_prose() for section in prose.sections]
    used = {match[1] for text in texts for match in REFERENCE.finditer(text)}
    used |= {match[1].replace("-", "_") for text in texts for match in re.finditer(r"\(#fact-([a-z0-9-]+)\)", text)}
    for slug, sheet in library.facts.items():
        for key in sheet.record.more:
            if key not in used and f"{slug}.{key}" not in used:
                yield f"{sheet.document.path}: more.{key}"
    for key in library.one("evidence"):
        if f"evidence.{key}" not in used:
            yield f"data/evidence.yml: {key}"


def old_sources(library: Library, today: dt.date) -> Iterator[str]:
    """Yield the statements whose source is older than a year."""
    for located in library.records():
        for location, evidence in _evidence(located):
            if evidence.as_of.last_day < today - _YEAR:
                yield f"{located.document.path}: {'.'.join(location)} ({evidence.as_of})"


def _evidence(located: Located[Any]) -> Iterator[tuple[tuple[str, ...], Evidence]]:
    def walk(value: Any, location: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Evidence]]:
        if isinstance(value, Evidence):
            yield location, value
        elif isinstance(value, BaseModel):
            for name in type(value).model_fields:
                yield from walk(getattr(value, name), (*location, name))
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from walk(item, (*location, str(key)))

    return walk(located.record, ())


def filler(passage: Passage, wording: Wording) -> Iterator[str]:
    """Yield the phrases in a passage that give away filler."""
    for phrase in wording.filler:
        if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", passage.text, re.IGNORECASE):
            yield phrase


def foreign_spelling(passage: Passage, spelling: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield words in the spelling that the guide does not use, each with the one it does."""
    for word in re.findall(r"[A-Za-z]+", passage.text):
        if word.lower() in spelling:
            yield word, spelling[word.lower()]


def long_sentences(passage: Passage, longest: int) -> Iterator[tuple[int, str]]:
    """Yield the sentences with more words than `longest`, each with its number of words."""
    for sentence in passage.sentences:
        if words(sentence) > longest:
            yield words(sentence), sentence
