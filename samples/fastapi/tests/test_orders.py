from sqlmodel import select

from app.models import Order, Status

# region test
VALID = {"sku": "MUG", "quantity": 2, "email": "ada@example.org"}


def test_an_order_is_created_and_its_job_queued(
    client, session, queued
):
    response = client.post("/orders", json=VALID)

    assert response.status_code == 201
    order = session.exec(select(Order)).one()
    assert response.headers["Location"].endswith(f"/orders/{order.id}")
    assert order.status == Status.pending
    assert queued == [order.id]


def test_the_same_key_gives_the_same_order(client, queued):
    key = {"Idempotency-Key": "once"}
    first = client.post("/orders", json=VALID, headers=key)
    again = client.post("/orders", json=VALID, headers=key)

    assert again.status_code == 200
    assert again.json()["id"] == first.json()["id"]
    assert set(queued) == {again.json()["id"]}


def test_every_invalid_field_is_named(client, session, queued):
    invalid = {"sku": "", "quantity": "2", "email": "nobody"}
    response = client.post("/orders", json=invalid)

    assert response.status_code == 422
    named = {error["loc"][-1] for error in response.json()["detail"]}
    assert named == {"sku", "quantity", "email"}
    assert session.exec(select(Order)).all() == []
    assert queued == []


# endregion test
