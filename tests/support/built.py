"""Builds a guide as a reader gets it, into a folder, and reads the built pages back."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urldefrag, urljoin, urlsplit

import yaml
from guide.site.load import today_from
from guide.source.library import SOURCE_FOLDERS
from lxml import html
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from worlds import REPOSITORY


def _newest_day() -> dt.date:
    """Return the newest day on which anything in the guide's own data was read, reviewed, run or published.

    The dates of release lines are left out: many lie ahead.
    """
    dates = re.compile(r"(?:\b(?:as_of|reviewed|published)|^(?:- |  )?date): ['\"]?(\d{4}-\d{2}-\d{2})", re.MULTILINE)
    texts = (file.read_text(encoding="utf-8") for file in (REPOSITORY / "data").rglob("*.yml"))
    return dt.date.fromisoformat(max(day for text in texts for day in dates.findall(text)))


def epoch(day: dt.date) -> str:
    """Return a day as SOURCE_DATE_EPOCH wants it."""
    return str(int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()))


OWN_DAY = _newest_day()
"""The day on which the project's own guide is built in tests: nothing in it lies in the future then."""

MUCH_LATER = OWN_DAY + dt.timedelta(days=30 * 365)
"""A day on which hardly anything in the data is current any more."""

_OURS = {"SOURCE_DATE_EPOCH", "GUIDE_NO_CACHE", "GUIDE_SITE", "GUIDE_REPOSITORY", "GUIDE_PREVIEW"}


def environment_of(**changes: str) -> dict[str, str]:
    """Return the environment for a build: nothing of the guide's own but what is given, and the usual day."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    return {**kept, "SOURCE_DATE_EPOCH": epoch(OWN_DAY), "NO_MKDOCS_2_WARNING": "1", **changes}


def configuration(root: Path, into: Path) -> MkDocsConfig:
    """Return the strict configuration of a guide."""
    return load_config(str(root / "mkdocs.yml"), site_dir=str(into), strict=True)


def build(root: Path, into: Path, *, address: str = "", **environment: str) -> Site:
    """Build a guide, strictly, in this process, as it is served if there is an address; return what was written."""
    with mock.patch.dict(os.environ, environment_of(**environment), clear=True):
        config = configuration(root, into)
        config.site_url = address or config.site_url
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
        day = today_from()
    # Without the hook, as where exported pages are built, there is no guide.
    guide, address = config.extra.get("guide"), str(config.site_url)
    successor = guide.edition.superseded_by if guide else None
    return Site(folder=into, address=address, current=successor.address if successor else address, day=day)


def copy_own_guide(to: Path) -> Path:
    """Copy what the project's own guide is read from into a new folder, free to be changed; return the folder."""
    for name in SOURCE_FOLDERS:
        shutil.copytree(REPOSITORY / name, to / name)
    shell = {
        "INHERIT": (REPOSITORY / "mkdocs.yml").as_posix(),
        "hooks": [(REPOSITORY / "hooks" / "pages.py").as_posix()],
        "theme": {"custom_dir": (REPOSITORY / "overrides").as_posix()},
        "watch": [],
    }
    (to / "mkdocs.yml").write_text(yaml.safe_dump(shell), encoding="utf-8")
    return to


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


_BINARY = {".gz", ".ico", ".png"}

Element = Any
"""A parsed element; the types for lxml do not know those of HTML."""


@dataclass(frozen=True, kw_only=True)
class BuiltPage:
    """One built page, parsed."""

    address: str
    """From the root of the site: `/`, `/compare/` or `/404.html`."""
    html: str
    tree: Element = field(repr=False)

    @cached_property
    def ids(self) -> list[str]:
        return [str(element.get("id")) for element in self.elements("//*[@id]")]

    @cached_property
    def text(self) -> str:
        """All words of the page, its head included, its styles and scripts left out."""
        return " ".join(" ".join(self.tree.xpath("//text()[not(parent::style or parent::script)]")).split())

    def elements(self, path: str) -> list[Element]:
        """Return the elements at an XPath."""
        return list(self.tree.xpath(path))

    def one(self, path: str) -> Element:
        """Return the only element at an XPath."""
        found = self.elements(path)
        assert len(found) == 1, f"{self.address}: {len(found)} elements at {path}"
        return found[0]

    def links(self) -> Iterator[str]:
        """Yield where the page leads: addresses as they are written."""
        for element in self.elements("//a[@href]"):
            yield str(element.get("href"))


