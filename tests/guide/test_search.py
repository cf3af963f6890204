"""What this guide can be searched by, and what the first search costs."""

from __future__ import annotations

from pathlib import Path

import yaml
from built import Site
from worlds import REPOSITORY


def test_every_nickname_is_in_the_index(site: Site) -> None:
    """Each nickname of the data must have come into the index, with the page that it leads to."""
    many = yaml.safe_load((REPOSITORY / "data" / "edition.yml").read_text(encoding="utf-8"))["subject"]["many"]
    names = {entry["url"]: entry["meta"].get("names", "").split() for entry in site.fragments}
    for file in (REPOSITORY / "data" / "facts").glob("*.yml"):
        nicknames = yaml.safe_load(file.read_text(encoding="utf-8")).get("nicknames", ())
        assert len(nicknames) >= 3, f"{file.stem} has hardly a nickname"
        assert len(names[f"/{many}/{file.stem}/"]) > len(nicknames)


def test_a_first_search_fetches_little(site: Site) -> None:
    """What every search needs, and the largest piece of the index, must stay small; they are compressed already."""
    folder = site.folder / "pagefind"
    needed = [path for path in folder.iterdir() if path.is_file() and path.suffix != ".js"]
    pieces = [_size(path) for path in (folder / "index").iterdir()]
    assert sum(map(_size, needed)) + max(pieces) < 120_000


def _size(path: Path) -> int:
    return path.stat().st_size
