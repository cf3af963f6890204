"""The site's script modules in a real browser, without a site: a page on which nothing stands imports them."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route
from worlds import REPOSITORY

ORIGIN = "https://guide.example/"


def _fulfil(route: Route) -> None:
    path = urlsplit(route.request.url).path
    file = REPOSITORY / "overrides" / path[1:]
    if path.startswith("/scripts/") and file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0])
    else:
        route.fulfill(body="<!doctype html><title>Scripts</title>", content_type="text/html")


@contextmanager
def script_page(browser: Browser) -> Iterator[Page]:
    """Open an empty page from which `/scripts/…` can be imported as it stands in the repository."""
    with browser.new_context() as context:
        context.route("**/*", _fulfil)
        page = context.new_page()
        page.goto(ORIGIN)
        yield page


def evaluated(page: Page, body: str, *arguments: Any) -> Any:
    """Return what the body of an async JavaScript function gives; `given` holds the arguments."""
    return page.evaluate(f"async (given) => {{{body}}}", list(arguments))
