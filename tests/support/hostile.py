"""Plants hostile values into every text of a guide that its check does not refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

from guide.checks import titles
from guide.source.records.yaml_reader import read_document
from guide.source.text import markdown, prose, texts
from worlds import problems, read, write

PAYLOADS = (
    "<script>window.__pwned=true</script>",
    '"><img src=x onerror=window.__pwned=true>',
    "' onmouseover='window.__pwned=true' x='",
    '" onfocus="window.__pwned=true" autofocus tabindex="',
    "javascript:window.__pwned=true",
    "[press](javascript:window.__pwned=true)",
    "](javascript:alert(document))",
    '{{ "in" ~ "jected" }}',
    "{{ config.site_name }} {% raw %} {% endraw %}{% include x %} {# gone #}",
    "</style></title></textarea></script></p></td></article>",
    "--> <!-- ]]> <![CDATA[",
    "[[ <b>bold</b> [",
    "**strong** __init__ ~~~ | a | b | # not a heading",
    "&lt;i&gt; &quot; &NotEqualTilde; &colon; %ff",
    "\\n \\ ${window.__pwned=true} \\",
    "end",
)
"""What breaks out of HTML, attributes, styles, scripts, Markdown and Jinja where something is not escaped.

There is no digit in it, because the check refuses digits that are typed into text.
"""

MILD = tuple(payload for payload in PAYLOADS if "](" not in payload and "[[" not in payload)
"""Those that front matter may hold as well: links that lead nowhere and half references are refused there."""

NEVER_SHOWN = "data/vocabulary/numbers.yml"
"""The allow-list for typed numbers: no page shows it, and a changed entry allows something else."""

Location = tuple[str | int, ...]

_FAR = 1_000_000


@contextmanager
def without_limits() -> Iterator[None]:
    """Let titles and descriptions be of any length, and all text hold any marks, so that everything hostile fits in."""
    with (
        mock.patch.multiple(titles, LONGEST_TITLE=_FAR, LONGEST_DESCRIPTION=_FAR),
        mock.patch.object(texts, "flaws_of", return_value=iter(())),
        mock.patch.object(markdown, "_block_flaws", return_value=()),
        mock.patch.object(prose, "strange", return_value=None),
    ):
        yield


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One text of a data file or of front matter."""

    path: str
    location: Location
    text: str

    @property
    def kind(self) -> str:
        """The folder or file, and the key, such as `opinions: verdict`."""
        place = re.sub(r"^(data|content)/|/[^/]+$|\.(yml|md)$", "", self.path)
        keys = [part for part in self.location if isinstance(part, str)]
        return f"{place}: {keys[-1] if keys else 'item'}"

    def planted(self, payloads: Sequence[str]) -> str:
        """Return the text with everything hostile behind it, each time in another order."""
        turn = sum(map(ord, f"{self.path}{self.location}")) % len(payloads)
        return " ".join((self.text, *payloads[turn:], *payloads[:turn]))


@dataclass(frozen=True, kw_only=True)
class Planted:
    """What was planted into a guide, and what its check would not have."""

    accepted: frozenset[Leaf]
    refused: frozenset[Leaf]


@dataclass(frozen=True, kw_only=True)
class _File:
    """A file as values; each of its texts stands on a line of its own when it is written."""

    path: str
    value: Any
    body: str = ""
    """What follows the front matter."""
    is_prose: bool = False

    def leaves(self) -> Iterator[Leaf]:
        for location, text in _texts(self.value):
            yield Leaf(path=self.path, location=location, text=text)

    def written(self, changed: dict[Leaf, str]) -> tuple[str, dict[int, Leaf]]:
        """Return the whole text of the file, and which leaf stands on which line."""
        marks = {f"@@{number}@@": leaf for number, leaf in enumerate(self.leaves())}
        names = {leaf.location: mark for mark, leaf in marks.items()}
        lines = json.dumps(_replaced(self.value, names), indent=1, ensure_ascii=False).splitlines()
        if self.is_prose:
            lines = ["---", *lines, "---", *self.body.splitlines()]
        places: dict[int, Leaf] = {}
        for number, line in enumerate(lines):
            if found := re.search(r'"(@@\d+@@)"', line):
                leaf = places[number + 1] = marks[found[1]]
                value = json.dumps(changed.get(leaf, leaf.text), ensure_ascii=False)
                lines[number] = line[: found.start()] + value + line[found.end() :]
        return "\n".join(lines) + "\n", places


def plant(root: Path) -> Planted:
    """Plant hostile values into every text of a guide; take back what its check refuses.

    Some texts may hold no links that lead nowhere and no half references: they get all but these.
    """
    everything = leaves(root)
    bold = left_standing(root, {leaf: leaf.planted(PAYLOADS) for leaf in everything})
    planted = {leaf: leaf.planted(PAYLOADS if leaf in bold else MILD) for leaf in everything}
    accepted = frozenset(left_standing(root, planted))
    return Planted(accepted=accepted, refused=frozenset(everything) - accepted)


def left_standing(root: Path, changed: dict[Leaf, str]) -> set[Leaf]:
    """Write changed texts into a guide and take back what its check refuses, until it refuses nothing more.

    Some checks wait until others have passed, so one round is not enough. Returns the leaves that stayed changed.
    """
    files = list(_files(root))
    while refused := refusals(root, changed, files):
        assert refused <= changed.keys(), f"refused without having been changed: {refused - changed.keys()}"
        changed = {leaf: text for leaf, text in changed.items() if leaf not in refused}
    return set(changed)


def refusals(root: Path, changed: dict[Leaf, str], files: list[_File] | None = None) -> set[Leaf]:
    """Write a guide with some texts changed; return the leaves on whose lines the check finds problems."""
    found: dict[tuple[str, int], Leaf] = {}
    for file in files or list(_files(root)):
        text, places = file.written(changed)
        write(root, file.path, text)
        found |= {(file.path, line): leaf for line, leaf in places.items()}
    refused: set[Leaf] = set()
    for problem in problems(root):
        path, line, _, message = problem.split(":", 3)
        assert (path, int(line)) in found, f"{path}:{line}:{message}"
        refused.add(found[path, int(line)])
    return refused


def with_another(root: Path, leaf: Leaf, text: str) -> str:
    """Return the whole text of a leaf's file with another text in its place."""
    return next(file for file in _files(root) if file.path == leaf.path).written({leaf: text})[0]


def leaves(root: Path) -> list[Leaf]:
    """Return every text of a guide's data and front matter."""
    return [leaf for file in _files(root) for leaf in file.leaves()]


def _files(root: Path) -> Iterator[_File]:
    for file in sorted((root / "data").rglob("*.yml")):
        path = file.relative_to(root).as_posix()
        if path != NEVER_SHOWN:
            yield _File(path=path, value=_value(path, read(root, path)))
    for file in sorted((root / "content").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        head, body = read(root, path).removeprefix("---\n").split("\n---\n", 1)
        yield replace(_File(path=path, value=_value(path, head + "\n")), body=body, is_prose=True)


def _value(path: str, text: str) -> Any:
    document, found = read_document(path, text)
    assert document, found
    return document.value


def _texts(value: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield location, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, item in items:
        yield from _texts(item, (*location, key))


def _replaced(value: Any, names: dict[Location, str], location: Location = ()) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, names, (*location, key)) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_replaced(item, names, (*location, number)) for number, item in enumerate(value)]
    return names.get(location, value)
