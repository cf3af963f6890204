"""Asking a host for JSON: within limits, and honest about every way in which there is no answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from guide.refresh import http
from guide.refresh.http import Host, Unanswered
from upstreams import Reply, host

SPENT = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1768480200"}
"""Half past twelve on 15 January 2026."""

LIMIT = "the host's limit on questions is reached"


def _why_not(asked: Host) -> str:
    with pytest.raises(Unanswered) as error:
        asked.ask("/x", list[int])
    return str(error.value)


def test_an_answer_comes_through() -> None:
    """What a host says in JSON must be handed on."""
    assert host(httpx.Response(200, json=[1])).ask("/x", list[int]) == [1]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (httpx.Response(404), "not found: removed, renamed or made private (404)"),
        (httpx.Response(410), "not found: removed, renamed or made private (410)"),
        (httpx.Response(401), "access refused (401)"),
        (httpx.Response(403), "access refused (403)"),
        (httpx.Response(503), "the server failed (503)"),
        (httpx.Response(204), "an unexpected answer (204)"),
        (
            httpx.Response(301, headers={"Location": "https://host.example/y"}),
            "it has moved; the record needs its new address first (301)",
        ),
        (httpx.Response(200, text="<!doctype html><title>Sorry</title>"), "the answer is not whole JSON"),
        (httpx.Response(200, text="[1, "), "the answer is not whole JSON"),
        (httpx.Response(200), "the answer is not whole JSON"),
        (httpx.Response(200, text="[" * 200_000), "the answer is not whole JSON"),
        (httpx.Response(200, json={"so": 1}), "unexpected answer: 'the whole' is not what was expected"),
        (httpx.Response(429), LIMIT),
        (httpx.Response(403, headers={"Retry-After": "60"}), LIMIT),
        (httpx.Response(403, headers=SPENT), f"{LIMIT} until 12:30 UTC"),
        (httpx.ReadTimeout("secret"), "no answer within 5 seconds"),
        (httpx.ConnectError("secret"), "the host cannot be reached, or broke off"),
        (httpx.RemoteProtocolError("secret"), "the host cannot be reached, or broke off"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_answer_is_said_in_words(reply: Reply, reason: str) -> None:
    """Whatever a host does instead of answering, the reason must be one that a person understands, in our words."""
    assert _why_not(host(reply)) == reason


def test_a_host_that_wants_to_be_left_alone_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a limit is reached, nothing more must be asked, and each question be told why."""
    asked = host(httpx.Response(429))
    assert _why_not(asked) == LIMIT
    monkeypatch.setattr(asked, "client", None)
    assert _why_not(asked) == LIMIT


def _endless() -> Iterator[bytes]:
    while True:
        yield b" " * 1000


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("_LARGEST", 10_000, "the answer is larger than 10,000 bytes"),
        ("time", type("Clock", (), {"monotonic": iter(range(0, 100, 3)).__next__}), "no whole answer within 5 seconds"),
    ],
)
def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch, limit: str, value: Any, reason: str) -> None:
    """An answer must fill neither the memory nor the day."""
    monkeypatch.setattr(http, limit, value)
    assert _why_not(host(httpx.Response(200, content=_endless()))) == reason


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the world is reached through a proxy, questions must go through it."""
    used: list[object] = []
    monkeypatch.setattr(httpx, "HTTPTransport", lambda *, retries, proxy: used.append((retries > 0, proxy)))
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "near.example")
    for base in ("https://far.example/v1", "https://near.example/v1"):
        http.transport_to(base)
    assert used == [(True, "http://proxy.example:3128"), (True, None)]
