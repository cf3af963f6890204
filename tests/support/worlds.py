"""A small guide on another subject, whole and right, and what tests do to a copy of it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

from guide.derive.guide import Guide
from guide.model.problems import InvalidGuide
from guide.site.build import publish
from guide.site.freeze import freeze
from guide.site.load import load_guide

REPOSITORY = Path(__file__).parents[2]
"""The folder with the project's own guide."""

SMALL_WORLD = Path(__file__).parents[1] / "worlds" / "databases"
"""A guide to three invented databases, complete: every kind of file, of fact and of page."""

TODAY = dt.date(2026, 1, 15)
"""The day on which the small world is read: one of its facts is past its keep-by date."""

ENVIRONMENT = {"SOURCE_DATE_EPOCH": str(int(dt.datetime.combine(TODAY, dt.time(), dt.UTC).timestamp()))}
"""What makes a command take that day as today."""


def copy_small_world(to: Path) -> Path:
    """Copy the small world into a folder that does not exist yet, free to be spoiled; return the folder."""
    shutil.copytree(SMALL_WORLD, to)
    write(to, "mkdocs.yml", read(to, "mkdocs.yml").replace("../../..", REPOSITORY.as_posix()))
    return to


NEXT_DAY = dt.date(2031, 1, 15)
"""The day on which the second edition of the small world is read: by then hardly anything of the first keeps."""

ERRATA = """\
- date: 2026-12-01
  page: /databases/folio/
  wrong: The page says that [[folio]] is from 2014.
  right: It is from 2013.
  source: {kind: official, title: 'Folio: history', address: 'https://folio.example/history'}
"""
"""A correction to the first edition of the small world."""

_LEAVING = "slate"
"""A database of the first edition that the second one leaves out."""


def copy_second_edition(to: Path) -> Path:
    """Freeze a copy of the small world, one database larger, and start the next edition in it; return the folder.

    In the second edition the first two have changed places, a word and a verdict are others, and one has left.
    """
    root = copy_small_world(to)
    _add_one(root)
    freeze(root, 2025, TODAY, {})
    _remove_one(root)
    change(root, "data/edition.yml", "year: 2025", "year: 2026")
    change(root, "data/edition.yml", "published: 2025-12-01", "published: 2026-11-02")
    change(root, "data/opinions/granite.yml", "rank: 1", "rank: 2")
    change(root, "data/opinions/pebble.yml", "rank: 2", "rank: 1")
    change(root, "data/opinions/pebble.yml", "One file, no server, few worries.", "Still one file, still no server.")
    change(root, "data/opinions/pebble.yml", "word: care", "word: calm")
    _enter(root, "2026-10-20", "[[pebble]] changes places with [[granite]].", "pebble, granite, folio")
    return root


def _add_one(root: Path) -> None:
    """Add a database at the end, a copy of another, with a pair of its own."""
    for path in ("data/facts/{}.yml", "data/opinions/{}.yml", "content/databases/{}.md"):
        write(root, path.format(_LEAVING), read(root, path.format("pebble")).replace("Pebble", "Slate"))
    opinion = f"data/opinions/{_LEAVING}.yml"
    change(root, opinion, "rank: 2", "rank: 4")
    change(root, opinion, "tier: default", "tier: special\nin_no_rule: It is a copy.")
    pair = read(root, "data/pairs/folio-vs-granite.yml").replace("granite:", f"{_LEAVING}:").replace("Granite", "Slate")
    write(root, f"data/pairs/folio-vs-{_LEAVING}.yml", pair)
    _enter(root, "2025-12-27", "[[slate]] enters.", f"granite, pebble, folio, {_LEAVING}")


def _remove_one(root: Path) -> None:
    for path in ("data/facts/{}.yml", "data/opinions/{}.yml", "content/databases/{}.md", "data/pairs/folio-vs-{}.yml"):
        (root / path.format(_LEAVING)).unlink()
    change(root, "data/changes.yml", "[[slate]] enters.", "Slate enters.")
    _enter(root, "2026-10-01", "Slate leaves.", "granite, pebble, folio")


def _enter(root: Path, date: str, what: str, ranking: str) -> None:
    """Enter a new order into the ledger."""
    entry = f"- date: {date}\n  kind: ranking\n  what: '{what}'\n  why: We looked again.\n  ranking: [{ranking}]\n"
    write(root, "data/changes.yml", read(root, "data/changes.yml") + entry)


def rename_granite(root: Path) -> None:
    """Give the first of the small world the slug `gravel` wherever its slug stands, but for the ledger."""
    for kind, end in (("facts", "yml"), ("opinions", "yml")):
        (root / f"data/{kind}/granite.{end}").rename(root / f"data/{kind}/gravel.{end}")
    (root / "content/databases/granite.md").rename(root / "content/databases/gravel.md")
    (root / "data/pairs/folio-vs-granite.yml").rename(root / "data/pairs/folio-vs-gravel.yml")
    for file in (*(root / "content").rglob("*.md"), *(root / "data").rglob("*.yml")):
        path = file.relative_to(root).as_posix()
        if path != "data/changes.yml":
            write(root, path, _SLUG.sub("gravel", read(root, path)))
    change(root, "data/facts/gravel.yml", "aliases: [old-granite]", "aliases: [old-granite, granite]")
    change(root, "data/redirects.yml", "/databases/granite/", "/databases/gravel/")


_SLUG = re.compile(
    r"(?<=\[\[)granite\b|(?<=candidate: )granite\b|(?<=nearest: )granite\b|(?<=  )granite(?=:)|"
    r"(?<=[\[ ])granite(?=[,\]])(?=.*\]$)",
    re.MULTILINE,
)
"""Where the slug of the first stands for itself, and is no part of an address elsewhere."""


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace the first place where `old` stands in a file."""
    text = read(root, path)
    assert old in text, f"{path} does not hold {old!r}"
    write(root, path, text.replace(old, new, 1))


def read(root: Path, path: str) -> str:
    """Return the text of a file."""
    return (root / path).read_text(encoding="utf-8")


def write(root: Path, path: str, text: str) -> None:
    """Write a whole file; make its folder if need be."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")


def load(root: Path, today: dt.date = TODAY) -> Guide:
    """Return the guide under a folder, whatever the environment says of its addresses."""
    return load_guide(root, today, {})


def problems(root: Path, today: dt.date = TODAY) -> list[str]:
    """Return everything that is wrong with the guide under a folder, as `path:line:column: message`."""
    try:
        publish(root, today, {})
    except InvalidGuide as error:
        return [str(problem) for problem in error.problems]
    return []