def words(element: Element) -> str:
    """Return the text of an element, its spaces folded."""
    return " ".join(element.text_content().split())


@dataclass(frozen=True, kw_only=True)
class Site:
    """A built site: its folder, and its pages by address."""

    folder: Path
    address: str
    """Where it is meant to be published."""
    current: str
    """Where the current edition is published: the same, unless this is a past one."""
    day: dt.date
    """The day that the build took as today."""

    @cached_property
    def pages(self) -> Mapping[str, BuiltPage]:
        """Every page in the guide's shell that is to be read: all but the redirects and what was taken away."""
        others = self.redirects.keys() | self.retired.keys() | self.embedded.keys()
        return {page.address: page for page in self._all if page.address not in others}

    @cached_property
    def retired(self) -> Mapping[str, BuiltPage]:
        """Every page that says of another that it was taken away."""
        return {page.address: page for page in self._all if _is_retired(page)}

    @cached_property
    def redirects(self) -> Mapping[str, BuiltPage]:
        return {page.address: page for page in self._all if _is_redirect(page)}

    @cached_property
    def embedded(self) -> Mapping[str, BuiltPage]:
        """The small pages for frames on other people's pages."""
        return {page.address: page for page in self._all if _is_embedded(page)}

    @cached_property
    def _all(self) -> tuple[BuiltPage, ...]:
        return tuple(self._read(file) for file in sorted(self.folder.rglob("*.html")))

    def _read(self, file: Path) -> BuiltPage:
        text = file.read_text(encoding="utf-8")
        address = "/" + file.relative_to(self.folder).as_posix().removesuffix("index.html")
        return BuiltPage(address=address, html=text, tree=html.document_fromstring(text))

    def text(self, path: str) -> str:
        """Return the content of a file."""
        return (self.folder / path).read_text(encoding="utf-8")

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield path and content of everything published that is text, what the search quotes included."""
        for file in sorted(self.folder.rglob("*")):
            path = file.relative_to(self.folder).as_posix()
            if file.is_file() and file.suffix not in _BINARY:
                yield path, file.read_text(encoding="utf-8")

    def document(self, path: str) -> Any:
        """Return a document for programs, such as `ranking`."""
        return json.loads(self.text(f"api/v1/{path}.json"))

    @cached_property
    def candidates(self) -> tuple[Any, ...]:
        """What programs read of each candidate, by rank."""
        named = (one["document"].removeprefix(self.address) for one in self.document("index")["candidates"])
        return tuple(json.loads(self.text(path)) for path in named)

    def page_of(self, candidate: Any) -> BuiltPage:
        """Return the page of a candidate that programs read of."""
        return self.pages["/" + candidate["page"].removeprefix(self.address)]

    @cached_property
    def found(self) -> tuple[Any, ...]:
        """What the search can find: of each its address, kind, title and text, and what else is known of it."""
        return tuple(json.loads(self.text("search.json"))["records"])

    def target(self, page: BuiltPage, link: str) -> tuple[str, str] | None:
        """Return the address and the fragment that a link of a page leads to, or None if it leaves the site."""
        whole, fragment = urldefrag(urljoin(self.address.rstrip("/") + page.address, link))
        base, parts = urlsplit(self.address), urlsplit(whole)
        if (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
            return None
        if self.current != self.address and whole.startswith(self.current) and not whole.startswith(self.address):
            return None
        assert parts.path.startswith(base.path), f"{page.address}: {link} leads out of {self.address}"
        return "/" + parts.path.removeprefix(base.path), fragment

    def holds(self, address: str) -> bool:
        """Say whether there is a page or a file at an address."""
        path = address.lstrip("/")
        return (self.folder / (path + "index.html" if path.endswith("/") or not path else path)).is_file()


def _is_retired(page: BuiltPage) -> bool:
    return bool(page.elements("//article[@class='retired']"))


def _is_redirect(page: BuiltPage) -> bool:
    return bool(page.elements("//meta[@http-equiv='refresh']"))


def _is_embedded(page: BuiltPage) -> bool:
    return bool(page.elements("//main[@class='embedded']"))
