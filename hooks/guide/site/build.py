"""From files to a publication: read, check, decide, write, and check the links of what was written."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from guide.derive import routes
from guide.derive.guide import Guide
from guide.exports import api, atom, badges, calendar, csv_tables, embeds, redirects
from guide.model.problems import InvalidGuide, Problem, meant
from guide.pages import csp, llms_txt, markdown, social_cards
from guide.pages.build import write_pages
from guide.pages.page import Page
from guide.render.html import Contents
from guide.site import editions, permalinks
from guide.site.load import load_guide

T = TypeVar("T")

_OF_EVERY_EDITION = (redirects, csv_tables, api, badges)
"""What writes files of the current edition and, under their years, of the past ones."""

_OF_THE_CURRENT = (atom, calendar, embeds)
"""What writes files that only the current edition has, because they tell what is so now."""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Everything that a site generator has to put in place: the current edition, and the past ones in their folders."""

    guide: Guide
    """The current edition."""
    pages: tuple[Page, ...]
    files: Mapping[str, str | bytes]
    """Redirects and everything for programs: path on the site, and content."""
    drawings: Mapping[str, str]
    """The cards as SVG, each by the path on the site where its picture belongs."""
    moved: Mapping[str, str]
    """The present path of each file that answers at a former one as well."""

    @cached_property
    def by_source(self) -> Mapping[str, Page]:
        """The pages by the file that each is for a site generator."""
        return {page.source: page for page in self.pages}

    @cached_property
    def contents(self) -> Mapping[str, Contents]:
        """What can be addressed within each page, by its address from the root of the site."""
        return {page.on_site: Contents(page.body) for page in self.pages}

    @cached_property
    def promises(self) -> frozenset[permalinks.Promise]:
        """Everything in it that others may link to or build on."""
        texts = dict.fromkeys(self.text_paths, "")
        return permalinks.promises(self.guide, self.pages, self.contents, {**self.files, **self.drawings, **texts})

    @property
    def text_paths(self) -> frozenset[str]:
        """The paths of what is read instead of the pages."""
        own = {page.folder + routes.twin_path(page.address) for page in self.pages if markdown.has_one(page)}
        return frozenset(own | routes.FOR_CRAWLERS | {old for old, new in self.moved.items() if new in own})

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What is read instead of the pages, by path on the site: their Markdown twins, and lists of them.

        They take as long as all the rest, so they are made when they are asked for; no check needs them.
        """
        made = _merged(
            {_placed(edition, path): text for path, text in markdown.files(edition, self.pages_of(edition)).items()}
            for edition in self.guide.editions
        )
        return {**_with_copies(made, self.moved), **llms_txt.files(self.guide, self.pages_of(self.guide), made)}

    def all_files(self, kept: Path) -> Mapping[str, str | bytes]:
        """Return every file that is not a page, by path on the site; drawn cards are kept in the folder `kept`."""
        return {
            **self.files,
            **self.texts,
            **{path: social_cards.drawn(svg, kept) for path, svg in self.drawings.items()},
        }

    def pages_of(self, edition: Guide) -> tuple[Page, ...]:
        """Return the pages of an edition."""
        return tuple(page for page in self.pages if page.folder == edition.folder)

    def guide_of(self, page: Page) -> Guide:
        """Return the edition that a page belongs to."""
        return next(one for one in self.guide.editions if one.folder == page.folder)


def publish(root: Path, today: dt.date, environment: Mapping[str, str] = os.environ) -> Publication:
    """Read the guide under `root` and write it, in memory.

    Raises InvalidGuide, with every problem, if there is any; a link that leads nowhere is one, and a promise that is
    not kept.
    """
    guide = read_guide(root, today, environment)
    every = [_written(edition) for edition in guide.editions]
    moved = _merged(one.moved for one in every)
    publication = Publication(
        guide=guide,
        pages=tuple(page for one in every for page in one.pages),
        files={**_merged(one.files for one in every), routes.REDIRECTS: redirects.listed(guide, moved), **csp.files()},
        drawings=_merged(one.drawings for one in every),
        moved=moved,
    )
    broken = [
        *_broken_links(publication, root),
        *_lost_addresses(publication, root),
        *permalinks.check_contract(guide, publication.promises, publication.contents, root),
    ]
    if broken:
        raise InvalidGuide(broken)
    return publication


def read_guide(root: Path, today: dt.date, environment: Mapping[str, str] = os.environ) -> Guide:
    """Read the current edition and the past ones under `root`.

    Raises InvalidGuide, with every problem of either, if there is any.
    """
    frozen, problems = editions.read_editions(root, today)
    try:
        guide = load_guide(root, today, environment)
    except InvalidGuide as error:
        raise InvalidGuide([*error.problems, *problems]) from None
    if problems:
        raise InvalidGuide(problems)
    return editions.with_past_editions(guide, root, frozen)


def _written(guide: Guide) -> Publication:
    """Write one edition; its files get their place on the site."""
    pages = write_pages(guide)
    parts = _OF_EVERY_EDITION if guide.past else (*_OF_EVERY_EDITION, *_OF_THE_CURRENT)
    files = _merged(part.files(guide) for part in parts)
    drawings = social_cards.drawings(guide, pages)
    moved = redirects.copies(
        guide, [*files, *drawings, *(routes.twin_path(page.address) for page in pages if markdown.has_one(page))]
    )
    return Publication(
        guide=guide,
        pages=pages,
        files={_placed(guide, path): content for path, content in _with_copies(files, moved).items()},
        drawings={_placed(guide, path): drawing for path, drawing in _with_copies(drawings, moved).items()},
        moved={_placed(guide, old): _placed(guide, new) for old, new in moved.items()},
    )


def _placed(guide: Guide, path: str) -> str:
    """Return where a file of an edition lies on the site; what has the year in its path already keeps it."""
    return path if path.startswith(f"badge/{guide.edition.year}/") else guide.folder + path


def _merged(parts: Iterable[Mapping[str, T]]) -> dict[str, T]:
    return {path: content for part in parts for path, content in part.items()}


def _with_copies(files: Mapping[str, T], moved: Mapping[str, str]) -> dict[str, T]:
    return {**files, **{old: files[new] for old, new in moved.items() if new in files}}


def write_to(folder: Path, publication: Publication) -> None:
    """Write pages as Markdown with HTML, and the other files, under a folder; it is made if need be.

    The Markdown twins are left out: any site generator would take them for pages.
    """
    contents = {page.source: page.as_markdown() for page in publication.pages}
    texts = {path: text for path, text in publication.texts.items() if not path.endswith(".md")}
    for name, content in {**contents, **publication.files, **texts}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def _broken_links(publication: Publication, root: Path) -> Iterator[Problem]:
    """Yield links within the site that lead to no page, no file or no anchor."""
    pages, known_files = publication.contents, publication.files.keys() | publication.text_paths
    site = urlsplit(publication.guide.site).path
    for page in publication.pages:
        for link in pages[page.on_site].links:
            if link.startswith("https://"):
                continue
            way = f"/{link.removeprefix(site)}" if page.kind == "404" and link.startswith(site) else link
            target = urlsplit(urljoin(page.on_site, way))
            if target.path not in pages:
                if target.path.lstrip("/") not in known_files:
                    yield _broken(page, root, link, f"leads to no page; {meant(target.path, pages)}")
            elif target.fragment and target.fragment not in pages[target.path].ids:
                known = pages[target.path].ids
                yield _broken(page, root, link, f"leads to no anchor; {meant(target.fragment, known)}")


def _lost_addresses(publication: Publication, root: Path) -> Iterator[Problem]:
    """Yield the addresses of past editions, as they were listed when each was frozen, that nothing answers any more."""
    for edition in publication.guide.predecessors:
        file = editions.place(edition.edition.year, editions.ADDRESSES)
        for number, address in enumerate((root / file).read_text(encoding="utf-8").splitlines(), 1):
            if not _answers(publication, edition.on_site(address)):
                message = f"'{address}' is no longer there; what was published once answers for ever, bring it back"
                yield Problem(path=file, line=number, message=message)


def _answers(publication: Publication, address: str) -> bool:
    page, _, fragment = address.partition("#")
    if page not in publication.contents:
        return routes.page_path(page) in publication.files
    return not fragment or fragment in publication.contents[page].ids


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
