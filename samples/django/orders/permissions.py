from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import constant_time_compare
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission


class BearerAuthentication(BaseAuthentication):
    """Takes the token; whether it is the right one is a permission."""

    def authenticate(self, request):
        header = request.headers.get("Authorization", "")
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer":
            return None
        return AnonymousUser(), token

    def authenticate_header(self, request):
        return "Bearer"


class HasOrdersToken(BasePermission):
    def has_permission(self, request, view):
        return request.auth is not None and constant_time_compare(
            request.auth, settings.ORDERS_TOKEN
        )
