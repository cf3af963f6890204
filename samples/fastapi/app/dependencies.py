import secrets
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from .config import settings
from .database import SessionDep
from .models import Order

MAX_ID = 2**63 - 1


def get_order(order_id: int, session: SessionDep) -> Order:
    order = session.get(Order, order_id) if order_id <= MAX_ID else None
    if order is None:
        raise HTTPException(404, "Order not found")
    return order


OrderDep = Annotated[Order, Depends(get_order)]


def require_token(
    given: Annotated[
        HTTPAuthorizationCredentials, Depends(HTTPBearer())
    ],
):
    token = given.credentials.encode()
    if not secrets.compare_digest(
        token, settings.orders_token.encode()
    ):
        raise HTTPException(403, "Wrong token")
