"""Grows the guide to any number of candidates: copies of its own under other names, right by its own rules."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parents[2]

_NEEDED = ("content", "data", "hooks", "overrides", "samples", "schemas", "mkdocs.yml", "published.txt")
"""What a build, a check and a server for a look read."""

_NO_TEXT = frozenset({"label", "links", "name", "nicknames", "second_source", "source"})
"""Keys of the data under which no running text stands."""

_KEPT = re.compile(r"`[^`]*`|\]\([^)]*\)|\[\[[^\]]*\]\]|<?https?://\S+")
"""Code, targets of links, references and addresses: what no name is put into."""

_REFERENCE = re.compile(r"(?<=\[\[)[a-z0-9-]+(?=[.\]])")
_END = re.compile(r"[.!?]?\s*$")
_SENTENCE = 3
"""How many words make a text."""

_CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ"
"""What names are told apart by; two of these are no word, which the check would read as one."""

_LONGEST_VERDICT = 150
"""In characters; the verdict on a pair describes its page."""


@dataclass(frozen=True, kw_only=True)
class Template:
    """A candidate of the guide as it stands."""

    slug: str
    name: str
    facts: Mapping[str, Any]
    opinion: Mapping[str, Any]
    prose: str


@dataclass(frozen=True, kw_only=True)
class Herd:
    """One set of copies: the candidates that are copied, and what sets the names of their copies apart."""

    letters: str
    members: tuple[Template, ...]

    def slug(self, original: str) -> str:
        """Return the slug of the copy, or of the original if it is not copied in this set."""
        copied = any(member.slug == original for member in self.members)
        return f"{original}-{self.letters.lower()}" if copied else original

    def name(self, original: str) -> str:
        return f"{original} {self.letters}"

    def text(self, text: str, *names: str) -> str:
        """Return a text that is about the copies: it names them, and so differs from every other text."""
        text = _REFERENCE.sub(lambda match: self.slug(match[0]), text)
        renamed = text
        for name in names:
            renamed = _outside_code(renamed, name, self.name(name))
        if renamed != text:
            return renamed
        about = f" ({', '.join(self.name(name) for name in names)})"
        return _END.sub(lambda match: about + match[0], text, count=1)


def _outside_code(text: str, old: str, new: str) -> str:
    """Replace a name where it stands as a word of its own, and in no code, address or reference."""
    name = re.compile(rf"(?<![\w./-]){re.escape(old)}(?![\w/-])")
    pieces, at = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [name.sub(new, text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join((*pieces, name.sub(new, text[at:])))


def grow(root: Path, number: int) -> None:
    """Copy the guide into a new folder and grow it there to a number of candidates.

    Takes a number of at least that of the candidates that there are. For each whole set of copies there is a copy of
    every pair, so that pairs grow as candidates do.
    """
    for name in _NEEDED:
        _copy(REPOSITORY / name, root / name)
    templates, pairs = _templates(root), _pairs(root)
    if number < len(templates):
        raise ValueError(f"the guide has {len(templates)} candidates already; grow it to more than {number}")
    ranking = [template.slug for template in templates]
    for herd in _herds(templates, number - len(templates)):
        for member in herd.members:
            ranking.append(herd.slug(member.slug))
            _add(root, herd, member, rank=len(ranking), tier=templates[-1].opinion["tier"])
        for pair in pairs:
            _add_pair(root, herd, pair)
    if len(ranking) > len(templates):
        _enter(root, ranking)


def _copy(old: Path, new: Path) -> None:
    if old.is_dir():
        shutil.copytree(old, new, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(old, new)


def _templates(root: Path) -> tuple[Template, ...]:
    """Return the candidates of the guide by rank."""
    many = _read(root / "data/edition.yml")["subject"]["many"]
    templates = []
    for file in sorted((root / "data/facts").glob("*.yml")):
        facts, opinion = _read(file), _read(root / "data/opinions" / file.name)
        prose = (root / "content" / many / f"{file.stem}.md").read_text(encoding="utf-8")
        templates.append(Template(slug=file.stem, name=facts["name"], facts=facts, opinion=opinion, prose=prose))
    return tuple(sorted(templates, key=lambda template: template.opinion["rank"]))


def _pairs(root: Path) -> tuple[Mapping[str, Any], ...]:
    return tuple(_read(file) for file in sorted((root / "data/pairs").glob("*.yml")))


def _herds(templates: tuple[Template, ...], wanted: int) -> Iterator[Herd]:
    letters = map("".join, itertools.product(_CONSONANTS, repeat=2))
    for start in range(0, wanted, len(templates)):
        yield Herd(letters=next(letters), members=templates[: wanted - start])


def _add(root: Path, herd: Herd, template: Template, *, rank: int, tier: str) -> None:
    """Write facts, opinion and prose of a copy."""
    slug, many = herd.slug(template.slug), _read(root / "data/edition.yml")["subject"]["many"]
    nicknames = [f"{nickname} {herd.letters.lower()}" for nickname in template.facts.get("nicknames", ())]
    own = {"name": herd.name(template.name), "nicknames": nicknames}
    facts = {key: own.get(key, value) for key, value in _renamed(herd, template.facts, template.name).items()}
    opinion = _renamed(herd, template.opinion, template.name)
    placed = {"rank": rank, "tier": tier, "in_no_rule": "It is a copy, made to measure builds."}
    rivals = [{**rival, "candidate": herd.slug(rival["candidate"])} for rival in opinion["rivals"]]
    _write(root / f"data/facts/{slug}.yml", facts)
    _copy(root / f"data/releases/{template.slug}.yml", root / f"data/releases/{slug}.yml")
    _write(root / f"data/opinions/{slug}.yml", {**opinion, **placed, "rivals": rivals})
    (root / f"content/{many}/{slug}.md").write_text(_prose(herd, template), encoding="utf-8")


def _renamed(herd: Herd, value: Any, *names: str) -> Any:
    """Return data with every running text in it about the copies."""
    if isinstance(value, dict):
        return {key: part if key in _NO_TEXT else _renamed(herd, part, *names) for key, part in value.items()}
    if isinstance(value, list):
        return [_renamed(herd, part, *names) for part in value]
    if isinstance(value, str) and len(value.split()) >= _SENTENCE:
        return herd.text(value, *names)
    return value


def _prose(herd: Herd, template: Template) -> str:
    _, head, body = template.prose.split("---\n", 2)
    head = _outside_code(head, template.name, herd.name(template.name))
    blocks = [
        block
        if in_code or block.lstrip().startswith(("#", "|")) or not block.strip()
        else herd.text(block, template.name)
        for block, in_code in _blocks(body)
    ]
    return f"---\n{head}---\n" + "\n\n".join(blocks)


def _blocks(body: str) -> Iterator[tuple[str, bool]]:
    """Yield what stands between empty lines, and whether it belongs to an example."""
    in_code = False
    for block in body.split("\n\n"):
        fences = len(re.findall("^```", block, re.MULTILINE))
        yield block, in_code or fences > 0
        in_code ^= fences % 2 == 1


def _add_pair(root: Path, herd: Herd, pair: Mapping[str, Any]) -> None:
    """Write the copy of a pair, if both of it are copied."""
    originals = list(pair["choose"])
    copied = {member.slug: member for member in herd.members}
    if not all(slug in copied for slug in originals):
        return
    new = _renamed(herd, pair, *(copied[slug].name for slug in originals))
    for part in ("choose", "moving"):
        new[part] = {herd.slug(slug): text for slug, text in new[part].items()}
    if len(new["verdict"]) > _LONGEST_VERDICT:
        new["verdict"] = new["verdict"][:_LONGEST_VERDICT].rpartition(" ")[0]
    _write(root / f"data/pairs/{'-vs-'.join(sorted(new['choose']))}.yml", new)


def _enter(root: Path, ranking: list[str]) -> None:
    """Enter the new order into the ledger, on the day of its last entry."""
    ledger = root / "data/changes.yml"
    day: dt.date = _read(ledger)[-1]["date"]
    entry = {"date": day, "kind": "ranking", "what": "Copies enter.", "why": "To measure builds.", "ranking": ranking}
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.rstrip("\n") + "\n" + _dumped([entry]), encoding="utf-8")


def _read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _write(file: Path, value: Any) -> None:
    schema = f"# yaml-language-server: $schema=../../schemas/{file.parent.name}.json\n"
    file.write_text(schema + _dumped(value), encoding="utf-8")


def _dumped(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=2**16))


class _Dumper(yaml.CSafeDumper):
    """Writes what stands in two places twice: the data files know no anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def main() -> None:
    """Grow a copy of the guide, as told on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, help="how many candidates, those that there are included")
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    arguments = parser.parse_args()
    grow(arguments.folder, arguments.number)


if __name__ == "__main__":
    main()
