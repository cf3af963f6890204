"""Adds a candidate to a guide as a contributor would: by the commands, then by writing over every blank."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from unittest import mock

import yaml
from built import environment_of
from click.testing import CliRunner, Result
from guide.cli.main import main
from guide.model.problems import Location
from guide.source.records.yaml_reader import Document, read_document
from worlds import ENVIRONMENT, copy_small_world, read, write

SLUG, NAME = "lantern-post", "Lantern & Post"
VERDICT = "Invented for a test, and good for nothing else."
_PROSE = "Nobody has lit it yet, so there is little to say."


def guide(root: Path, *words: str) -> Result:
    """Run a command of `guide` on a guide."""
    return CliRunner().invoke(main, [*words, "--root", str(root)])


def load(root: Path, path: str) -> Any:
    """Return the values of a data file."""
    return yaml.safe_load(read(root, path))


def subject(root: Path) -> Any:
    """Return the guide's own words for what it ranks."""
    return load(root, "data/edition.yml")["subject"]


def files(root: Path) -> tuple[str, str, str]:
    """Return the files of the newcomer: facts, opinion and prose."""
    return f"data/facts/{SLUG}.yml", f"data/opinions/{SLUG}.yml", f"content/{subject(root)['many']}/{SLUG}.md"


def start(root: Path) -> Result:
    """Start the newcomer's files, by the guide's own word for what it ranks."""
    return guide(root, "new", subject(root)["one"], "--name", NAME, "--slug", SLUG)


def fill(root: Path) -> None:
    """Write something plausible over every blank."""
    facts, opinion, prose = files(root)
    for path in (facts, opinion):
        document, problems = read_document(path, read(root, path))
        assert document
        assert problems == []
        write(root, path, _filled(document, _Answers(root)))
    text = read(root, prose).replace("description: BLANK", f"description: A lantern on a post, {SLUG}.")
    write(root, prose, re.sub(r"^BLANK:.*$", _PROSE, text.replace("## BLANK", "## What is known"), flags=re.MULTILINE))


def enter(root: Path) -> Result:
    """Enter the newcomer into the ledger."""
    return guide(root, "new", "change", "--what", "A newcomer, in the last place.", "--why", "A test asked for it.")


def grow(root: Path) -> Path:
    """Add the whole newcomer to a guide whose day is set; return its folder."""
    assert start(root).exit_code == 0
    fill(root)
    assert enter(root).exit_code == 0
    return root


def grown_small_world(to: Path) -> Path:
    """Copy the small guide, on its day, and add the whole newcomer to it; return its folder."""
    with mock.patch.dict(os.environ, environment_of(**ENVIRONMENT), clear=True):
        return grow(copy_small_world(to))


def _filled(document: Document, answers: _Answers) -> str:
    lines = document.text.split("\n")
    for location in reversed(document.blanks):
        line, column = document.place_within(location, "BLANK")
        before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 + len("BLANK") :]
        lines[line - 1] = f"{before}{answers.at(location)}{after}"
    return "\n".join(lines)


class _Answers:
    """Knows an answer to everything that a new candidate is asked."""

    def __init__(self, root: Path) -> None:
        terms, features = load(root, "data/vocabulary/terms.yml"), load(root, "data/vocabulary/features.yml")
        self._types = {key: kind["type"] for key, kind in load(root, "data/vocabulary/facts.yml").items()}
        self._words = {key: next(iter(one["words"])) for key, one in load(root, "data/vocabulary/criteria.yml").items()}
        self._first = {
            "languages": next(iter(load(root, "data/vocabulary/languages.yml"))),
            "style": next(iter(terms["styles"])),
            "status": next(iter(features["statuses"])),
            "when": next(iter(terms["moments"])),
            "candidate": min(file.stem for file in (root / "data" / "facts").glob("*.yml") if file.stem != SLUG),
        }

    def at(self, location: Location) -> str:
        """Return what belongs at a place."""
        name = next(str(part) for part in reversed(location) if isinstance(part, str))
        if location[0] == "facts" and name == "value":
            return self._fact(str(location[1]))
        if name == "when" and location[0] == "rivals":
            return "You want something that exists."
        if name == "word":
            return str(self._words[str(location[1])])
        known = {
            "as_of": "2024-05",
            "id": f"weak-{location[1:2] and location[1]}",
            "kind": "official",
            "verdict": VERDICT,
        }
        if name in ("site", "docs", "repository", "address"):
            return f"https://{SLUG}.example/{name}"
        words = (word for part in location for word in (["again"] * part if isinstance(part, int) else part.split("_")))
        return str({**known, **self._first}.get(name, f"A lantern on a post for {' '.join(words)}"))

    def _fact(self, key: str) -> str:
        return {
            "version": '"1.0"',
            "date": "2024-05",
            "count": "12",
            "address": f"https://{SLUG}.example/{key}",
            "text": "It gives light",
        }[self._types[key]]


def blanks(root: Path) -> dict[str, list[int]]:
    """Return the lines on which something is blank, by file; a source of which nothing is known counts once."""
    source = re.compile(r"source: \{[^}]*\}")
    found: dict[str, list[int]] = {}
    for path in files(root):
        lines = enumerate(read(root, path).split("\n"), 1)
        written = ((number, line) for number, line in lines if not re.match(r" *# ", line))
        found[path] = [number for number, line in written for _ in re.findall("BLANK", source.sub("BLANK", line))]
    return found
