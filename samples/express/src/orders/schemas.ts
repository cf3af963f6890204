import { z } from 'zod';

// #region validation
export const createOrderSchema = z.object({
  sku: z.string().min(1).max(40),
  quantity: z.int().min(1).max(100),
  email: z.email(),
});
export type CreateOrder = z.infer<typeof createOrderSchema>;

export const createHeadersSchema = z.object({
  'idempotency-key': z.string().max(255).optional(),
});
// #endregion validation

export const pageSchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type Page = z.infer<typeof pageSchema>;
