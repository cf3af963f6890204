"""POST /orders/{id}/cancel: who may, and what may be cancelled."""

from __future__ import annotations

from uuid import uuid4

import pytest
from client import Order, Shop


def test_an_order_is_cancelled(shop: Shop, order: Order) -> None:
    answer = shop.cancel(order)
    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["status"]) == (order["id"], "cancelled")
    assert shop.read(order)["status"] == "cancelled"


def test_cancelling_again_changes_nothing(shop: Shop, order: Order) -> None:
    first, again = shop.cancel(order), shop.cancel(order)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json()["status"] == "cancelled"


def test_a_confirmed_order_can_still_be_cancelled(shop: Shop, working: None, order: Order) -> None:  # noqa: ARG001
    confirmed = shop.confirmed(order)
    assert shop.cancel(order).json()["status"] == "cancelled"
    assert shop.read(order)["confirmed_at"] == confirmed["confirmed_at"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic YTpi"}], ids=["none", "another-scheme"])
def test_without_a_token_nobody_may(shop: Shop, order: Order, headers: dict[str, str]) -> None:
    answer = shop.http.post(f"/orders/{order['id']}/cancel", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].lower().startswith("bearer")
    assert "json" in answer.headers["content-type"]
    assert shop.read(order)["status"] != "cancelled"


@pytest.mark.parametrize("wrong", ["guess", "longer", "shorter"])
def test_with_the_wrong_token_nobody_may(shop: Shop, order: Order, wrong: str) -> None:
    token = {"guess": "guess", "longer": f"{shop.token}x", "shorter": shop.token[:-1]}[wrong]
    answer = shop.cancel(order, token)
    assert answer.status_code == 403
    assert "json" in answer.headers["content-type"]
    assert shop.read(order)["status"] != "cancelled"


def test_a_token_of_other_characters_breaks_nothing(shop: Shop, order: Order) -> None:
    """Comparing in constant time is picky about what it compares."""
    answer = shop.http.post(f"/orders/{order['id']}/cancel", headers=[(b"Authorization", b"Bearer t\xc3\xb6ken")])
    assert answer.status_code in (400, 401, 403)
    assert shop.read(order)["status"] != "cancelled"


@pytest.mark.parametrize("number", ["2000000000", "nonsense", str(uuid4())])
def test_an_order_that_does_not_exist_cannot_be_cancelled(shop: Shop, order: Order, number: str) -> None:
    assert shop.cancel(order).status_code == 200
    answer = shop.cancel(number)
    assert answer.status_code == 404
    assert "json" in answer.headers["content-type"]


def test_what_is_shipped_cannot_be_cancelled(shop: Shop) -> None:
    order = shop.create(sku="SHIPPED")
    assert order["status"] == "shipped"
    answer = shop.cancel(order)
    assert answer.status_code == 409
    assert "json" in answer.headers["content-type"]
    assert shop.read(order)["status"] == "shipped"
