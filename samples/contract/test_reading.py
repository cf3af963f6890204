"""GET /orders/{id}, and what is said where nothing is."""

from __future__ import annotations

from uuid import uuid4

import pytest
from client import Order, Shop


def test_an_order_is_read(shop: Shop, order: Order) -> None:
    same = ("id", "sku", "quantity", "email", "created_at")
    assert {name: shop.read(order)[name] for name in same} == {name: order[name] for name in same}


@pytest.mark.parametrize("number", ["2000000000", "-1", "1.5", "nonsense", "9" * 30, str(uuid4())])
def test_an_order_that_does_not_exist_is_not_found(shop: Shop, order: Order, number: str) -> None:
    assert shop.read(order)
    answer = shop.http.get(f"/orders/{number}")
    assert answer.status_code == 404
    assert "json" in answer.headers["content-type"]
    answer.json()


def test_the_service_is_healthy(shop: Shop) -> None:
    assert shop.http.get("/health").status_code == 200


def test_an_unknown_path_is_not_found(shop: Shop) -> None:
    answer = shop.http.get("/nothing/here")
    assert answer.status_code == 404
    assert "json" in answer.headers["content-type"]
    answer.json()


def test_another_method_is_refused_in_json(shop: Shop, order: Order) -> None:
    answer = shop.http.delete(f"/orders/{order['id']}")
    assert answer.status_code in (404, 405)
    assert "json" in answer.headers["content-type"]
    answer.json()
