"""Slips of a clumsy contributor: what is typed, where, and into which kind of field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.checks.run import check_library
from guide.model.problems import Problem
from guide.source.cache import Cache
from guide.source.library import read_library
from hostile import Leaf, leaves, with_another
from worlds import TODAY, problems, read, write

Slip = Callable[[str], str]
"""What a sound value or line becomes."""

TEXTS: Mapping[str, Slip] = {
    "a mark of something unfinished": lambda text: f"{text} TODO",
    "a question to oneself": lambda text: f"{text} ???",
    "to be decided": lambda text: f"{text[:20]} TBD {text[20:]}",
    "filler": lambda _text: "Lorem ipsum dolor sit amet",
    "nothing but signs": lambda _text: "…",
    "a dash": lambda _text: "-",
    "a mark of a merge": lambda text: f"<<<<<<< HEAD {text}",
    "another mark of a merge": lambda _text: "||||||| base",
    "a wrong encoding": lambda text: f"{text} caf\u00c3\u00a9 it\u00e2\u20ac\u2122s",
    "a lost character": lambda text: f"{text} caf\ufffd",
    "a word twice": lambda text: f"{text} of the the same",
    "the text twice": lambda text: f"{text} in short {text} in short",
    "letters that look alike": lambda text: f"{text} d\u0430t\u0430",
    "letters of full width": lambda text: f"{text} \uff24ata",
    "marks heaped on a letter": lambda text: f"{text} a\u0300\u0301\u0302\u0303",
    "what a template fills in": lambda text: f"{text} {{{{ name }}}}",
    "what a shell fills in": lambda text: f"{text} ${{name}}",
    "a gap between brackets": lambda _text: "[insert name]",
    "a source to come": lambda text: f"{text} [citation needed]",
    "a footnote": lambda text: f"{text} [^1]",
    "a bracket that stays open": lambda text: f"{text} (more",
    "something to do": lambda text: f"{text} (todo: look)",
    "slanted type by lines": lambda text: f"{text} _really_",
    "a whole book": lambda text: f"{text}{' word' * 40_000}",
    "a word without end": lambda text: f"{text} {'w' * 500}",
    "bold type": lambda text: f"{text} **really**",
    "slanted type": lambda text: f"{text} *really*",
    "a link of Markdown": lambda text: f"{text} [more](https://granite.example/)",
    "an image": lambda text: f"{text} ![more](/more.png)",
    "struck through": lambda text: f"{text} ~~not~~",
    "HTML": lambda text: f"<b>{text}</b>",
    "a line break in HTML": lambda text: f"{text}<br>more",
    "a comment in HTML": lambda text: f"{text} <!-- more -->",
    "a character by its name": lambda text: f"{text} &amp; more",
    "half code": lambda text: f"{text} `more",
    "a heading": lambda text: f"# {text}",
    "an entry of a list": lambda text: f"- {text}",
    "single brackets": lambda text: f"{text} [edition.year]",
    "curly quotes": lambda text: f"“{text}”",
    "half a quotation": lambda text: f'{text} "more',
    "a comma at the end": lambda text: f"{text},",
    "space at the end": lambda text: f"{text} ",
    "space at the start": lambda text: f" {text}",
    "an empty text": lambda _text: "",
    "a character that nobody sees": lambda text: f"{text}\u200b",
    "text turned round": lambda text: f"\u202e{text}",
    "an escape": lambda text: f"{text}\x1b[31m",
    "a null": lambda text: f"{text}\0",
}

EDITORS_TEXTS: Mapping[str, Slip] = {
    "an unknown reference": lambda text: f"{text} [[no.such]]",
    "half a reference": lambda text: f"{text} [[edition.year",
    "an empty reference": lambda text: f"{text} [[]]",
    "a typed number": lambda text: f"{text} since 1887",
}
"""For texts in the editors' voice."""

