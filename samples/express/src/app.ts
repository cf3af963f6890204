import express from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Db } from './db/client.ts';
import { handleErrors, notFound } from './middleware/errors.ts';
import { ordersRouter } from './orders/routes.ts';

/** All middleware, in the order in which it runs. */
export function createApp(db: Db, token: string, logger: Logger) {
  const app = express();
  app.use(pinoHttp({ logger }));
  app.use(helmet());
  app.use(express.json());

  app.get('/health', (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.use('/orders', ordersRouter(db, token));

  app.use(notFound);
  app.use(handleErrors);
  return app;
}
