"""What no text of a data file is, whatever its field: a leftover, nothing but signs, a mark, a double of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from guide.model.problems import Location, Problem
from guide.source.records.yaml_reader import Document
from guide.source.text import markdown

_LEFTOVER = re.compile(
    r"(?=[FWACILPTXYacilptxy(?<>=|\[{$])(?:\b(?:TODO|FIXME|XXX|TBD|TBC|WIP|TBA)\b"
    r"|\b(?i:lorem ipsum|to be (?:decided|confirmed|announced|determined)"
    r"|coming soon|(?:insert|your|add) (?:text|name|value|title|source|link|description) here"
    r"|placeholder text|xxx|todo:)(?!\w)|\(todo\b|\?\?\?|<{7}|>{7}|={7}|\|{7}"
    r"|\[(?i:(?:citation|source|reference) needed|(?:insert|your|add|todo)\b[^\]]*)\]|\{\{|\{%|\$\{)"
)
"""What keeps a place, or what a merge or a template left behind; how it can begin comes first, for speed."""

_TWICE = re.compile(r"\b(the|an|of|to|and|for|with|at|by|from|or|as)[ \n]+\1\b", re.IGNORECASE)

_STYLED = "\uff01-\uff5e\u24b6-\u24e9\U0001d400-\U0001d7ff\U0001f110-\U0001f189"
"""Latin at full width, in circles, in the types of formulas, in boxes."""

_LOOKS_LATIN = (
    f"{_STYLED}\u0250-\u02af\u0370-\u039b\u039d-\u03a8\u03aa-\u03bb\u03bd-\u03ff\u0400-\u052f\u0531-\u0587\u10a0-\u10ff"
    "\u13a0-\u13ff\u1d00-\u1dbf\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2139\u2160-\u2188"
    "\u2c80-\u2cff\ua4d0-\ua4ff\U00010280-\U0001044f"
)
"""These, signs of pronunciation, Greek without the signs of units, Cyrillic, Armenian, Georgian, Cherokee, small
capitals, letters of formulas, numbers of Rome, Coptic, Lisu, and what is dead.
"""

_STRANGE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\S{300,}"), "'{}' is too long for a word; part it"),
    (_LEFTOVER, "'{}' keeps the place of something; write it"),
    (_TWICE, "'{}' stands here twice over; take one out"),
)
"""What nobody means in any text, and what is said of it."""

_STRANGE_LETTERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            "[\u00c2\u00c3\u00e2\u00f0][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+|\ufffd"
        ),
        "'{}' is what a wrong encoding made of something; type it again, and save the file as UTF-8",
    ),
    (
        re.compile(rf"\w*(?:[A-Za-z][{_LOOKS_LATIN}]|[{_LOOKS_LATIN}][A-Za-z])\w*|[{_STYLED}]+"),
        "'{}' mixes letters of alphabets that look alike; type it again",
    ),
    (
        re.compile(r".[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3,}"),
        "'{}' has marks heaped on a letter; take them off",
    ),
)
"""The same, where letters are not ASCII: most texts need not be looked through for these."""

_LONGEST = 5_000
"""In characters, of a text of the data or a line of prose: a few paragraphs."""

_NOTHING = re.compile(r"(?i:n/?a|none|null|nil|unknown|tbd|todo|foo|bar|asdf\w*|test|placeholder|example)\.?")
"""A whole text that says nothing."""

_OF_VALUES = frozenset(
    {
        *(
            "value",
            "note",
            "reason",
            "what",
            "why",
            "title",
            "detail",
            "verdict",
            "says",
            "meaning",
            "documents",
            "little",
        ),
        *(
            "against",
            "question",
            "meets",
            "line",
            "caution",
            "evidence",
            "baseline",
            "description",
            "heading",
            "headline",
        ),
        *("runtime", "misread"),
    }
)
"""Keys of texts that tell something."""

_CURLY = re.compile("[“”„‘’«].*[“”‘’»]", re.DOTALL)
_STRAIGHT = re.compile(r"(?<!\w)'[^']+'|\"[^\"]*\"")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ADDRESSES = frozenset({"title", "label", "note", "reason", "what", "why", "detail", "verdict", "says", "runtime"})
_REPEATABLE = frozenset({"source", "second_source", "reason", "options", "spelling"})
"""Keys below which a text may well stand twice."""

_TOLD_TWICE = 24
"""From how many characters on a text is too much of its own to be said twice."""


def text_problems(document: Document, told: AbstractSet[int]) -> Iterator[Problem]:
    """Yield what is wrong with the texts and lists of a document, one problem a place.

    Takes the lines that have a problem already.
    """
    seen: dict[str, Location] = {}
    for location, value in _values(document.value):
        if location in document.spoiled or (told and document.place(location)[0] in told):
            continue
        if isinstance(value, tuple):
            yield from _doubles(document, location, value)
        elif not _ADDRESS.fullmatch(value) or _key(location) in _ADDRESSES:
            if flaw := next(flaws_of(_key(location), value), None):
                yield document.problem(location, flaw[1], needle=flaw[0])
            elif len(value) >= _TOLD_TWICE and " " in value and not _REPEATABLE & set(location):
                if value in seen and ("note" not in location or seen[value][:-1] == location[:-1]):
                    line = document.place(seen[value])[0]
                    yield document.problem(location, f"the very text of line {line}; say what belongs here")
                seen.setdefault(value, location)


def _values(value: Any, location: Location = ()) -> Iterator[tuple[Location, str | tuple[Any, ...]]]:
    if isinstance(value, str | tuple):
        yield location, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, item in items:
        yield from _values(item, (*location, key))


def _key(location: Location) -> str:
    return next((part for part in reversed(location) if isinstance(part, str)), "")


def _doubles(document: Document, location: Location, items: tuple[Any, ...]) -> Iterator[Problem]:
    flawed = {spoiled[: len(location) + 1] for spoiled in document.spoiled}
    for number, item in enumerate(items):
        if (*location, number) not in flawed and any(_is_double(item, other) for other in items[:number]):
            yield document.problem((*location, number), "this stands in the list already; remove one")


def _is_double(item: Any, other: Any) -> bool:
    if isinstance(item, str) and isinstance(other, str):
        return item.casefold().split() == other.casefold().split()
    same_candidate = isinstance(item, dict) and isinstance(other, dict) and "candidate" in item
    return bool(item == other or (same_candidate and item["candidate"] == other.get("candidate")))


def strange(text: str) -> tuple[str, str] | None:
    """Return the words in a text that nobody means and what is wrong with them; takes a text without its code."""
    if len(text) > _LONGEST:
        return "", f"a text of {len(text)} characters; say it in {_LONGEST} at most"
    for pattern, message in _STRANGE if text.isascii() else _STRANGE + _STRANGE_LETTERS:
        if match := pattern.search(text):
            return match[0], message.format(match[0][:80])
    return None


def flaws_of(key: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text: the words at fault and a message. Takes the key that it stands under."""
    if flaw := strange(re.sub(r"`[^`]+`", "`\ufffc`", text)):
        yield flaw
    elif not re.search(r"\w", text):
        yield "", "a text without a letter or a digit; write it, or leave the key out"
    elif key in _OF_VALUES and _NOTHING.fullmatch(text):
        yield "", f"'{text}' says nothing; write it, or of a fact 'missing: unknown' and a 'reason'"
    elif _CURLY.fullmatch(text):
        yield "", f"{text} is in quotes that YAML does not know; write straight ones, or none"
    elif '"' in text and '"' in _STRAIGHT.sub("", text):
        yield '"', "a quotation mark without its counterpart; add it or remove it"
    elif _is_twice(text.split()):
        yield "", "the text stands here twice over; take one out"
    elif _open(text):
        yield "(", "a bracket that does not close; close it or take it out"
    elif text.endswith((",", ";")):
        yield "", f"the text ends with '{text[-1]}'; end the sentence, or remove it"
    elif key in _ADDRESSES and (address := _ADDRESS.search(text)):
        yield address[0], "an address in the place of words; say what is there"
    else:
        yield from (("", message) for message in markdown.marks_in(text))


def _is_twice(words: Sequence[str]) -> bool:
    half = len(words) // 2
    return half > 1 and words[:half] == words[half:]


def _open(text: str) -> bool:
    if "(" not in text:
        return False
    spared = re.sub(r"`[^`]+`", "", text)
    return spared.count("(") > spared.count(")")
