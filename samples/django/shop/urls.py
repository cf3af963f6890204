from django.contrib import admin
from django.urls import include, path
from rest_framework.routers import SimpleRouter

from orders import views

router = SimpleRouter(trailing_slash=False)
router.register("orders", views.OrderViewSet)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("health", views.health),
    path("", include(router.urls)),
]

handler404 = views.not_found
handler500 = "rest_framework.exceptions.server_error"
