"""From files to a publication: read, check, decide, write, and check the links of what was written."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin, urlsplit

from guide import api, cards, feeds, open_data, policy, redirects, support_calendar
from guide.guide import Guide, load_guide
from guide.problems import InvalidGuide, Problem, meant
from guide.writing import Page, write_pages


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


def publish(root: Path, today: dt.date, environment: Mapping[str, str] = os.environ) -> Publication:
    """Read the guide under `root` and write it, in memory.

    Raises InvalidGuide, with every problem, if there is any; a link that leads nowhere is one.
    """
    guide = load_guide(root, today, environment)
    pages = write_pages(guide)
    publication = Publication(guide=guide, pages=pages, files=_files(guide), drawings=cards.drawings(guide, pages))
    broken = list(_broken_links(publication, root))
    if broken:
        raise InvalidGuide(broken)
    return publication


def _files(guide: Guide) -> dict[str, str | bytes]:
    parts = (redirects, open_data, api, feeds, support_calendar)
    return {**policy.files(), **{path: content for part in parts for path, content in part.files(guide).items()}}


def write_to(folder: Path, publication: Publication) -> None:
    """Write pages as Markdown with HTML, and the other files, under a folder; it is made if need be."""
    contents = {page.source: page.as_markdown() for page in publication.pages}
    for name, content in {**contents, **publication.files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


class _Anchors(HTMLParser):
    """Collects the anchors of a page and the links it makes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name == "href" and value is not None:
                self.links.append(value)


def _broken_links(publication: Publication, root: Path) -> Iterator[Problem]:
    """Yield links within the site that lead to no page, no file or no anchor."""
    pages = {page.address: (page, _Anchors(page.body)) for page in publication.pages}
    site = urlsplit(publication.guide.site).path
    for page, anchors in pages.values():
        for link in anchors.links:
            if link.startswith("https://"):
                continue
            way = f"/{link.removeprefix(site)}" if page.kind == "404" and link.startswith(site) else link
            target = urlsplit(urljoin(page.address, way))
            if target.path not in pages:
                if target.path.lstrip("/") not in publication.files:
                    yield _broken(page, root, link, f"leads to no page; {meant(target.path, pages)}")
            elif target.fragment and target.fragment not in pages[target.path][1].ids:
                known = pages[target.path][1].ids
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
