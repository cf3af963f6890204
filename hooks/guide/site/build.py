"""From files to a publication: read, check, decide, write, and check the links of what was written."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from guide.derive import routes
from guide.derive.guide import Guide
from guide.derive.writers import merged
from guide.exports import redirects, search_records, sitemap
from guide.exports.documents import api
from guide.model.problems import InvalidGuide, Problem, meant
from guide.pages import csp, llms_txt, markdown
from guide.pages.build import write_pages
from guide.pages.page import Page
from guide.render.html import Contents, contents_of, parsed
from guide.site import permalinks
from guide.site.load import load_guide
from guide.site.one_writer import located_clashes
from guide.site.places import problem_at
from guide.source.cache import Cache
from guide.source.library import FILES

T = TypeVar("T")

_PLAIN = re.compile(r"((?:/\w[\w.-]*)*/?)(?:\?[\w=&,.-]*)?(?:#([\w/.-]*))?\Z")
"""A link within the site from its root, or from where it stands to a place on the same page."""

Content = str | bytes | Callable[[], str | bytes]
"""What is in a file, or what makes it where it need not be in memory."""

_EXPORTS: Mapping[str, tuple[str, Callable[[Guide], Iterable[str]] | None]] = {
    "the tables": ("csv_tables", None),
    "the badges": ("badges", routes.badges),
    "the feeds": ("atom", routes.feeds),
    "the calendar": ("calendar", routes.calendars),
    "the pages for frames": ("embeds", routes.embeds),
    "the search": ("search_records", None),
    "the timeline": ("timelines", None),
    "the comparison": ("documents.comparison", lambda _guide: (routes.COMPARISON,)),
}
"""The modules that write files for others to use, each by a function `files`; loaded where nothing is kept of them.

Beside each is what gives its paths: then nothing is written before somebody wants it, and a check wants none.
"""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Everything that a site generator has to put in place."""

    guide: Guide
    pages: tuple[Page, ...]
    files: Mapping[str, Content]
    """Redirects and everything for programs: path on the site, and content."""
    cards: Mapping[str, Page]
    """The page that each picture is the card of, by the path of the picture on the site."""
    moved: Mapping[str, str]
    """The present path of each file that answers at a former one as well."""

    @cached_property
    def by_source(self) -> Mapping[str, Page]:
        """The pages by the file that each is for a site generator."""
        return {page.source: page for page in self.pages}

    @cached_property
    def contents(self) -> Mapping[str, Contents]:
        """What can be addressed within each page, by its address."""
        cache = self.guide.cache
        return {
            page.address: cache.remember_of("contents", (page.packed,), partial(_contents, page)) for page in self.pages
        }

    @cached_property
    def promises(self) -> frozenset[permalinks.Promise]:
        """Everything in it that others may link to or build on."""
        texts = dict.fromkeys((*self.text_paths, routes.DIGESTS), "")
        return permalinks.promises(self.guide, self.pages, self.contents, {**self.files, **self.cards, **texts})

    @property
    def text_paths(self) -> frozenset[str]:
        """The paths of what is read instead of the pages."""
        own = {routes.twin_path(page.address) for page in self.pages if markdown.has_one(page)}
        return frozenset(own | routes.FOR_CRAWLERS | {old for old, new in self.moved.items() if new in own})

    @property
    def texts(self) -> Mapping[str, str]:
        """What is read instead of the pages, by path on the site: their Markdown twins, and lists of them."""
        return {path: make() for path, make in self._text_makers().items()}

    def makers(self) -> Mapping[str, Callable[[], str | bytes]]:
        """Return what makes the content of each file that is not a page, by path on the site.

        Most of them need not be in memory together, and no check needs what they make.
        """
        return {
            **{path: partial(_made, content) for path, content in self.files.items()},
            **self._text_makers(),
            **{path: partial(_picture, self.guide, page) for path, page in self.cards.items()},
        }

    def _text_makers(self) -> Mapping[str, Callable[[], str]]:
        pages = {routes.twin_path(page.address): page for page in self.pages if markdown.has_one(page)}
        twins = {path: partial(markdown.twin, self.guide, page) for path, page in pages.items()}
        lists = {path: partial(make, self.guide, self.pages) for path, make in llms_txt.MAKERS.items()}
        return {**_with_copies(twins, self.moved), **lists}


def _contents(page: Page) -> Contents:
    return contents_of(parsed(page.body))


def _made(content: Content) -> str | bytes:
    return content() if callable(content) else content


def _picture(guide: Guide, page: Page) -> bytes:
    # No check draws, and what draws takes long to load.
    picture: bytes = import_module("guide.pages.social_cards").picture_of(guide, page)
    return picture


def publish(
    root: Path, today: dt.date, environment: Mapping[str, str] = os.environ, cache: Cache | None = None
) -> Publication:
    """Read the guide under `root` and write it, in memory.

    Takes where results of earlier builds are kept, if they are to be used.
    Raises InvalidGuide, with every problem, if there is any; a link that leads nowhere is one, and a promise that is
    not kept.
    """
    guide = load_guide(root, today, environment, cache)
    with located_clashes(guide, root):
        publication = _written(guide)
    broken = [
        *_broken_links(publication, root),
        *permalinks.check_contract(guide, publication.promises, publication.contents, root),
        *_lost_synonyms(publication, root),
    ]
    if broken:
        raise InvalidGuide(broken)
    return publication


