"""Asking a host for JSON: politely, and honest about every way in which there is no answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from guide.refresh import http
from guide.refresh.http import CannotAsk, Host, Unanswered, checked_base, new_client, token_header
from machine_hosts import Machines, Reply, as_json, machines

NOW = 1_768_478_400.0
"""Noon of 15 January 2026, by the clock of these tests."""


@pytest.fixture(scope="module")
def running() -> Iterator[Machines]:
    with machines() as server:
        yield server


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with new_client("guide (+https://quarry.example/guide)") as client:
        yield client


@pytest.fixture
def server(running: Machines) -> Machines:
    running.forget()
    return running


def _host(client: httpx.Client, base: str, **changes: Any) -> Host:
    """Return a host that is never really waited for."""
    return Host(client=client, base=base, now=lambda: NOW, **{"timeout": 5, "wait": lambda _: None, **changes})


def _why_not(host: Host, path: str = "/x") -> str:
    with pytest.raises(Unanswered) as error:
        host.ask(path)
    return str(error.value)


def test_an_answer_comes_through(server: Machines, client: httpx.Client) -> None:
    """What a host says in JSON must be handed on, and the host must know who asks and on whose behalf."""
    server.replies["/x"] = as_json({"so": 1})
    assert _host(client, server.address, headers={"Authorization": "Bearer t"}).ask("/x") == {"so": 1}
    ((_, headers),) = server.asked
    assert headers["User-Agent"] == "guide (+https://quarry.example/guide)"
    assert headers["Authorization"] == "Bearer t"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=404), "not found (404): removed, renamed or made private"),
        (Reply(status=410), "gone (410): removed, renamed or made private"),
        (Reply(status=451), "withdrawn for legal reasons (451): removed, renamed or made private"),
        (Reply(status=401), "access refused (401)"),
        (Reply(status=403), "access refused (403)"),
        (Reply(status=500), "the server failed (500)"),
        (Reply(status=503), "the server failed (503)"),
        (Reply(status=204), "an unexpected answer (status 204)"),
        (Reply(body=b"<!doctype html><title>Sorry</title>"), "the answer is not whole JSON"),
        (Reply(body=b'{"full_name": "quar'), "the answer is not whole JSON"),
        (Reply(body=b""), "the answer is not whole JSON"),
        (Reply(body=b"[" * 200_000), "the answer is not whole JSON"),
        (Reply(body=b'{"so": 1}', cut=3), "the host cannot be reached, or broke off"),
        (Reply(status=302, headers={"Location": "https://elsewhere.example/"}), "sent on to another host"),
        (Reply(status=302, headers={"Location": "/x"}), "sent on from one address to the next without end"),
        (Reply(status=304), "an unexpected answer (status 304)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_answer_is_said_in_words(server: Machines, client: httpx.Client, reply: Reply, said: str) -> None:
    """Whatever a host does instead of answering, the reason must be one that a person understands."""
    server.replies["/x"] = reply
    assert _why_not(_host(client, server.address)).startswith(said)


def test_a_host_that_says_nothing_is_not_waited_for(server: Machines, client: httpx.Client) -> None:
    """Silence must end after the time set, not never."""
    server.replies["/x"] = Reply(never=True)
    assert _why_not(_host(client, server.address, timeout=0.2)) == "no answer within 0.2 seconds"


def test_a_host_that_is_not_there(client: httpx.Client) -> None:
    """A closed port must be told as what it is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert _why_not(_host(client, f"http://127.0.0.1:{port}")) == "the host cannot be reached, or broke off"


def test_an_endless_answer_is_cut_off(server: Machines, client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer must not fill the memory."""
    monkeypatch.setattr(http, "_LARGEST", 1000)
    server.replies["/x"] = Reply(body=b" " * 2000)
    assert _why_not(_host(client, server.address)) == "the answer is larger than 1,000 bytes"


def test_a_question_is_sent_on_within_a_host(server: Machines, client: httpx.Client) -> None:
    """A renamed repository is answered for under its number; the answer must be found there."""
    server.replies["/x"] = Reply(status=301, headers={"Location": f"{server.address}/repositories/7"})
    server.replies["/repositories/7"] = as_json({"id": 7})
    assert _host(client, server.address).ask("/x") == {"id": 7}


@pytest.mark.parametrize("asked_for", ["3", "Thu, 15 Jan 2026 12:00:03 GMT"])
@pytest.mark.parametrize("status", [403, 429, 503])
def test_a_short_pause_is_kept(server: Machines, client: httpx.Client, asked_for: str, status: int) -> None:
    """A host that asks for a few seconds must get them, and be asked once more."""
    server.replies["/x"] = [Reply(status=status, headers={"Retry-After": asked_for}), as_json([1])]
    waited: list[float] = []
    assert _host(client, server.address, wait=waited.append).ask("/x") == [1]
    assert waited == [3]
    assert server.paths == ["/x", "/x"]


def test_a_long_pause_ends_the_questions(server: Machines, client: httpx.Client) -> None:
    """A host that wants an hour of peace must be asked nothing more, and each question be told why."""
    server.replies["/x"] = Reply(status=429, headers={"Retry-After": "3600"})
    host = _host(client, server.address, wait=lambda _: pytest.fail("waited"))
    assert [_why_not(host), _why_not(host, "/y")] == ["the host's limit on questions is reached until 13:00 UTC"] * 2
    assert server.paths == ["/x"]


def test_a_spent_limit_ends_the_questions(server: Machines, client: httpx.Client) -> None:
    """GitHub refuses with 403 when its limit is spent; that is no missing right."""
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(NOW) + 1800)}
    server.replies["/x"] = Reply(status=403, headers=spent, body=b'{"message": "API rate limit exceeded"}')
    host = _host(client, server.address)
    assert _why_not(host) == "the host's limit on questions is reached until 12:30 UTC"
    assert _why_not(host, "/y") == "the host's limit on questions is reached until 12:30 UTC"
    assert server.paths == ["/x"]


def test_the_last_answer_within_a_limit_counts(server: Machines, client: httpx.Client) -> None:
    """The answer that uses the limit up must be taken, and nothing be asked after it."""
    server.replies["/x"] = as_json([1], X_RateLimit_Remaining="0", X_RateLimit_Reset="no number")
    host = _host(client, server.address)
    assert host.ask("/x") == [1]
    assert _why_not(host, "/y") == "the host's limit on questions is reached"


@pytest.mark.parametrize("token", ["", "  \n"])
def test_no_token_is_no_header(token: str) -> None:
    """Without a token, GitHub must be asked as anybody asks it."""
    assert token_header(token) == {}


def test_a_broken_token_is_not_repeated() -> None:
    """A token with a line end within must be refused without showing it: logs are public."""
    with pytest.raises(CannotAsk) as error:
        token_header("se\ncret")
    assert "cret" not in str(error.value)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:80/", "http://localhost/api", "http://[::1]/", "https://a.example"]
)
def test_a_base_on_this_machine_or_encrypted_is_allowed(address: str) -> None:
    """Tests and proxies may stand in for the real hosts."""
    assert checked_base("V", address) == address.rstrip("/")


@pytest.mark.parametrize("address", ["http://a.example", "ftp://127.0.0.1", "a.example", "", "https://"])
def test_a_token_never_travels_in_the_open(address: str) -> None:
    """Any other base must be refused, naming the variable."""
    with pytest.raises(CannotAsk, match="V must be"):
        checked_base("V", address)
