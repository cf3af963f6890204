"""Asks a host for JSON, politely, and says in words why there is no answer.

One question at a time, with a limit on time and size. A host that says for how long to leave it alone is waited for if
that is short, and else asked nothing more. What a server says is never repeated: only its numbers are, in our words.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx
from urllib.parse import urljoin, urlsplit

_LARGEST = 10_000_000
"""How many bytes an answer may have."""

_HOPS = 3
"""How many times a question may be sent on within a host."""

_REFUSED, _FORBIDDEN, _TOO_MANY, _SERVER = 401, 403, 429, 500
_VANISHED = {404: "not found", 410: "gone", 451: "withdrawn for legal reasons"}


class Unanswered(Exception):
    """There is no answer that can be used; the message says why."""


class CannotAsk(Exception):
    """Nobody can be asked at all; the message says what is to be done."""


@dataclass(kw_only=True)
class Host:
    """A host that answers in JSON, and whether it wants to be left alone."""

    client: httpx.Client
    base: str
    """What every question starts with."""
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 20
    """Seconds for a whole answer."""
    patience: float = 60
    """The longest that it is waited for, in seconds, if it asks for that."""
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time
    closed: str = ""
    """Why it is asked nothing more."""

    def ask(self, path: str) -> Any:
        """Return what the host answers; raise Unanswered if it does not, or not with JSON."""
        if self.closed:
            raise Unanswered(self.closed)
        status, headers, content = self._reply(f"{self.base}{path}")
        if (pause := self._pause(status, headers)) is not None and 0 <= pause <= self.patience:
            self.wait(pause)
            status, headers, content = self._reply(f"{self.base}{path}")
        self._note_limit(status, headers)
        _refuse(status)
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            raise Unanswered("the answer is not whole JSON") from None

    def _reply(self, address: str) -> tuple[int, httpx.Headers, bytes]:
        """Return status, headers and content of an answer, wherever within the host it is found."""
        for _ in range(_HOPS + 1):
            status, headers, content = self._fetch(address)
            target = headers.get("location") if status in (301, 302, 303, 307, 308) else None
            if target is None:
                return status, headers, content
            address = _within(address, target)
        raise Unanswered("sent on from one address to the next without end")

    def _fetch(self, address: str) -> tuple[int, httpx.Headers, bytes]:
        asked = self.client.stream("GET", address, headers=dict(self.headers), timeout=self.timeout)
        with _in_words(self.timeout), asked as answer:
            return answer.status_code, answer.headers, b"".join(self._parts(answer, time.monotonic()))

    def _parts(self, answer: httpx.Response, started: float) -> Iterator[bytes]:
        size = 0
        for part in answer.iter_bytes():
            size += len(part)
            if size > _LARGEST:
                raise Unanswered(f"the answer is larger than {_LARGEST:,} bytes")
            if time.monotonic() - started > self.timeout:
                raise Unanswered(f"no whole answer within {self.timeout:g} seconds")
            yield part

    def _pause(self, status: int, headers: httpx.Headers) -> float | None:
        """Return for how many seconds the host wants to be left alone, if it says so."""
        if status not in (_FORBIDDEN, _TOO_MANY, 503):
            return None
        return _seconds(headers.get("retry-after"), self.now())

    def _note_limit(self, status: int, headers: httpx.Headers) -> None:
        """Leave the host alone from now on if it wants that, whatever it has answered."""
        spent = headers.get("x-ratelimit-remaining") == "0"
        asked = status in (_FORBIDDEN, _TOO_MANY) and (spent or "retry-after" in headers)
        if not (spent or asked or status == _TOO_MANY):
            return
        self.closed = "the host's limit on questions is reached" + self._end_of_limit(headers)
        if status in (_FORBIDDEN, _TOO_MANY):
            raise Unanswered(self.closed)

    def _end_of_limit(self, headers: httpx.Headers) -> str:
        reset, pause = headers.get("x-ratelimit-reset", ""), _seconds(headers.get("retry-after"), self.now())
        seconds = (
            self.now() + pause if pause is not None else float(reset) if re.fullmatch(r"[0-9]{1,11}", reset) else 0
        )
        try:
            return f" until {dt.datetime.fromtimestamp(seconds, dt.UTC):%H:%M} UTC" if seconds else ""
        except (ValueError, OverflowError, OSError):
            return ""


def new_client(agent: str) -> httpx.Client:
    """Return what asks hosts, under a name; raise CannotAsk if the library for it is not there."""
    try:
        import httpx  # noqa: PLC0415 - only those who refresh need it
    except ImportError:
        raise CannotAsk("the library httpx is missing; `make refresh` brings it") from None
    return httpx.Client(headers={"User-Agent": agent, "Accept": "application/json"}, follow_redirects=False)


def token_header(token: str) -> dict[str, str]:
    """Return the header that shows a token; none if there is no token, CannotAsk if it cannot be one."""
    if not token.strip():
        return {}
    if not re.fullmatch(r"[!-~]+", token.strip()):
        raise CannotAsk("GITHUB_TOKEN holds characters that no token has; set it again, or unset it")
    return {"Authorization": f"Bearer {token.strip()}"}


def checked_base(variable: str, address: str) -> str:
    """Return an address to start questions with, without the slash at its end.

    Raises CannotAsk unless it is https, or on this machine: what is asked may carry a token.
    """
    parts = urlsplit(address)
    if parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))):
        return address.rstrip("/")
    raise CannotAsk(f"{variable} must be a whole https address, or one on this machine")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _within(address: str, target: str) -> str:
    """Return where a host sends a question on to; raise Unanswered if that is another host."""
    whole = urljoin(address, target)
    if urlsplit(whole)[:2] != urlsplit(address)[:2]:
        raise Unanswered("sent on to another host, which was not asked")
    return whole


@contextmanager
def _in_words(timeout: float) -> Iterator[None]:
    import httpx  # noqa: PLC0415 - it is there: somebody has made a client

    try:
        yield
    except httpx.TimeoutException:
        raise Unanswered(f"no answer within {timeout:g} seconds") from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise Unanswered("the host cannot be reached, or broke off") from None


def _refuse(status: int) -> None:
    """Raise Unanswered, in words, for any status but success."""
    if status in _VANISHED:
        raise Unanswered(f"{_VANISHED[status]} ({status}): removed, renamed or made private")
    if status in (_REFUSED, _FORBIDDEN):
        raise Unanswered(f"access refused ({status})")
    if status >= _SERVER:
        raise Unanswered(f"the server failed ({status})")
    if status != 200:  # noqa: PLR2004 - the one status that means success here
        raise Unanswered(f"an unexpected answer (status {status})")


def _seconds(header: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for; it may also name a time."""
    if header is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", header.strip()):
        return float(header)
    try:
        return max(parsedate_to_datetime(header).timestamp() - now, 0)
    except (ValueError, TypeError, OverflowError):
        return None
