import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../src/app.ts';
import { connect, type Db } from '../src/db/client.ts';
import { migrateUp } from '../src/db/migrate.ts';
import { confirmationJobs } from '../src/db/schema.ts';

// #region test
describe('POST /orders', () => {
  const valid = {
    sku: 'BOOK-1',
    quantity: 2,
    email: 'ada@example.org',
  };
  let app: Express;
  let db: Db;

  beforeEach(() => {
    db = connect(':memory:');
    migrateUp(db);
    app = createApp(db, 'secret', pino({ enabled: false }));
  });

  it('creates the order and its job', async () => {
    const { body, headers } = await request(app)
      .post('/orders')
      .send(valid)
      .expect(201);

    assert.partialDeepStrictEqual(body, {
      ...valid,
      status: 'pending',
    });
    assert.equal(headers.location, `/orders/${body.id}`);
    assert.equal(await db.$count(confirmationJobs), 1);
  });

  for (const [field, value] of [
    ['sku', ''],
    ['quantity', '2'],
    ['email', 'nobody'],
  ] as const) {
    it(`refuses an invalid ${field}`, async () => {
      const { body } = await request(app)
        .post('/orders')
        .send({ ...valid, [field]: value })
        .expect(422);

      assert.deepEqual(Object.keys(body.fieldErrors), [field]);
    });
  }
});
// #endregion test