def _written(guide: Guide) -> Publication:
    """Write everything; raise TwoWriters if two want one path."""
    pages = write_pages(guide)
    exports: list[tuple[str, Mapping[str, Content]]] = [("the API", api.makers(guide))]
    exports += [(writer, _exported(guide, writer)) for writer in _EXPORTS]
    cards = {routes.card_path(page.address): page for page in pages if page.listed}
    twins = {routes.twin_path(page.address): "" for page in pages if markdown.has_one(page)}
    moved = redirects.copies(guide, [path for _, files in exports for path in files] + [*cards, *twins])
    own: list[tuple[str, Mapping[str, Content]]] = [
        *exports,
        ("the redirects", redirects.files(guide)),
        ("the sitemap", sitemap.files(guide, {page.address: page.updated.last_day for page in pages if page.listed})),
        ("the lists for hosts", {routes.REDIRECTS: redirects.listed(guide, moved), **csp.files()}),
    ]
    elsewhere: list[tuple[str, Mapping[str, object]]] = [
        *((f"the page from {page.edit}", {routes.page_path(page.address): ""}) for page in pages if page.kind != "404"),
        ("the cards", cards),
        ("the Markdown twins", twins),
        ("the files for crawlers", dict.fromkeys(routes.FOR_CRAWLERS, "")),
        ("the site generator", dict.fromkeys(routes.GENERATED, "")),
        ("what answers at former paths", moved),
    ]
    merged((*own, *elsewhere))
    return Publication(
        guide=guide,
        pages=pages,
        files=_with_copies(_with_policies(merged(own)), moved),
        cards=_with_copies(cards, moved),
        moved=moved,
    )


def _exported(guide: Guide, writer: str) -> Mapping[str, Content]:
    module, paths = _EXPORTS[writer]

    @lru_cache(maxsize=1)
    def files() -> Mapping[str, str | bytes]:
        return guide.remember(writer, lambda: import_module(f"guide.exports.{module}").files(guide))

    return {path: partial(_one_of, files, path) for path in paths(guide)} if paths else files()


def _one_of(files: Callable[[], Mapping[str, str | bytes]], path: str) -> str | bytes:
    return files()[path]


def _with_policies(files: Mapping[str, Content]) -> dict[str, Content]:
    """Let every file that a browser takes for a page say what it may run; the site generator does so for the pages."""
    pages = {path: partial(_with_policy, html) for path, html in files.items() if path.endswith(".html")}
    return {**files, **pages}


def _with_policy(page: Content) -> str:
    return csp.with_policy(str(_made(page)))


def _with_copies(files: Mapping[str, T], moved: Mapping[str, str]) -> dict[str, T]:
    return {**files, **{old: files[new] for old, new in moved.items() if new in files}}


def write_to(folder: Path, publication: Publication) -> None:
    """Write pages as Markdown with HTML, and the other files, under a folder; it is made if need be.

    The Markdown twins are left out: any site generator would take them for pages.
    """
    contents = {page.source: page.as_markdown() for page in publication.pages}
    others = {path: make for path, make in publication.makers().items() if path in publication.files}
    texts = {path: text for path, text in publication.texts.items() if not path.endswith(".md")}
    for name, content in {**contents, **texts}.items():
        _write(folder / name, content)
    for name, make in others.items():
        _write(folder / name, make())


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def _broken_links(publication: Publication, root: Path) -> Iterator[Problem]:
    """Yield links within the site that lead to no page, no file or no anchor."""
    pages, known_files = publication.contents, publication.files.keys() | publication.text_paths
    site = urlsplit(publication.guide.site).path
    for page in publication.pages:
        for link in pages[page.address].links:
            if link.startswith(("https://", "webcal://")):
                continue
            way = f"/{link.removeprefix(site)}" if page.kind == "404" and link.startswith(site) else link
            path, fragment = _target(page.address, way)
            if path not in pages:
                if path.lstrip("/") not in known_files:
                    yield _broken(page, root, link, f"leads to no page; {meant(path, pages)}")
            elif fragment and fragment not in pages[path].ids:
                yield _broken(page, root, link, f"leads to no anchor; {meant(fragment, pages[path].ids)}")


def _target(address: str, link: str) -> tuple[str, str]:
    """Return the path and the fragment that a link on the page at an address leads to."""
    if plain := _PLAIN.match(link):  # Nearly all are, and the rules for all the others take long.
        return plain[1] or address, plain[2] or ""
    target = urlsplit(urljoin(address, link))
    return target.path, target.fragment


def _lost_synonyms(publication: Publication, root: Path) -> Iterator[Problem]:
    """Yield what the search would lead to in vain."""
    for address in search_records.lost_synonyms(publication.guide, str(publication.files[routes.SEARCH])):
        message = f"'{address}' is nothing that the search finds; name a page, or a part of one, that it does find"
        yield problem_at(root, FILES["search"][0], address, message)


def _broken(page: Page, root: Path, link: str, message: str) -> Problem:
    """Point at the link in the page's prose if it stands there, else at the file that a reader would edit."""
    fragment = urlsplit(link).fragment
    for path in (f"content/{page.source}", page.edit):
        file = root / PurePosixPath(path)
        lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
        for number, line in enumerate(lines, 1):
            match = fragment and re.search(rf"#{re.escape(fragment)}(?![\w-])(?!\}})", line)
            if match:
                column = match.start() + 1
                return Problem(path=path, line=number, column=column, message=f"the link '{link}' {message}")
    return Problem(path=page.edit, message=f"the link '{link}' {message}")
