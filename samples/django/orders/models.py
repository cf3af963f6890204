from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class OrderQuerySet(models.QuerySet):
    # region confirm
    # Condition and change are one statement: two workers, or a
    # worker and a cancellation, cannot both win.
    def confirm(self):
        return self.filter(status=Order.Status.PENDING).update(
            status=Order.Status.CONFIRMED,
            confirmed_at=timezone.now(),
            confirmations=F("confirmations") + 1,
        )

    # endregion confirm

    def cancel(self):
        return self.exclude(status=Order.Status.SHIPPED).update(
            status=Order.Status.CANCELLED
        )


# region model
class Order(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending"
        CONFIRMED = "confirmed"
        SHIPPED = "shipped"
        CANCELLED = "cancelled"

    sku = models.CharField(max_length=40)
    quantity = models.PositiveSmallIntegerField()
    email = models.EmailField()
    status = models.CharField(
        max_length=9, choices=Status, default=Status.PENDING
    )
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmations = models.PositiveSmallIntegerField(default=0)
    idempotency_key = models.CharField(max_length=255, unique=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__range=(1, 100)),
                name="orders_quantity_from_1_to_100",
            )
        ]

    def __str__(self):
        return f"{self.quantity} × {self.sku}"


# endregion model
