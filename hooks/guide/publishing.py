"""From files to a publication: read, check, decide, write, and check the links of what was written."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from guide import api, cards, contract, feeds, open_data, redirects, support_calendar
from guide.anchors import Contents
from guide.guide import Guide, load_guide
from guide.problems import InvalidGuide, Problem, meant
from guide.writing import Page, write_pages

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Everything that a site generator has to put in place."""

    guide: Guide
    pages: tuple[Page, ...]
    files: Mapping[str, str | bytes]
    """Redirects and everything for programs: path on the site, and content."""
    drawings: Mapping[str, str]
    """The cards as SVG, each by the path on the site where its picture belongs."""

    @cached_property
    def by_source(self) -> Mapping[str, Page]:
        """The pages by the file that each is for a site generator."""
        return {page.source: page for page in self.pages}

    @cached_property
    def contents(self) -> Mapping[str, Contents]:
        """What can be addressed within each page, by its address."""
        return {page.address: Contents(page.body) for page in self.pages}

    @property
    def promises(self) -> frozenset[str]:
        """Everything in it that others may link to or build on."""
        return contract.promises(self.guide, self.pages, self.contents, {**self.files, **self.drawings})


def publish(root: Path, today: dt.date, environment: Mapping[str, str] = os.environ) -> Publication:
    """Read the guide under `root` and write it, in memory.

    Raises InvalidGuide, with every problem, if there is any; a link that leads nowhere is one, and a promise that is
    not kept.
    """
    guide = load_guide(root, today, environment)
    pages = write_pages(guide)
    files, drawings = _files(guide), cards.drawings(guide, pages)
    moved = redirects.copies(guide, [*files, *drawings])
    publication = Publication(
        guide=guide,
        pages=pages,
        files={**_with_copies(files, moved), redirects.LIST: redirects.listed(guide, moved)},
        drawings=_with_copies(drawings, moved),
    )
    broken = [
        *_broken_links(publication, root),
        *contract.check_contract(guide, publication.promises, publication.contents, root),
    ]
    if broken:
        raise InvalidGuide(broken)
    return publication


def _files(guide: Guide) -> dict[str, str | bytes]:
    parts = (redirects, open_data, api, feeds, support_calendar)
    return {path: content for part in parts for path, content in part.files(guide).items()}


def _with_copies(files: Mapping[str, T], moved: Mapping[str, str]) -> dict[str, T]:
    return {**files, **{old: files[new] for old, new in moved.items() if new in files}}


def write_to(folder: Path, publication: Publication) -> None:
    """Write pages as Markdown with HTML, and the other files, under a folder; it is made if need be."""
    contents = {page.source: page.as_markdown() for page in publication.pages}
    for name, content in {**contents, **publication.files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def _broken_links(publication: Publication, root: Path) -> Iterator[Problem]:
    """Yield links within the site that lead to no page, no file or no anchor."""
    pages = publication.contents
    site = urlsplit(publication.guide.site).path
    for page in publication.pages:
        for link in pages[page.address].links:
            if link.startswith("https://"):
                continue
            way = f"/{link.removeprefix(site)}" if page.kind == "404" and link.startswith(site) else link
            target = urlsplit(urljoin(page.address, way))
            if target.path not in pages:
                if target.path.lstrip("/") not in publication.files:
                    yield _broken(page, root, link, f"leads to no page; {meant(target.path, pages)}")
            elif target.fragment and target.fragment not in pages[target.path].ids:
                known = pages[target.path].ids
                yield _broken(page, root, link, f"leads to no anchor; {meant(target.fragment, known)}")


def _broken(page: Page, root: Path, link: str, message: str) -> Problem:
    """Point at the link in the page's prose if it stands there, else at the file that a reader would edit."""
    fragment = urlsplit(link).fragment
    for path in (f"content/{page.source}", page.edit):
        file = root / PurePosixPath(path)
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        for number, line in enumerate(lines, 1):
            match = fragment and re.search(rf"#{re.escape(fragment)}(?![\w-])(?!\}})", line)
            if match:
                column = match.start() + 1
                return Problem(path=path, line=number, column=column, message=f"the link '{link}' {message}")
    return Problem(path=page.edit, message=f"the link '{link}' {message}")
