from celery import Celery
from sqlmodel import Session, col, update

from .config import settings
from .database import engine
from .models import Order, Status, now

# region job
# The broker is a table here. In production it is Redis or RabbitMQ,
# by another address: they give back what a killed worker held.
celery = Celery(
    "orders", broker=f"sqla+sqlite:///{settings.database}-broker"
)


class WarehouseError(Exception):
    pass


def ask_warehouse(order: Order, attempt: int):
    """Stands for a call to somebody else's service."""
    if order.sku == "FLAKY" and attempt == 1:
        raise WarehouseError("no answer")


@celery.task(
    bind=True,
    acks_late=True,
    autoretry_for=(WarehouseError,),
    retry_backoff=True,
    max_retries=3,
)
def confirm_order(self, order_id: int):
    with Session(engine) as session:
        order = session.get_one(Order, order_id)
        ask_warehouse(order, attempt=self.request.retries + 1)

        # Condition and change are one statement: a task that comes
        # twice, or after a cancellation, finds nothing to change.
        session.exec(
            update(Order)
            .where(col(Order.id) == order_id)
            .where(col(Order.status) == Status.pending)
            .values(
                status=Status.confirmed,
                confirmed_at=now(),
                confirmations=col(Order.confirmations) + 1,
            )
        )
        session.commit()


# endregion job
