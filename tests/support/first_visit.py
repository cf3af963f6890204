"""What a first visit to a page brings over the wire, in a real browser, before the reader touches anything."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request
from visiting import gzipped

AT_ONCE = 12
"""How many pages are open at the same time: each is waited for until nothing moves any more."""

ICONS = r"""Promise.all(
  [...document.querySelectorAll("link[rel~=icon]")].map(({ href }) => fetch(href.replace(/\.ico$/, "$&?"))),
)"""
"""Asks for the icons of a page: every browser does so, but not every one tells those who watch it.

Where requests are watched, none that ends with `/favicon.ico` is let through; the question mark lets it through.
"""

INLINE = "[...document.scripts].filter(({ src }) => !src).map(({ text }) => text).join('')"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """Something that a page asked for."""

    address: str
    script: bool
    bytes: int
    """What went over the wire: the content, compressed, and what heads it."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A first visit to a page."""

    loaded: Sequence[Loaded]
    inline: int
    """The bytes of the script within the page, compressed by themselves."""
    away: Sequence[str]
    """What the page asked of other hosts; none of it was let through."""

    @property
    def measured(self) -> Mapping[str, float]:
        """The visit in the terms of the limits."""
        return {
            "bytes": sum(one.bytes for one in self.loaded) / 1000,
            "script": (self.inline + sum(one.bytes for one in self.loaded if one.script)) / 1000,
            "requests": len(self.loaded),
            "hosts": len({urlsplit(address).netloc for address in self.away}),
        }


def first_visits(browser: Browser, address: str, pages: Collection[str]) -> Iterator[tuple[str, Visit]]:
    """Yield what a first visit to each page brings; pages are addresses from the root of the site."""
    for some in _portions(list(pages), AT_ONCE):
        with browser.new_context() as context:
            yield from _visits(context, address, some)


def _portions(pages: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (pages[start : start + size] for start in range(0, len(pages), size))


def _visits(context: BrowserContext, address: str, pages: Sequence[str]) -> Iterator[tuple[str, Visit]]:
    """Open some pages at once and wait for each. Watching the requests also keeps the browser from its cache."""
    context.route("**", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
    opened = [(path, *_opened(context, address + path[1:])) for path in pages]
    for path, page, asked in opened:
        page.wait_for_load_state("networkidle")
        page.evaluate(ICONS)
        yield path, _visit(page, asked, address)


def _opened(context: BrowserContext, address: str) -> tuple[Page, Sequence[Request]]:
    """Open a page; return it with a list that fills with what it asks for."""
    page, asked = context.new_page(), list[Request]()

    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    page.goto(address, wait_until="commit")
    return page, asked


def _visit(page: Page, asked: Sequence[Request], address: str) -> Visit:
    ours = {request.url: request for request in asked if request.url.startswith(address)}
    return Visit(
        loaded=[_loaded(request) for request in ours.values()],
        inline=len(gzipped(page.evaluate(INLINE).encode())),
        away=[request.url for request in asked if not request.url.startswith(address)],
    )


def _loaded(request: Request) -> Loaded:
    sizes = request.sizes()
    script = request.resource_type == "script" or urlsplit(request.url).path.endswith((".js", ".mjs", ".wasm"))
    return Loaded(address=request.url, script=script, bytes=sizes["responseHeadersSize"] + sizes["responseBodySize"])
