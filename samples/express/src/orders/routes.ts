import { Router, type Request } from 'express';
import createError from 'http-errors';
import { z } from 'zod';
import type { Db } from '../db/client.ts';
import type { Order } from '../db/schema.ts';
import { requireToken } from '../middleware/require-token.ts';
import {
  createHeadersSchema,
  createOrderSchema,
  pageSchema,
} from './schemas.ts';
import {
  cancelOrder,
  createOrder,
  getOrder,
  listOrders,
} from './service.ts';

// #region endpoint
export function ordersRouter(db: Db, token: string) {
  const router = Router();

  router.post('/', (req, res) => {
    const input = createOrderSchema.parse(req.body);
    const headers = createHeadersSchema.parse(req.headers);
    const key = headers['idempotency-key'];
    const { order, created } = createOrder(db, input, key);
    res
      .status(created ? 201 : 200)
      .location(`/orders/${order.id}`)
      .json(toJson(order));
  });

  router.get('/', (req, res) => {
    const { page, next } = listOrders(db, pageSchema.parse(req.query));
    res.json({ orders: page.map(toJson), next });
  });

  router.get('/:id', (req, res) => {
    res.json(toJson(getOrder(db, orderId(req))));
  });

  router.post('/:id/cancel', requireToken(token), (req, res) => {
    res.json(toJson(cancelOrder(db, orderId(req))));
  });

  return router;
}
// #endregion endpoint

/** What is no number is no order either. */
function orderId(req: Request) {
  const id = z.coerce.number().int().safeParse(req.params.id);
  if (!id.success) throw createError(404, 'There is no such order');
  return id.data;
}

function toJson(order: Order) {
  return {
    id: order.id,
    sku: order.sku,
    quantity: order.quantity,
    email: order.email,
    status: order.status,
    confirmations: order.confirmations,
    confirmed_at: order.confirmedAt,
    created_at: order.createdAt,
  };
}
