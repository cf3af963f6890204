"""Asks a host for JSON, within limits of time and size; the reason for no answer is in words.

The words of a server are never repeated: only its numbers are.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

_LARGEST = 10_000_000
"""How many bytes an answer may have."""

_RETRIES = 2
"""How often a connection that fails is tried again."""

_SUCCESS, _FORBIDDEN, _TOO_MANY = 200, 403, 429

_REFUSALS = dict.fromkeys((401, 403), "access refused") | dict.fromkeys(
    (404, 410, 451), "not found: removed, renamed or made private"
)
_REFUSALS_BY_HUNDRED = {3: "it has moved; the record needs its new address first", 5: "the server failed"}


class Unanswered(Exception):
    """There is no answer that can be used; the message is the reason."""


class CannotAsk(Exception):
    """No request can be made; the message is what to do."""


class Answer(BaseModel):
    """A part of an answer: strict types, and of everything else in it nothing is taken."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


@dataclass(kw_only=True)
class Host:
    """A host that answers in JSON, and whether it wants to be left alone."""

    client: httpx.Client
    timeout: float
    """Seconds for a whole answer."""
    closed: str = ""
    """Why it is asked nothing more."""

    def ask(self, path: str, model: type[T]) -> T:
        """Return what the host answers, as a model; raise Unanswered if it does not, or not as expected."""
        if self.closed:
            raise Unanswered(self.closed)
        status, headers, content = self._fetch(path)
        if _is_limit(status, headers):
            self.closed = "the host's limit on questions is reached" + _end_of_limit(headers)
            raise Unanswered(self.closed)
        if status != _SUCCESS:
            reason = _REFUSALS.get(status) or _REFUSALS_BY_HUNDRED.get(status // 100, "an unexpected answer")
            raise Unanswered(f"{reason} ({status})")
        try:
            return TypeAdapter(model).validate_json(content)
        except ValidationError as error:
            raise Unanswered(_in_words(error.errors(include_url=False, include_input=False)[0])) from None

    def _fetch(self, path: str) -> tuple[int, httpx.Headers, bytes]:
        import httpx  # noqa: PLC0415 - it is there: somebody has made a client

        try:
            with self.client.stream("GET", path) as answer:
                return answer.status_code, answer.headers, self._content(answer)
        except httpx.TimeoutException:
            raise Unanswered(f"no answer within {self.timeout:g} seconds") from None
        except httpx.HTTPError:
            raise Unanswered("the host cannot be reached, or broke off") from None

    def _content(self, answer: httpx.Response) -> bytes:
        content, started = bytearray(), time.monotonic()
        for part in answer.iter_bytes():
            content += part
            if len(content) > _LARGEST:
                raise Unanswered(f"the answer is larger than {_LARGEST:,} bytes")
            if time.monotonic() - started > self.timeout:
                raise Unanswered(f"no whole answer within {self.timeout:g} seconds")
        return bytes(content)


def new_host(base: str, headers: Mapping[str, str], timeout: float) -> Host:
    """Return the host that answers under a base; raise CannotAsk if the library that asks is not there."""
    try:
        import httpx  # noqa: PLC0415 - only those who refresh need it
    except ImportError:
        raise CannotAsk("the library httpx is missing; `make refresh` brings it") from None
    client = httpx.Client(base_url=base, headers=headers, timeout=timeout, transport=transport_to(base))
    return Host(client=client, timeout=timeout)


def transport_to(base: str) -> httpx.BaseTransport:
    """Return what carries questions to a base, through the proxy that the environment names for it."""
    import httpx  # noqa: PLC0415 - as above

    parts = urlsplit(base)
    proxy = None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
    return httpx.HTTPTransport(retries=_RETRIES, proxy=proxy)


def _is_limit(status: int, headers: Mapping[str, str]) -> bool:
    """Return whether a host refuses further requests for now; GitHub may answer 403 for that."""
    spent = headers.get("x-ratelimit-remaining") == "0" or "retry-after" in headers
    return status == _TOO_MANY or (status == _FORBIDDEN and spent)


def _end_of_limit(headers: Mapping[str, str]) -> str:
    reset = headers.get("x-ratelimit-reset", "")
    if not re.fullmatch(r"[0-9]{1,10}", reset):
        return ""
    return f" until {dt.datetime.fromtimestamp(int(reset), dt.UTC):%H:%M} UTC"


def _in_words(error: ErrorDetails) -> str:
    if error["type"] == "json_invalid":
        return "the answer is not whole JSON"
    place = ".".join(part for part in error["loc"] if isinstance(part, str)) or "the whole"
    return f"unexpected answer: '{place}' {'is missing' if error['type'] == 'missing' else 'is not what was expected'}"
