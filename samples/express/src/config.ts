import { z } from 'zod';

export const config = z
  .object({
    PORT: z.coerce.number().int().default(3000),
    DATABASE: z.string().min(1),
    ORDERS_TOKEN: z.string().min(1),
  })
  .parse(process.env);
