"""Serves a built site on this machine and opens its pages in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from chromium import find_chromium, start
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def started() -> Iterator[Browser]:
    """Start a Chromium with a fresh profile."""
    with sync_playwright() as playwright, start(playwright, find_chromium(playwright)) as browser:
        yield browser


@contextmanager
def flawless(context: BrowserContext) -> Iterator[Page]:
    """Open a page and insist, when it closes, that no script failed on it."""
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert not errors


def folded(locator: Locator) -> str:
    """Return the text of an element as it is seen, its spaces folded."""
    return " ".join(locator.inner_text().split())


def state(page: Page) -> dict[str, str]:
    """Return what the address of a page keeps."""
    return dict(parse_qsl(urlsplit(page.url).query))


def requests(page: Page) -> list[str]:
    """Return a list that fills with the paths that a page asks for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    return asked


def accessibility_faults(page: Page, where: str) -> str:
    """Return what axe has against those parts of a page that match a selector; nothing if all is well."""
    found = Axe().run(page, context=where)
    return str(found.generate_report()) if found.violations_count else ""
