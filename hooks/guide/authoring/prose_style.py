"""Holds the editors' text to data/vocabulary/wording.yml, codespell and a reading grade: what `guide words` reports."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import textstat

from guide.model.fields import INLINE
from guide.model.vocabulary import Bounds, Wording
from guide.source.library import Library
from guide.source.records.annotations import marked
from guide.source.references import all_figures, plain
from guide.source.text.markdown import REFERENCE, without_code_blocks

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[A-Z“\"`0-9])")
_WORD = re.compile(r"[^\W_][\w'’./+#-]*")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )")
_MARKS = re.compile(r"^\s*(?:[-*>]|\d+\.|#+)\s+|\]\([^)]*\)|[\[\]*|]|(?<!\w)_|_(?!\w)", re.MULTILINE)

_CODE = re.compile(r"`[^`]*`")

Texts = Mapping[str, Sequence[str]]
"""The paragraphs, list items and lines of the editors' text as readers see them, by file."""


def texts(library: Library) -> Texts:
    """Return the editors' text, references resolved; headings, tables and code are left out."""
    figures = all_figures(library)
    by_path: dict[str, list[str]] = defaultdict(list)
    for own, prose in library.all_prose():
        for block in (block for section in prose.sections for block in _BLOCK.split(without_code_blocks(section.text))):
            if block.strip() and not block.lstrip().startswith("|"):
                by_path[prose.path].append(
                    " ".join(_MARKS.sub("", plain(_CODE.sub("code", block), figures, own)).split())
                )
    for located in library.records():
        for _, text in marked(located.record, INLINE, located.kind):
            by_path[located.document.path].append(" ".join(plain(text, figures, library.own_slug(located)).split()))
    return by_path


def words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; one ends only before something that can start another."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def _each(by_path: Texts) -> Iterator[tuple[str, str]]:
    return ((path, text) for path, lines in by_path.items() for text in lines)


def out_of_bounds(library: Library, by_path: Texts) -> Iterator[str]:
    """Yield, as sentences, the files whose text is too short or too long for what they are."""
    kinds = {source.prose.path: "candidate" for source in library.candidate_prose.values()}
    kinds |= {page.prose.path: "page" for page in library.pages.values()}
    kinds |= {located.document.path: "pair" for located in library.pairs.values()}
    for path, kind in sorted(kinds.items()):
        bounds: Bounds = getattr(library.one("wording").words, kind)
        count = sum(map(words, by_path.get(path, ())))
        if not bounds.least <= count <= bounds.most:
            yield f"{path}: {count} words; a {kind} has {bounds.least} to {bounds.most}"


def repeated(by_path: Texts, least: int) -> Iterator[str]:
    """Yield the sentences of at least so many words that stand in more than one file, with the files."""
    places: dict[str, set[str]] = defaultdict(set)
    for path, text in _each(by_path):
        for sentence in sentences(text):
            places[sentence.strip().rstrip(".").casefold()].add(path)
    for sentence, paths in sorted(places.items()):
        if len(paths) > 1 and words(sentence) >= least:
            yield f"{', '.join(sorted(paths))}: {sentence}"


def ill_worded(by_path: Texts, wording: Wording) -> Iterator[str]:
    """Yield the phrases that say nothing, and the words in a spelling that is not the guide's."""
    wrong = {phrase.lower(): "says nothing" for phrase in wording.filler}
    wrong |= {word.lower(): f"is spelt '{ours}' here" for word, ours in wording.spelling.items()}
    either = "|".join(map(re.escape, sorted(wrong, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    for path, text in _each(by_path):
        yield from (f"{path}: '{phrase}' {wrong[phrase.lower()]}: {text[:80]}" for phrase in pattern.findall(text))


def unused_facts(library: Library) -> Iterator[str]:
    """Yield the facts that exist for the sake of text and that no text refers or links to."""
    raw = [text for located in library.records() for _, text in marked(located.record, INLINE, located.kind)]
    raw += [section.heading + section.text for _, prose in library.all_prose() for section in prose.sections]
    used = {match[1] for text in raw for match in REFERENCE.finditer(text)}
    used |= {match[1].replace("-", "_") for text in raw for match in re.finditer(r"\(#fact-([a-z0-9-]+)\)", text)}
    for slug, sheet in library.facts.items():
        unused = (key for key in sheet.record.more if not {key, f"{slug}.{key}"} & used)
        yield from (f"{sheet.document.path}: more.{key}" for key in unused)
    yield from (f"data/evidence.yml: {key}" for key in library.one("evidence") if f"evidence.{key}" not in used)


def report(library: Library, root: Path) -> Iterator[str]:
    """Yield the lines of the report: each file with its long sentences, then what concerns them all."""
    wording, by_path = library.one("wording"), texts(library)
    for path, lines in sorted(by_path.items()):
        text = "\n".join(lines)
        yield f"{path}: {words(text)} words, reading grade {textstat.automated_readability_index(text):.0f}"
        for sentence in (sentence for line in lines for sentence in sentences(line)):
            if words(sentence) > wording.longest_sentence:
                yield f"  {words(sentence)} words in one sentence: {sentence}"
    command = [sys.executable, "-m", "codespell_lib", "--ignore-words-list", ",".join(wording.terms), "content", "data"]
    misspelt = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - no input
    for title, findings in {
        "Too short or too long": [*out_of_bounds(library, by_path)],
        "Sentences in several files": [*repeated(by_path, wording.repeated_from)],
        "Filler and other spellings": [*ill_worded(by_path, wording)],
        "Misspelt": misspelt.stdout.splitlines(),
        "Facts that no text uses": [*unused_facts(library)],
    }.items():
        yield from (f"{title}: {len(findings) or 'none'}", *(f"  {finding}" for finding in findings))
