"""What a change does to the written pages: addresses gained and lost, sections that read differently, new links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from guide.render.html import parsed
from guide.site import permalinks
from guide.site.build import Publication
from guide.site.permalinks import Promise


@dataclass(frozen=True, kw_only=True)
class AddressChange:
    """Something that others may link to or build on, published only before or only after the change."""

    kind: str
    """What it is: a page, an id on a page, a file, a parameter of a form, a field of a document, a redirect."""
    address: str
    is_new: bool
    leads_to: str = ""
    """The page that a redirect leads to, or that the address of a page that is gone leads to."""
    is_broken: bool = False
    """Whether it is gone without a redirect or a tombstone."""


@dataclass(frozen=True, kw_only=True)
class PageChange:
    """A page that reads differently."""

    address: str
    sections: tuple[str, ...]
    """The anchors after which the text differs; an empty one stands for the top of the page."""


@dataclass(frozen=True, kw_only=True)
class PageChanges:
    """What a change does to the written pages."""

    addresses: tuple[AddressChange, ...]
    pages: tuple[PageChange, ...]
    links: tuple[str, ...]
    """External addresses that a page leads to, and none did."""


def compare_pages(before: Publication, after: Publication, moved: Mapping[str, str]) -> PageChanges:
    """Return what differs between the pages of two publications; takes the present address of each page that moved."""
    known_links = _links(before)
    return PageChanges(
        addresses=tuple(_addresses(before, after)),
        pages=tuple(_pages(before, after, moved)),
        links=tuple(link for link in _links(after) if link not in known_links),
    )


def _addresses(before: Publication, after: Publication) -> Iterator[AddressChange]:
    """Yield what is promised on one side only, pages first; files only if others are left without them."""
    leads_to = after.guide.former_addresses()
    lost = before.promises - after.promises
    broken = set(permalinks.broken(after.guide, after.promises, lost))
    for is_new, promises in ((True, after.promises - before.promises), (False, lost)):
        for promise in _standalone(promises, leads_to):
            if promise.kind != "file" or promise in broken:
                yield AddressChange(
                    kind=promise.kind,
                    address=promise.target,
                    is_new=is_new,
                    leads_to="" if promise.part else leads_to.get(promise.address, ""),
                    is_broken=promise in broken,
                )


def _standalone(promises: Collection[Promise], leads_to: Mapping[str, str]) -> Iterator[Promise]:
    """Yield promises without what goes with one of their pages.

    That is what stands on it, and what leads to it, such as its address with the year of the edition in front.
    """
    pages = {promise.address for promise in promises if promise.kind == "page"}
    for promise in sorted(promises, key=lambda promise: (promise.kind != "page", str(promise))):
        page = re.sub("^/[0-9]{4}/", "/", promise.address)
        if promise.kind == "page" or not pages & {page, leads_to.get(page, "")}:
            yield promise


def _pages(before: Publication, after: Publication, moved: Mapping[str, str]) -> Iterator[PageChange]:
    bodies = {moved.get(page.address, page.address): page.body for page in before.pages}
    for page in after.pages:
        if page.address in bodies:
            contents = after.contents[page.address]
            former = after.guide.former_anchors(page.address, contents.ids - contents.former)
            old, new = _words(bodies[page.address], former), _words(page.body, {})
            sections = tuple(anchor for anchor in {**new, **old} if old.get(anchor, []) != new.get(anchor, []))
            if sections:
                yield PageChange(address=page.address, sections=sections)


def _words(body: str, former_anchors: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the words of a page after each anchor; takes the present anchor for each former one."""
    anchor, words = "", dict[str, list[str]]({"": []})
    for event, element in etree.iterwalk(parsed(body), events=("start", "end")):
        if event == "start" and (id := element.get("id")) and element.get("class") != "former":
            anchor = former_anchors.get(id, id)
            words.setdefault(anchor, [])
        words[anchor] += ((element.text if event == "start" else element.tail) or "").split()
    return words


def _links(publication: Publication) -> dict[str, None]:
    """Return the external addresses that the pages lead to, in their order."""
    links = (link for contents in publication.contents.values() for link in contents.links)
    return dict.fromkeys(link for link in links if publication.guide.leads_out(link))
