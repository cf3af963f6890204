import logging
from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from .models import Order

logger = logging.getLogger(__name__)

# region job
ATTEMPTS = 3


@task
def confirm_order(order_id, attempt=1):
    # django.tasks runs a task once; trying again is ours to write.
    try:
        ask_warehouse(Order.objects.get(pk=order_id), attempt)
    except WarehouseError:
        if attempt == ATTEMPTS:
            raise
        logger.warning("order %s: try %s failed", order_id, attempt)
        later = timezone.now() + timedelta(seconds=2**attempt)
        confirm_order.using(run_after=later).enqueue(
            order_id, attempt + 1
        )
    else:
        Order.objects.filter(pk=order_id).confirm()


class WarehouseError(Exception):
    pass


def ask_warehouse(order, attempt):
    """Stands for a call to somebody else's service."""
    if order.sku == "FLAKY" and attempt == 1:
        raise WarehouseError("no answer")


# endregion job
