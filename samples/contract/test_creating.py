"""POST /orders: what is taken, what is refused, and what is said of it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from client import Order, Shop, strings, when

FIELDS = {"id", "sku", "quantity", "email", "status", "created_at", "confirmed_at", "confirmations"}
MISSING = object()


def assert_refused(answer: httpx.Response) -> None:
    """A refusal is 400 or 422, and JSON."""
    assert answer.status_code in (400, 422), answer.text
    assert "json" in answer.headers["content-type"]
    answer.json()


def test_an_order_is_created(shop: Shop) -> None:
    answer = shop.post(sku="MUG-7", quantity=3, email="grace@example.org")
    assert answer.status_code == 201
    assert "json" in answer.headers["content-type"]
    order = answer.json()
    assert (order["sku"], order["quantity"], order["email"]) == ("MUG-7", 3, "grace@example.org")


def test_its_location_is_its_address(shop: Shop) -> None:
    answer = shop.post()
    address = httpx.URL(str(shop.http.base_url)).join(answer.headers["location"])
    assert address.path == f"/orders/{answer.json()['id']}"
    assert shop.http.get(address.path).json()["id"] == answer.json()["id"]


def test_an_order_has_every_field_of_the_contract(order: Order) -> None:
    assert set(order) >= FIELDS
    assert isinstance(order["id"], int | str)
    assert isinstance(order["confirmations"], int)
    when(order["created_at"])


def test_an_order_begins_unconfirmed(order: Order) -> None:
    """Unless its job was quicker than the answer."""
    begun = (order["status"], order["confirmed_at"] is None, order["confirmations"])
    assert begun in {("pending", True, 0), ("confirmed", False, 1)}


@pytest.mark.parametrize(
    "fields",
    [
        {"sku": "X"},
        {"sku": "x" * 40},
        {"sku": "Füße ☕ 'quoted'; --"},
        {"quantity": 1},
        {"quantity": 100},
        {"email": "first.last+tag@sub.example.org"},
    ],
    ids=["shortest-sku", "longest-sku", "any-character", "least", "most", "tagged-address"],
)
def test_what_is_allowed_is_kept_as_it_was_sent(shop: Shop, fields: dict[str, Any]) -> None:
    order = shop.read(shop.create(**fields))
    assert {name: order[name] for name in fields} == fields


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("sku", value) for value in (MISSING, None, "", "x" * 41, ["A"])],
        *[("quantity", value) for value in (MISSING, None, 0, -1, 101, "2", 2.5, True, [2])],
        *[("email", value) for value in (MISSING, None, "", "nobody", "a@", "@example.org", 7)],
    ],
    ids=lambda value: "missing" if value is MISSING else str(value)[:12] or "empty",
)
def test_an_invalid_field_is_named(shop: Shop, field: str, value: object) -> None:
    body = {"sku": "BOOK-1", "quantity": 2, "email": "ada@example.org", field: value}
    answer = shop.http.post("/orders", json={name: value for name, value in body.items() if value is not MISSING})
    assert_refused(answer)
    assert any(field in said.lower() for said in strings(answer.json())), answer.text


def test_all_invalid_fields_are_named_at_once(shop: Shop) -> None:
    answer = shop.post(sku="", quantity=0, email="nobody")
    assert_refused(answer)
    said = " ".join(strings(answer.json())).lower()
    assert [field for field in ("sku", "quantity", "email") if field not in said] == []


@pytest.mark.parametrize("body", ["", "{", "nothing", "[]", '"text"', "null"])
def test_a_body_that_is_no_json_object_is_refused(shop: Shop, body: str) -> None:
    assert_refused(shop.http.post("/orders", content=body, headers={"Content-Type": "application/json"}))


def test_a_body_of_an_unknown_type_is_refused(shop: Shop) -> None:
    """415 says it best; frameworks that read nothing of it find the fields missing."""
    answer = shop.http.post("/orders", content="sku=BOOK-1", headers={"Content-Type": "text/plain"})
    assert answer.status_code in (400, 415, 422), answer.text
    assert "json" in answer.headers["content-type"]


def test_a_refused_order_leaves_nothing_behind(shop: Shop) -> None:
    before, refused, after = shop.create(), shop.post(quantity=0), shop.create()
    assert_refused(refused)
    numbers = [order["id"] for order in shop.all()]
    assert numbers[numbers.index(before["id"]) + 1 :] == [after["id"]]
