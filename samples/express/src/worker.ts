import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { config } from './config.ts';
import { connect } from './db/client.ts';
import { confirmOrder, takeJob } from './orders/confirm.ts';

const db = connect(config.DATABASE);
const log = pino();
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
process.once('SIGINT', () => stop.abort());

// #region worker
// BullMQ would do this and confirm.ts for us, but it wants Redis.
while (!stop.signal.aborted) {
  const job = takeJob(db);
  if (!job) {
    await setTimeout(500, null, { signal: stop.signal }).catch(
      () => {},
    );
    continue;
  }
  try {
    confirmOrder(db, job);
  } catch (error) {
    log.error({ err: error, job }, 'job failed');
  }
}
// #endregion worker
db.$client.close();
