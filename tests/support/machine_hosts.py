"""A real server on this machine that answers as GitHub and endoflife.date do, faults included."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the server says to one question."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    never: bool = False
    """Whether it takes the question and says nothing."""
    cut: int = 0
    """How many bytes of what it promised it keeps back."""


def as_json(value: Any, **headers: str) -> Reply:
    """Return an answer in JSON; underscores in names of headers stand for hyphens."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(headers={"Content-Type": "application/json", **named}, body=json.dumps(value).encode())


@dataclass
class Machines:
    """The server: what it answers, and what it was asked."""

    address: str
    replies: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    """By path, questions of the path included; of a list, one after the other, and the last for ever."""
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    closing: Event = field(default_factory=Event)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def reply(self, path: str) -> Reply:
        found = self.replies.get(path, Reply(status=404, body=b'{"message": "Not Found"}'))
        if isinstance(found, Reply):
            return found
        return found.pop(0) if len(found) > 1 else found[0]

    def forget(self) -> None:
        """Answer nothing, and remember nothing."""
        self.replies.clear()
        self.asked.clear()


@contextmanager
def machines() -> Iterator[Machines]:
    """Run the server on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers)))
            reply = server.reply(self.path)
            if reply.never:
                server.closing.wait(30)
                return
            self.send_response(reply.status)
            for name, text in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) - reply.cut])

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        server = Machines(address=f"http://127.0.0.1:{listening.server_port}")
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            listening.shutdown()
            thread.join()


def repository(name: str, **changes: Any) -> dict[str, Any]:
    """Return what GitHub says of a repository, as far as we look."""
    return {
        "full_name": name,
        "description": "Rows.",
        "stargazers_count": 4321,
        "archived": False,
        "disabled": False,
        "license": {"key": "mit", "spdx_id": "MIT"},
        **changes,
    }


def release(tag: str, published: str | None = "2026-01-10T08:00:00Z", **changes: Any) -> dict[str, Any]:
    """Return what GitHub says of a release, as far as we look."""
    return {"tag_name": tag, "draft": False, "prerelease": False, "published_at": published, "body": "", **changes}


def product(name: str, *lines: dict[str, Any]) -> dict[str, Any]:
    """Return what endoflife.date says of a product, as far as we look."""
    return {"schema_version": "1.2.0", "result": {"name": name, "label": name.title(), "releases": list(lines)}}


def line(name: str, ends: str | None, newest: str, **changes: Any) -> dict[str, Any]:
    """Return what endoflife.date says of a line of releases, as far as we look."""
    return {
        "name": name,
        "releaseDate": "2025-11-01",
        "isEol": False,
        "eolFrom": ends,
        "latest": {"name": newest, "date": "2026-01-10", "link": "https://elsewhere.example/"},
        **changes,
    }