ADDRESSES: Mapping[str, Slip] = {
    "no encryption": lambda _address: "http://granite.example/",
    "no scheme": lambda _address: "granite.example/docs",
    "a scheme twice": lambda address: f"https://{address}",
    "capitals in the scheme": lambda address: address.replace("https", "HTTPS"),
    "half a scheme": lambda address: address.replace("https://", "https:/"),
    "a page of this site": lambda _address: "/about/",
    "a user before the host": lambda address: address.replace("https://", "https://granite.example@"),
    "a port": lambda _address: "https://granite.example:8443/",
    "a number for a host": lambda _address: "https://192.0.2.7/",
    "a number for a host, of six": lambda _address: "https://[2001:db8::1]/",
    "a host without a dot": lambda _address: "https://localhost/",
    "a dot behind the host": lambda _address: "https://granite.example./",
    "a host in other letters": lambda _address: "https://gr\u0430nite.example/",
    "a host in disguise": lambda _address: "https://xn--grnite-4nf.example/",
    "two dots": lambda _address: "https://granite..example/",
    "a host that looks like a known one": lambda _address: "https://granlte.example/",
    "one letter more than a known host": lambda _address: "https://granitee.example/",
    "a known host in front of another": lambda _address: "https://granite.example.evil.example/",
    "an example": lambda _address: "https://example.org/page",
    "who led there": lambda address: f"{address.rstrip('/')}/?utm_source=feed",
    "a space": lambda address: f"{address} ",
    "the end of a sentence": lambda address: f"{address.rstrip('/')}.",
    "a script": lambda _address: "javascript:alert(1)",
    "words": lambda _address: "see the website",
}

DATES: Mapping[str, Slip] = {
    "a month that is none": lambda _date: "2025-13",
    "a day that is none": lambda _date: "2025-02-30",
    "one digit": lambda _date: "2025-1-5",
    "slashes": lambda _date: "2025/11/20",
    "the other way round": lambda _date: "20.11.2025",
    "in words": lambda _date: "November 2025",
    "a time as well": lambda _date: "2025-11-20T10:00:00",
    "the future": lambda _date: "2062-11-20",
    "before everything": lambda _date: "1025-11-20",
    "two digits for the year": lambda _date: "25-11-20",
    "today": lambda _date: "today",
}

NAMES: Mapping[str, Slip] = {
    "a letter twice": lambda name: f"{name}{name[-1]}",
    "capitals": lambda name: name.upper(),
    "a space": lambda name: f"{name} x",
    "another language": lambda _name: "größe",
    "a colour": lambda _name: "green",
}

LINES: Mapping[str, Callable[[re.Match[str]], str]] = {
    "a comment that cuts": lambda line: f"{line[1]}{line[2]}: Some words about ticket #36 and more of them",
    "no space behind the colon": lambda line: f"{line[1]}{line[2]}:{line[3]}",
    "a letter less in the key": lambda line: f"{line[1]}{line[2][:-1]}: {line[3]}",
    "a capital in the key": lambda line: f"{line[1]}{line[2].capitalize()}: {line[3]}",
    "the line twice": lambda line: f"{line[0]}\n{line[0]}",
    "an empty value": lambda line: f"{line[1]}{line[2]}:",
    "null": lambda line: f"{line[1]}{line[2]}: null",
    "a tilde": lambda line: f"{line[1]}{line[2]}: ~",
    "an unquoted number": lambda line: f"{line[1]}{line[2]}: 3.10",
    "a list": lambda line: f"{line[1]}{line[2]}: [[a], b]",
    "a mapping": lambda line: f"{line[1]}{line[2]}: {{a: b}}",
    "a truth": lambda line: f"{line[1]}{line[2]}: true",
    "an anchor": lambda line: f"{line[1]}{line[2]}: &here {line[3]}",
    "an alias": lambda line: f"{line[1]}{line[2]}: *there",
    "a tag": lambda line: f"{line[1]}{line[2]}: !!str {line[3]}",
    "half a quotation": lambda line: f'{line[1]}{line[2]}: "{line[3]}',
    "half a bracket": lambda line: f"{line[1]}{line[2]}: [{line[3]}",
    "a colon in a text": lambda line: f"{line[1]}{line[2]}: Mind this: it breaks",
    "a tab": lambda line: f"{line[1]}{line[2]}:\t{line[3]}",
    "an entry below": lambda line: f"{line[0]}\n{line[1]}  - more",
    "a key that stands in": lambda line: f" {line[0]}",
    "a second document": lambda line: f"{line[0]}\n---",
    "another key": lambda line: f"{line[1]}remark: so\n{line[0]}",
    "a mark of a merge": lambda line: f"<<<<<<< HEAD\n{line[0]}",
    "both sides of a merge": lambda line: f"<<<<<<< HEAD\n{line[0]}\n=======\n{line[0]}\n>>>>>>> theirs",
    "a fence": lambda line: f"```yaml\n{line[0]}",
    "an added line of a patch": lambda line: f"+{line[0]}",
    "a line that goes on": lambda line: f"{line[0]}\n{line[1]}and more words",
    "a colon of full width": lambda line: f"{line[1]}{line[2]}\uff1a {line[3]}",
    "an equals sign": lambda line: f"{line[1]}{line[2]} = {line[3]}",
    "a sign that YAML keeps": lambda line: f"{line[1]}{line[2]}: @{line[3]}",
    "an apostrophe between apostrophes": lambda line: f"{line[1]}{line[2]}: 'It's {line[3]}'",
    "more behind a quotation": lambda line: f'{line[1]}{line[2]}: "It" is {line[3]}',
    "an escape that is none": lambda line: f'{line[1]}{line[2]}: "C:\\path {line[3]}"',
    "a key in curly quotes": lambda line: f"{line[1]}\u201c{line[2]}\u201d: {line[3]}",
    "a bullet of an office": lambda line: f"{line[1]}\u2022 {line[2]}: {line[3]}",
    "a comma behind it": lambda line: f"{line[0]},",
}
"""What becomes of a line with a key and a text."""

