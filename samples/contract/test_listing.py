"""GET /orders: pages in a stable order."""

from __future__ import annotations

import pytest
from client import Order, Shop


@pytest.fixture
def created(shop: Shop) -> list[Order]:
    """Return enough orders for several pages, made as fast as they are taken."""
    return [shop.create() for _ in range(23)]


def test_the_oldest_comes_first(shop: Shop, created: list[Order]) -> None:
    assert [order["id"] for order in shop.all()][-len(created) :] == [order["id"] for order in created]


def test_a_page_holds_twenty_unless_asked_otherwise(shop: Shop, created: list[Order]) -> None:
    assert created
    assert len(next(shop.pages())) == 20
    assert len(next(shop.pages(limit=3))) == 3


def test_an_order_looks_the_same_in_a_page(shop: Shop, order: Order) -> None:
    listed = next(one for one in shop.all() if one["id"] == order["id"])
    assert set(listed) == set(order)


def test_page_after_page_shows_everything_once(shop: Shop, created: list[Order]) -> None:
    numbers = [order["id"] for page in shop.pages(limit=7) for order in page]
    assert len(numbers) == len(set(numbers))
    assert {order["id"] for order in created} <= set(numbers)
    assert numbers == [order["id"] for order in shop.all()]


def test_what_is_ordered_meanwhile_moves_no_page(shop: Shop, created: list[Order]) -> None:
    """Neither new orders nor cancelled ones: what was there is seen once, in its place."""
    before = [order["id"] for order in shop.all()]
    left = iter(created)

    def meanwhile() -> None:
        for _ in range(3):
            shop.create()
        if order := next(left, None):
            shop.cancel(order)

    seen: list[object] = []
    for page in shop.pages(limit=11, between=meanwhile):
        seen += [order["id"] for order in page]
        if set(before) <= set(seen):
            break
    assert seen[: len(before)] == before


def test_the_last_page_says_that_it_is_the_last(shop: Shop, order: Order) -> None:
    *_, last = shop.pages(limit=100)
    assert last[-1]["id"] == order["id"]


@pytest.mark.parametrize("limit", ["1", "100"])
def test_a_limit_may_be_from_one_to_a_hundred(shop: Shop, order: Order, limit: str) -> None:
    assert order
    page = shop.http.get("/orders", params={"limit": limit})
    assert page.status_code == 200
    assert 1 <= len(page.json()["orders"]) <= int(limit)


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.5", "many"])
def test_any_other_limit_is_refused(shop: Shop, limit: str) -> None:
    answer = shop.http.get("/orders", params={"limit": limit})
    assert answer.status_code in (400, 422)
    assert "json" in answer.headers["content-type"]


@pytest.mark.parametrize("cursor", ["nonsense!", "9" * 30, "\u2615"], ids=["nonsense", "too-large", "any-character"])
def test_a_broken_cursor_is_refused(shop: Shop, cursor: str) -> None:
    answer = shop.http.get("/orders", params={"after": cursor})
    assert answer.status_code in (400, 422)
    assert "json" in answer.headers["content-type"]
