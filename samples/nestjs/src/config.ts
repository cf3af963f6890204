import { z } from 'zod';

export const configSchema = z.object({
  PORT: z.coerce.number().int().default(3000),
  DATABASE: z.string().min(1),
  ORDERS_TOKEN: z.string().min(1),
});
