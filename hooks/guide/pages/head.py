"""The head of a page, for whoever shares it, lists it or reads it by program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guide.derive import routes
from guide.derive.guide import Guide
from guide.model import titles
from guide.pages.json_ld import linked_data
from guide.pages.page import Page


@dataclass(frozen=True, kw_only=True)
class Alternate:
    """Another form of a page, or a feed that goes with it."""

    type: str
    """MIME type."""
    title: str
    path: str
    """On the site, without a slash in front."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """Title, description, picture, other forms and structured data of a page."""

    title: str
    shared_title: str
    """For shared links, which name the guide beside it."""
    description: str
    current: str
    """Whole address of the page in the edition that took the place of this one; empty if none did."""
    type: Literal["website", "article"]
    """As Open Graph has it."""
    card: str
    """Whole address of the picture that a shared link shows."""
    card_text: str
    """The text on the picture, for those who cannot see it."""
    alternates: tuple[Alternate, ...]
    linked_data: str
    """JSON-LD, safe to be put into a script element."""


def head(guide: Guide, page: Page) -> Head:
    """Return what the head of a page holds."""
    return Head(
        title=title(guide, page),
        shared_title=page.title if page.numeral or page.address == "/" else page.heading,
        description=page.description,
        current=guide.current_address(page.address),
        type="website" if page.address == "/" else "article",
        card=guide.whole(routes.card_path(page.address)),
        card_text=". ".join(
            part.rstrip(".") for part in (page.numeral and f"No. {page.numeral}", page.heading, page.lead) if part
        )
        + ".",
        alternates=tuple(_alternates(guide, page)),
        linked_data=linked_data(guide, page),
    )


def title(guide: Guide, page: Page) -> str:
    """Return the title of a page, with the guide's name where there is room for it."""
    return page.title if page.address == "/" else titles.with_guide(page.title, guide.edition.name)


def _alternates(guide: Guide, page: Page) -> Iterator[Alternate]:
    twin = routes.twin_path(page.address)
    yield Alternate(type="text/markdown", title=f"{page.heading}, as Markdown", path=twin)
    document = routes.document_of(guide, page.address)
    if document:
        yield Alternate(type="application/json", title=f"{page.heading}, as data", path=document)
    yield from _feeds(guide, page)


def _feeds(guide: Guide, page: Page) -> Iterator[Alternate]:
    """Yield the feeds that go with a page."""
    atom = "application/atom+xml"
    yield Alternate(type=atom, title=routes.CHANGES_TITLE, path=routes.CHANGES_FEED)
    for candidate in guide.candidates:
        if candidate.address == page.address:
            yield Alternate(type=atom, title=f"News of {candidate.name}", path=routes.feed_path(candidate.slug))
