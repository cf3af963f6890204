"""The job: every order is confirmed, in time, once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from client import RETRIED_WITHIN, Order, Shop, when

pytestmark = pytest.mark.usefixtures("working")


def test_an_order_is_confirmed_in_time(shop: Shop, order: Order) -> None:
    now = shop.confirmed(order)
    assert (now["status"], now["confirmations"]) == ("confirmed", 1)
    assert when(now["confirmed_at"]) >= when(now["created_at"])


def test_a_failed_first_try_is_tried_again(shop: Shop) -> None:
    now = shop.confirmed(shop.create(sku="FLAKY"), RETRIED_WITHIN)
    assert (now["status"], now["confirmations"]) == ("confirmed", 1)


def test_many_orders_at_once_are_all_confirmed(shop: Shop) -> None:
    orders = [shop.create() for _ in range(10)]
    assert [shop.confirmed(order, RETRIED_WITHIN)["confirmations"] for order in orders] == [1] * 10


def test_an_order_sent_twice_is_confirmed_once(shop: Shop, key: str) -> None:
    order = shop.create(key)
    shop.confirmed(order)
    again = shop.post(key).json()
    assert (again["id"], again["confirmations"]) == (order["id"], 1)
    shop.confirmed(shop.create())
    assert shop.read(order)["confirmations"] == 1


def test_a_restart_loses_no_order(
    shop: Shop, restart: Callable[[], None], watched: list[tuple[Order, datetime]]
) -> None:
    """Whether it comes before the first try, between that and the next, or after the last."""
    orders = [shop.create(sku="PLAIN")]
    for _ in range(10):
        orders.append(shop.create(sku="FLAKY"))
        time.sleep(0.3)
    restart()
    assert [shop.confirmed(order, RETRIED_WITHIN)["confirmations"] for order in orders] == [1] * len(orders)
    over = datetime.now(UTC) + timedelta(seconds=RETRIED_WITHIN)
    watched.extend((order, over) for order in orders)


def test_what_was_watched_is_confirmed_once_and_never_changed(
    shop: Shop, watched: list[tuple[Order, datetime]]
) -> None:
    """Once for each that is pending, never for what is shipped or cancelled, and for good."""
    assert watched, "the orders could not be made"
    first: dict[object, Order] = {}
    over = max(until for _, until in watched)
    while True:
        last_look = datetime.now(UTC) >= over
        for made, _ in watched:
            now = shop.read(made)
            if now["confirmed_at"]:
                before = first.setdefault(made["id"], now)
                assert (now["confirmed_at"], now["confirmations"]) == (before["confirmed_at"], 1)
        if last_look:
            break
        time.sleep(0.2)
    for made, _ in watched:
        now = shop.read(made)
        if made["status"] in ("shipped", "cancelled"):
            expected = (made["status"], made["confirmed_at"], made["confirmations"])
            assert (now["status"], now["confirmed_at"], now["confirmations"]) == expected
        else:
            assert (now["status"], now["confirmations"]) == ("confirmed", 1)
