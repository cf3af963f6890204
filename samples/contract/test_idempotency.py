"""POST /orders with an Idempotency-Key: once is once."""

from __future__ import annotations

from uuid import uuid4

from client import Shop


def rows(shop: Shop, sku: str) -> int:
    """Return how many orders there are of one sku."""
    return sum(order["sku"] == sku for order in shop.all())


def test_the_same_key_gives_the_same_order(shop: Shop, key: str) -> None:
    first, again = shop.create(key, sku=key), shop.post(key, sku=key)
    assert again.status_code in (200, 201), again.text
    same = ("id", "sku", "quantity", "email", "created_at")
    assert {name: again.json()[name] for name in same} == {name: first[name] for name in same}
    assert rows(shop, key) == 1


def test_another_key_gives_another_order(shop: Shop, key: str) -> None:
    assert shop.create(key)["id"] != shop.create(str(uuid4()))["id"]


def test_without_a_key_every_request_gives_an_order(shop: Shop) -> None:
    assert shop.create()["id"] != shop.create()["id"]


def test_a_key_may_have_255_characters(shop: Shop, key: str) -> None:
    long = key.ljust(255, "k")
    assert shop.create(long)["id"] == shop.post(long).json()["id"]
    assert shop.create(f"{long[:-1]}x")["id"] != shop.post(long).json()["id"]


def test_a_longer_key_is_refused(shop: Shop, key: str) -> None:
    assert shop.post(key.ljust(256, "k"), sku=key).status_code in (400, 422)
    assert rows(shop, key) == 0


def test_a_refused_order_does_not_use_up_its_key(shop: Shop, key: str) -> None:
    assert shop.post(key, sku=key, quantity=0).status_code in (400, 422)
    shop.create(key, sku=key)
    assert rows(shop, key) == 1


def test_the_same_key_at_once_gives_one_order(shop: Shop) -> None:
    for _ in range(5):
        key = str(uuid4())
        answers = shop.post_at_once(8, key)
        assert {answer.status_code for answer in answers} <= {200, 201}, [answer.text[:200] for answer in answers]
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert rows(shop, key) == 1
