"""The service as a client sees it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import httpx

Order = dict[str, Any]

CONFIRMED_WITHIN, RETRIED_WITHIN = 5.0, 15.0
"""Seconds in which an order is confirmed: at the first try, and where the first try fails."""


class Shop:
    """Talks to the service."""

    def __init__(self, http: httpx.Client, token: str) -> None:
        self.http, self.token = http, token

    def post(self, key: str | None = None, **fields: object) -> httpx.Response:
        """Order something usual, with other fields where they are given."""
        body = {"sku": "BOOK-1", "quantity": 2, "email": "ada@example.org"} | fields
        return self.http.post("/orders", json=body, headers={"Idempotency-Key": key} if key else {})

    def create(self, key: str | None = None, **fields: object) -> Order:
        """Return a new order."""
        answer = self.post(key, **fields)
        assert answer.status_code == 201, answer.text
        order: Order = answer.json()
        assert "id" in order
        return order

    def post_at_once(self, times: int, key: str) -> list[httpx.Response]:
        """Send the same request from several clients in the same moment."""
        start = Barrier(times)

        def send(_: int) -> httpx.Response:
            start.wait()
            return self.post(key, sku=key)

        with ThreadPoolExecutor(times) as clients:
            return list(clients.map(send, range(times)))

    def read(self, order: Order) -> Order:
        """Return the order as it is now."""
        answer = self.http.get(f"/orders/{order['id']}")
        assert answer.status_code == 200, answer.text
        read: Order = answer.json()
        return read

    def cancel(self, order: Order | str, token: str | None = "") -> httpx.Response:
        """Cancel an order: with the right token, another, or none."""
        number = order if isinstance(order, str) else order["id"]
        headers = {} if token is None else {"Authorization": f"Bearer {token or self.token}"}
        return self.http.post(f"/orders/{number}/cancel", headers=headers)

    def pages(self, limit: int | None = None, between: Callable[[], object] = lambda: None) -> Iterator[list[Order]]:
        """Yield page after page; do something between each two."""
        asked: dict[str, str] = {} if limit is None else {"limit": str(limit)}
        while True:
            answer = self.http.get("/orders", params=asked)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            assert set(page) == {"orders", "next"}
            yield page["orders"]
            if page["next"] is None:
                return
            assert asked.get("after") != str(page["next"]), "the cursor does not move"
            asked["after"] = str(page["next"])
            between()

    def all(self) -> list[Order]:
        """Return every order, oldest first."""
        return [order for page in self.pages(limit=100) for order in page]

    def until(self, holds: Callable[[Order], bool], order: Order, within: float) -> Order:
        """Return the order as soon as something holds of it; fail once the time is over."""
        end = time.monotonic() + within
        while not holds(now := self.read(order)):
            assert time.monotonic() < end, f"not within {within:.0f} s: {now}"
            time.sleep(0.05)
        return now

    def confirmed(self, order: Order, within: float = CONFIRMED_WITHIN) -> Order:
        """Return the order once it is confirmed."""
        return self.until(lambda now: now["confirmed_at"] is not None, order, within)


def when(text: str) -> datetime:
    """Return a moment of the service; it must be in UTC."""
    moment = datetime.fromisoformat(text)
    assert moment.utcoffset() == timedelta(0), f"{text} is not in UTC"
    return moment


def strings(value: object) -> Iterator[str]:
    """Yield every string of a JSON document, keys as well."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value
