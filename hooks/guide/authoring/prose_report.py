"""The report of `guide words`, line by line."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import textstat

from guide.authoring import prose_style
from guide.authoring.prose_style import Passage
from guide.model.vocabulary import Wording
from guide.source.library import Library


def report_words(library: Library, today: dt.date) -> Iterator[str]:
    """Yield the lines of the report: a part for each file of text, then what concerns them all."""
    rules: Wording = library.one("wording")
    passages = prose_style.passages(library)
    by_path: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_path[passage.path].append(passage)
    misspelt = _misspelt(passages, rules.terms)
    for path, part in sorted(by_path.items()):
        yield from _page(path, part, rules, misspelt.get(path, ()))
    yield from _list("Too short or too long", prose_style.out_of_bounds(library))
    repeats = prose_style.repeated(library)
    yield from _list("Sentences in several files", (f"{', '.join(repeats[text])}: {text}" for text in repeats))
    yield from _list("Numbers that are not bound to the data", map(": ".join, prose_style.unbound_numbers(library)))
    yield from _list("Facts that no text uses", prose_style.unused_facts(library))
    yield from _list("Sources older than a year", prose_style.old_sources(library, today))


def _page(path: str, passages: Sequence[Passage], rules: Wording, misspelt: Sequence[str]) -> Iterator[str]:
    text = "\n".join(passage.text for passage in passages)
    grade = textstat.automated_readability_index(text)
    longest = max((prose_style.words(sentence) for passage in passages for sentence in passage.sentences), default=0)
    yield f"{path}: {prose_style.words(text)} words, reading grade {grade:.0f}, longest sentence {longest} words"
    for passage in passages:
        for count, sentence in prose_style.long_sentences(passage, rules.longest_sentence):
            yield f"  {count} words in one sentence: {sentence}"
        for phrase in prose_style.filler(passage, rules):
            yield f"  filler, '{phrase}': {passage.text[:80]}"
        for word, ours in prose_style.foreign_spelling(passage, rules.spelling):
            yield f"  spelling, '{word}'; here it is '{ours}'"
    for finding in misspelt:
        yield f"  spelling, {finding}"


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield f"{title}: {len(found) or 'none'}"
    yield from (f"  {line}" for line in found)


def _misspelt(passages: Sequence[Passage], terms: Sequence[str]) -> dict[str, list[str]]:
    """Return what codespell finds, by path."""
    command = [sys.executable, "-m", "codespell_lib", "-", "--ignore-words-list", ",".join(terms)]
    text = "\n".join(passage.text for passage in passages)
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603 - no input
    found: dict[str, list[str]] = defaultdict(list)
    for line in result.stdout.splitlines():
        number, _, finding = line.partition(": ")
        if number.isdigit():
            found[passages[int(number) - 1].path].append(finding)
    return found