LINE = re.compile(r"^( *)([a-z_]+): ([A-Z][\w ,']+[.]?)$", re.MULTILINE)
"""A key with a text of its own: indentation, key, text."""


@dataclass(frozen=True)
class Told:
    """What the check says of one slip."""

    place: str
    problems: tuple[str, ...]


def judged(root: Path, cache: Cache) -> tuple[str, ...]:
    """Return what the check says of a guide: of its files, and of what is written only where the files are sound."""
    library = read_library(root, cache)
    found: list[Problem] = library.problems + check_library(library, TODAY)
    return tuple(sorted({str(problem) for problem in found})) or tuple(problems(root))


def with_value(root: Path, cache: Cache, leaf: Leaf, value: str) -> Told:
    """Return what is said of another value in the place of one."""
    sound = read(root, leaf.path)
    write(root, leaf.path, with_another(root, leaf, value))
    try:
        return Told(f"{leaf.kind}", judged(root, cache))
    finally:
        write(root, leaf.path, sound)


def with_line(root: Path, cache: Cache, path: str, line: re.Match[str], slip: Callable[[re.Match[str]], str]) -> Told:
    """Return what is said of another line in the place of one."""
    sound = read(root, path)
    write(root, path, sound[: line.start()] + slip(line) + sound[line.end() :])
    try:
        return Told(f"{path}: {line[2]}", judged(root, cache))
    finally:
        write(root, path, sound)


_KNOWN_NAMES = re.compile(
    r"facts: (languages|style|status|kind|missing)|opinions: (tier|when|word|facts|candidate)|not-ranked: nearest"
    r"|decision: (origin|effort|language|pick|runner_up|question)|changes: (kind|candidates|ranking)"
    r"|vocabulary: (type|tone|news|place|refresh)"
)
"""Fields whose values are names that something else has to know; the others may hold any word."""


def places(root: Path, shape: str) -> Iterator[Leaf]:
    """Yield one field of each kind whose value has a shape: text, address, date or name."""
    seen: set[str] = set()
    for leaf in leaves(root):
        if _shape(leaf) == shape and leaf.kind not in seen:
            seen.add(leaf.kind)
            yield leaf


def _shape(leaf: Leaf) -> str:
    if leaf.text.startswith("https://"):
        return "address"
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", leaf.text):
        return "date"
    if re.fullmatch(r"[a-z0-9_/-]+", leaf.text):
        return "name" if _KNOWN_NAMES.fullmatch(leaf.kind) else ""
    return "text" if re.match(r"[A-Z].*[ ]", leaf.text) else ""
