"""Answers as GitHub and endoflife.date do, faults included, without a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from guide.refresh.http import Host
from guide.refresh.upstream import UPSTREAMS

Reply = httpx.Response | httpx.HTTPError


@dataclass
class Upstreams:
    """Stands in for every host: what each address is answered, and what was asked."""

    replies: dict[str, Reply] = field(default_factory=dict)
    """By whole address; what is not named here is answered in the usual way."""
    default: Reply = field(default_factory=lambda: httpx.Response(404))
    asked: list[httpx.Request] = field(default_factory=list)

    @classmethod
    def of(cls, answers: Mapping[str, Any]) -> Upstreams:
        """Return hosts that give these answers, by whole address."""
        return cls(replies={address: httpx.Response(200, json=answer) for address, answer in answers.items()})

    def hosts(self) -> dict[str, Host]:
        """Return the host of each upstream, by its name."""
        transport = self.transport_to("")
        return {
            upstream.NAME: Host(client=httpx.Client(base_url=upstream.API, transport=transport), timeout=5)
            for upstream in UPSTREAMS
        }

    def transport_to(self, _base: str) -> httpx.BaseTransport:
        """Return what carries questions here instead of to a host."""
        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        reply = self.replies.get(str(request.url), self.default)
        if isinstance(reply, httpx.HTTPError):
            raise reply
        return reply


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


def product(name: str, *cycles: dict[str, Any]) -> dict[str, Any]:
    """Return what endoflife.date says of a product, as far as we look."""
    return {"schema_version": "1.2.0", "result": {"name": name, "label": name.title(), "releases": list(cycles)}}


def cycle(name: str, ends: str | None, newest: str, **changes: Any) -> dict[str, Any]:
    """Return what endoflife.date says of a release cycle, as far as we look."""
    return {
        "name": name,
        "releaseDate": "2025-11-01",
        "isEol": False,
        "eolFrom": ends,
        "latest": {"name": newest, "date": "2026-01-10", "link": "https://elsewhere.example/"},
        **changes,
    }


def host(reply: Reply) -> Host:
    """Return a host that answers every question in one way."""
    upstreams = Upstreams(default=reply)
    return Host(client=httpx.Client(base_url="https://host.example", transport=upstreams.transport_to("")), timeout=5)
