"""A small guide on another subject, whole and right, and what tests do to a copy of it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import yaml
from guide.derive.guide import Guide
from guide.model.problems import InvalidGuide
from guide.site.build import publish
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
    shutil.copytree(SMALL_WORLD, to, copy_function=shutil.copyfile)
    write(to, "mkdocs.yml", read(to, "mkdocs.yml").replace("../../..", REPOSITORY.as_posix()))
    return to


CURRENT = "https://drawer.example/guide/"
"""Where the edition is published that takes the place of the small world, once it is a past one."""


def supersede(root: Path) -> Path:
    """Make a past edition of a copy of the small world, to be published under its year; return the folder."""
    change(root, "data/edition.yml", f"site: {CURRENT}", f"site: {CURRENT}2025/")
    edition = read(root, "data/edition.yml")
    write(root, "data/edition.yml", f"{edition}superseded_by: {{year: 2026, address: {CURRENT}}}\n")
    return root


def rename_granite(root: Path) -> None:
    """Give the first of the small world the slug `gravel` wherever its slug stands, but for the ledger."""
    rename(root, "granite", "gravel")


def rename(root: Path, old: str, new: str) -> None:
    """Give a candidate of the small world another slug wherever its slug stands, but for the ledger."""
    many = yaml.safe_load(read(root, "data/edition.yml"))["subject"]["many"]
    for path in (f"data/facts/{old}.yml", f"data/opinions/{old}.yml", f"content/{many}/{old}.md"):
        (root / path).rename(root / path.replace(f"/{old}.", f"/{new}."))
    slug = re.compile(_SLUG.replace("SLUG", old), re.MULTILINE)
    for file in (*(root / "content").rglob("*.md"), *(root / "data").rglob("*.yml")):
        path = file.relative_to(root).as_posix()
        if path != "data/changes.yml":
            write(root, path, slug.sub(new, read(root, path)))
    for file in sorted((root / "data/pairs").glob("*.yml")):
        two = yaml.safe_load(file.read_text(encoding="utf-8"))["choose"]
        file.rename(file.with_name(f"{'-vs-'.join(sorted(two))}.yml"))
    _add_alias(root, old, new)
    redirects = "data/redirects.yml"
    write(root, redirects, read(root, redirects).replace(f"/{many}/{old}/", f"/{many}/{new}/"))


def _add_alias(root: Path, old: str, new: str) -> None:
    facts = f"data/facts/{new}.yml"
    if "aliases: [" in read(root, facts):
        write(root, facts, re.sub(r"(?<=aliases: \[)(.*)(?=\]$)", rf"\1, {old}", read(root, facts), flags=re.MULTILINE))
    else:
        write(root, facts, re.sub(r"(?<=\n)(?=languages: )", f"aliases: [{old}]\n", read(root, facts), count=1))


_SLUG = (
    r"(?<=\[\[)SLUG\b|(?<=candidate: )SLUG\b|(?<=nearest: )SLUG\b|(?<=  )SLUG(?=:)|"
    r"(?<=[\[ ])SLUG(?=[,\]])(?=.*\]$)"
)
"""Where the slug of a candidate stands for itself, and is no part of an address elsewhere."""


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace the first place where `old` stands in a file."""
    text = read(root, path)
    assert old in text, f"{path} does not hold {old!r}"
    write(root, path, text.replace(old, new, 1))


def promise_what_was(root: Path) -> None:
    """Write the list of promises of a copy of the small guide with what it has moved or taken away since."""
    was = ("file /api/v1/databases/marble.json", "id /compare/#fact-weight", "page /databases/marble/")
    write(root, "published.txt", "".join(f"{line}\n" for line in (*was, "redirect /cupboards/")))


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
