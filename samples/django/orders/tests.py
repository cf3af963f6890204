from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from rest_framework.test import APITestCase

from .models import Order

IN_PLACE = "django.tasks.backends.immediate.ImmediateBackend"


# region test
class CreateOrderTests(APITestCase):
    valid = {"sku": "MUG", "quantity": 2, "email": "ada@example.org"}

    def post(self, headers=None, **changes):
        order = self.valid | changes
        return self.client.post("/orders", order, headers=headers)

    def test_an_order_is_created_and_its_job_queued(self):
        response = self.post()
        self.assertEqual(response.status_code, 201)
        order = Order.objects.get()
        self.assertEqual(response["Location"], f"/orders/{order.pk}")
        self.assertEqual(order.status, Order.Status.PENDING)
        self.assertEqual(DBTaskResult.objects.count(), 1)

    @override_settings(TASKS={"default": {"BACKEND": IN_PLACE}})
    def test_the_job_confirms_it(self):
        self.post()
        self.assertEqual(Order.objects.get().confirmations, 1)

    def test_the_same_key_gives_the_same_order(self):
        key = {"Idempotency-Key": "once"}
        first, again = self.post(key), self.post(key)
        self.assertEqual(again.status_code, 200)
        self.assertEqual(again.json()["id"], first.json()["id"])
        self.assertEqual(DBTaskResult.objects.count(), 1)

    def test_every_invalid_field_is_named(self):
        response = self.post(sku="", quantity="2", email="nobody")
        self.assertEqual(response.status_code, 400)
        self.assertEqual(
            set(response.json()), {"sku", "quantity", "email"}
        )
        self.assertFalse(Order.objects.exists())


# endregion test
