import { and, asc, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { confirmationJobs as jobs, orders } from '../db/schema.ts';
import { getOrder } from './service.ts';

const MAX_ATTEMPTS = 8;

// #region job
/** Takes a due job and puts it off: what fails is tried again later. */
export function takeJob(db: Db, now = new Date()) {
  const due = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(lte(jobs.runAt, now), lt(jobs.attempts, MAX_ATTEMPTS)))
    .orderBy(asc(jobs.runAt))
    .limit(1);
  return db
    .update(jobs)
    .set({
      attempts: sql`${jobs.attempts} + 1`,
      runAt: sql`${now.getTime()} + (1000 << ${jobs.attempts})`,
    })
    .where(inArray(jobs.id, due))
    .returning()
    .get();
}

export function confirmOrder(db: Db, job: typeof jobs.$inferSelect) {
  const order = getOrder(db, job.orderId);
  if (order.sku === 'FLAKY' && job.attempts === 1) {
    throw new Error('The warehouse did not answer');
  }
  db.transaction((tx) => {
    tx.update(orders)
      .set({
        status: 'confirmed',
        confirmedAt: new Date(),
        confirmations: sql`${orders.confirmations} + 1`,
      })
      .where(
        and(eq(orders.id, job.orderId), eq(orders.status, 'pending')),
      )
      .run();
    tx.delete(jobs).where(eq(jobs.id, job.id)).run();
  });
}
// #endregion job
