"""One address and one token, and no word about what answers there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from client import RETRIED_WITHIN, Order, Shop


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the address and the token from the command line or from the environment."""
    parser.addoption("--base", default=os.environ.get("ORDERS_BASE"), help="address of the service (ORDERS_BASE)")
    parser.addoption("--token", default=os.environ.get("ORDERS_TOKEN"), help="its bearer secret (ORDERS_TOKEN)")
    parser.addoption("--restart", help="address; a POST to it ends every process of the service and starts them again")


@pytest.fixture(scope="session")
def shop(request: pytest.FixtureRequest) -> Iterator[Shop]:
    """Return a client of the service."""
    base, token = (request.config.getoption(name) for name in ("--base", "--token"))
    if not base or not token:
        pytest.exit("say where the service is: --base http://127.0.0.1:8000 --token SECRET", returncode=2)
    limits = httpx.Limits(max_connections=32)
    with httpx.Client(base_url=base, timeout=10, limits=limits, trust_env=False) as http:
        yield Shop(http, token)


@pytest.fixture
def order(shop: Shop) -> Order:
    """Return a new order."""
    return shop.create()


@pytest.fixture
def key() -> str:
    """Return an idempotency key that nobody has used; short enough for a sku."""
    return str(uuid4())


@pytest.fixture
def restart(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Return what restarts the service, worker and all, and comes back when it answers again."""
    address = request.config.getoption("--restart")
    if not address:
        pytest.skip("nobody said how the service is restarted: --restart ADDRESS")

    def restarted() -> None:
        assert httpx.post(address, timeout=120, trust_env=False).is_success, "the service does not come back"

    return restarted


@pytest.fixture(scope="session")
def working(shop: Shop) -> None:
    """Wait until the worker is up: what it does in time counts from then on."""
    answer = shop.post()
    if answer.status_code == 201 and "id" in answer.json():
        shop.confirmed(answer.json(), within=30)


@pytest.fixture(scope="session")
def cancelled_early(shop: Shop, working: None) -> Order:  # noqa: ARG001 - what is early is early for the job alone
    """Return an order that was cancelled before the job was through with it."""
    answer = shop.cancel(shop.create(sku="FLAKY"))
    assert answer.status_code == 200, answer.text
    order: Order = answer.json()
    return order


@pytest.fixture(scope="session", autouse=True)
def watched(shop: Shop, request: pytest.FixtureRequest) -> list[tuple[Order, datetime]]:
    """Return orders made before everything else, each with the time from which no retry of it can still come.

    A second confirmation may come late. These have had time for it when they are looked at, after all other tests.
    """
    try:
        request.getfixturevalue("working")
        orders = [shop.create(sku=sku) for sku in ("FLAKY", "PLAIN", "SHIPPED")]
        orders.append(request.getfixturevalue("cancelled_early"))
        key = str(uuid4())
        orders += [shop.create(key, sku="FLAKY"), shop.post(key, sku="FLAKY").json()]
    except AssertionError:
        return []  # the test that looks at them says so
    return [(order, datetime.now(UTC) + timedelta(seconds=RETRIED_WITHIN)) for order in orders]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Look at what was watched last; restart early, so that it was watched for long."""
    items.sort(key=lambda item: ("watched" in item.name) - ("restart" in item.name))
