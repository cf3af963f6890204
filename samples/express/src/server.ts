import { pino } from 'pino';
import { createApp } from './app.ts';
import { config } from './config.ts';
import { connect } from './db/client.ts';

const log = pino({ redact: ['req.headers.authorization'] });
const db = connect(config.DATABASE);
const app = createApp(db, config.ORDERS_TOKEN, log);

const server = app.listen(config.PORT, '127.0.0.1', (error) => {
  if (error) throw error; // Express 5 calls back with the error, too
  log.info({ port: config.PORT }, 'listening');
});

function shutDown() {
  server.close(() => db.$client.close());
}
process.once('SIGTERM', shutDown);
process.once('SIGINT', shutDown);
