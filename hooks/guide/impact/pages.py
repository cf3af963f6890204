"""What a change does to the written pages: which come and go, which read differently, which anchors and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from guide.derive.guide import Guide
from guide.impact.renames import UNCHANGED, Names
from guide.pages.build import write_pages
from guide.pages.page import Page


@dataclass(frozen=True, kw_only=True)
class NamedPage:
    """A page that is only in one of the guides."""

    address: str
    title: str
    leads_to: str = ""
    """Of a page that is gone: where its address leads now; empty if nowhere."""


@dataclass(frozen=True, kw_only=True)
class MovedPage:
    """A page that has another address, because it is named after who has another slug."""

    address: str
    former_address: str
    title: str
    leads_on: bool
    """Whether the former address leads to the present one."""


@dataclass(frozen=True, kw_only=True)
class PageChange:
    """A page that reads differently, or has other anchors."""

    address: str
    title: str
    words: tuple[int, int]
    """How many words it had and has."""
    parts: tuple[str, ...]
    """The anchors after which the text differs; an empty one stands for the top of the page."""
    anchors_added: tuple[str, ...]
    anchors_gone: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PageImpact:
    """What a change does to the pages."""

    added: tuple[NamedPage, ...]
    gone: tuple[NamedPage, ...]
    moved: tuple[MovedPage, ...]
    changed: tuple[PageChange, ...]
    links_added: tuple[str, ...]
    """Addresses elsewhere that some page leads to, and none did."""
    links_gone: tuple[str, ...]
    """Addresses elsewhere that no page leads to any more."""


class _Parts(HTMLParser):
    """Collects the anchors of a page, the addresses elsewhere that it leads to, and the words after each anchor."""

    def __init__(self, html: str, names: Names) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"": []}
        self.links: list[str] = []
        self._anchor = ""
        self._names = names
        self.feed(html)
        self.close()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.texts.setdefault(value, [])
                self._start(value, former=("class", "former") in attrs)
            elif name == "href" and value and value.startswith("https://"):
                self.links.append(value)

    def _start(self, id: str, *, former: bool) -> None:
        """Begin a part; the anchor that is kept for the links of others begins none."""
        if not former:
            self._anchor = self._names.anchor(id)
            self.texts.setdefault(self._anchor, [])

    def handle_data(self, data: str) -> None:
        self.texts[self._anchor] += data.split()

    @property
    def anchors(self) -> list[str]:
        """The anchors in the order of the page."""
        return [anchor for anchor in self.texts if anchor]

    @property
    def words(self) -> int:
        return sum(map(len, self.texts.values()))


def compare_pages(before: Guide, after: Guide, names: Names = UNCHANGED) -> PageImpact:
    """Write both guides and return what differs; takes what is called otherwise after."""
    old, new = (_by_address(guide) for guide in (before, after))
    moved = {address: way for address, way in names.pages.items() if address in old and way in new}
    old = {moved.get(address, address): page for address, page in old.items()}
    old_parts, new_parts = _parts(old, names), _parts(new, UNCHANGED)
    ways = after.former_addresses()
    was, is_now = _links(before, old_parts), _links(after, new_parts)
    return PageImpact(
        added=tuple(_named(page) for address, page in new.items() if address not in old),
        gone=tuple(_named(page, ways.get(address, "")) for address, page in old.items() if address not in new),
        moved=tuple(_moved(address, new[way], leads_on=ways.get(address) == way) for address, way in moved.items()),
        changed=tuple(
            change
            for address, page in new.items()
            if address in old and (change := _change(page, old_parts[address], new_parts[address]))
        ),
        links_added=tuple(link for link in is_now if link not in was),
        links_gone=tuple(link for link in was if link not in is_now),
    )


def _moved(former: str, page: Page, *, leads_on: bool) -> MovedPage:
    return MovedPage(address=page.address, former_address=former, title=page.title, leads_on=leads_on)


def _parts(pages: Mapping[str, Page], names: Names) -> Mapping[str, _Parts]:
    """Return what each page consists of."""
    return {address: _Parts(page.body, names) for address, page in pages.items()}


def _by_address(guide: Guide) -> Mapping[str, Page]:
    return {page.address: page for page in write_pages(guide)}


def _named(page: Page, leads_to: str = "") -> NamedPage:
    return NamedPage(address=page.address, title=page.title, leads_to=leads_to)


def _change(page: Page, before: _Parts, after: _Parts) -> PageChange | None:
    parts = tuple(anchor for anchor in after.texts if after.texts[anchor] != before.texts.get(anchor))
    gone = _missing(before.anchors, after)
    if not parts and not gone:
        return None
    return PageChange(
        address=page.address,
        title=page.title,
        words=(before.words, after.words),
        parts=parts,
        anchors_added=_missing(after.anchors, before),
        anchors_gone=gone,
    )


def _missing(anchors: Sequence[str], page: _Parts) -> tuple[str, ...]:
    return tuple(anchor for anchor in anchors if anchor not in page.texts)


def _links(guide: Guide, parts: Mapping[str, _Parts]) -> dict[str, None]:
    """Return the addresses elsewhere that the pages lead to, each once; ways to change our own files are left out."""
    return {link: None for part in parts.values() for link in part.links if guide.leads_out(link)}
