import {
  index,
  integer,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';

const timestamp = () => integer({ mode: 'timestamp_ms' });
const now = () => new Date();

// #region model
export const orders = sqliteTable('orders', {
  id: integer().primaryKey({ autoIncrement: true }),
  sku: text({ length: 40 }).notNull(),
  quantity: integer().notNull(),
  email: text().notNull(),
  status: text({
    enum: ['pending', 'confirmed', 'shipped', 'cancelled'],
  }).notNull(),
  idempotencyKey: text({ length: 255 }).unique(),
  confirmations: integer().notNull().default(0),
  confirmedAt: timestamp(),
  createdAt: timestamp().notNull().$defaultFn(now),
});

/** Orders that wait for their confirmation; gone when that is done. */
export const confirmationJobs = sqliteTable(
  'confirmation_jobs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    orderId: integer()
      .notNull()
      .references(() => orders.id),
    attempts: integer().notNull().default(0),
    runAt: timestamp().notNull().$defaultFn(now),
  },
  (table) => [index('confirmation_jobs_run_at').on(table.runAt)],
);

export type Order = typeof orders.$inferSelect;
// #endregion model
