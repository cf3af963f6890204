"""Serves a built site on this machine, as a host would, and opens its pages in a real browser."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from chromium import find_chromium, start
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

COMPRESSED = ("text/", "application/json", "application/xml", "image/svg+xml")
"""The kinds of file that a host sends compressed."""


PATIENCE = 10_000
"""How long to wait for a condition, in milliseconds."""


def gzipped(content: bytes) -> bytes:
    """Return a content as a host compresses it; the same bytes every time."""
    return gzip.compress(content, compresslevel=6, mtime=0)


@lru_cache(maxsize=512)
def _gzipped_file(file: Path, _changed: int) -> bytes:
    return gzipped(file.read_bytes())


class _Host(SimpleHTTPRequestHandler):
    """Sends files as a static host does: connections are kept, text is compressed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file, kind = self._file(), self.guess_type(self._file())
        if file.is_file() and kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            self._send(_gzipped_file(file, file.stat().st_mtime_ns), kind)
        else:
            super().do_GET()

    def _file(self) -> Path:
        """Return the file that is asked for; for a folder that is its page."""
        path = Path(self.translate_path(self.path))
        return path / "index.html" if urlsplit(self.path).path.endswith("/") else path

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left before it had the whole file."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yield its address."""
    with _Server(("127.0.0.1", 0), partial(_Host, directory=str(folder))) as server:
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
    """Open a page and insist, when it closes, that no script failed on it, and that it kept to its own policy."""
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    page.close()
    assert not errors


def folded(locator: Locator) -> str:
    """Return the text of an element as it is seen, its spaces folded."""
    return " ".join(locator.inner_text().split())


def restyle(page: Page, css: str) -> None:
    """Put a reader's own style on a page, by a way that its policy leaves to readers."""
    page.evaluate(
        "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets.push(own); }",
        css,
    )


def until(page: Page, condition: str) -> None:
    """Wait until a condition in JavaScript holds, asked in every frame; what a page's policy forbids is not needed."""
    page.evaluate(
        f"""() => new Promise((held, missed) => {{
          const ask = () => {condition} ? held() : requestAnimationFrame(ask);
          setTimeout(missed, {PATIENCE}, "it never held: " + {json.dumps(condition)});
          ask();
        }})"""
    )


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
