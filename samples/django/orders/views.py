from django.db import transaction
from django.http import JsonResponse
from django.urls import reverse
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.mixins import RetrieveModelMixin
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from .models import Order
from .permissions import BearerAuthentication, HasOrdersToken
from .serializers import (
    HeadersSerializer,
    OrderSerializer,
    PageSerializer,
)
from .tasks import confirm_order


class AlreadyShipped(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_detail = "The order is already shipped."


class OrderViewSet(RetrieveModelMixin, GenericViewSet):
    queryset = Order.objects.all()
    serializer_class = OrderSerializer

    # region endpoint
    def create(self, request):
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        headers = HeadersSerializer(data=request.headers)
        headers.is_valid(raise_exception=True)

        # The task is a row, too: both are committed, or neither.
        with transaction.atomic():
            order, is_new = Order.objects.get_or_create(
                **headers.validated_data,
                defaults=serializer.validated_data,
            )
            if is_new:
                confirm_order.enqueue(order.pk)

        return Response(
            self.get_serializer(order).data,
            status=201 if is_new else 200,
            headers={
                "Location": reverse("order-detail", args=[order.pk])
            },
        )

    # endregion endpoint

    def list(self, request):
        page = PageSerializer(data=request.query_params)
        page.is_valid(raise_exception=True)
        after = page.validated_data["after"]
        limit = page.validated_data["limit"]
        # One more than asked for tells whether there is a next page.
        orders = list(
            self.get_queryset()
            .filter(pk__gt=after)
            .order_by("pk")[: limit + 1]
        )
        shown = orders[:limit]
        return Response(
            {
                "orders": self.get_serializer(shown, many=True).data,
                "next": shown[-1].pk if len(orders) > limit else None,
            }
        )

    @action(
        detail=True,
        methods=["post"],
        authentication_classes=[BearerAuthentication],
        permission_classes=[HasOrdersToken],
    )
    def cancel(self, request, pk):
        order = self.get_object()
        if not Order.objects.filter(pk=order.pk).cancel():
            raise AlreadyShipped
        order.refresh_from_db()
        return Response(self.get_serializer(order).data)


def health(request):
    return JsonResponse({"status": "ok"})


def not_found(request, exception):
    return JsonResponse({"detail": "Not found."}, status=404)
