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
  const valid = { sku: 'MUG', quantity: 2, email: 'ada@example.org' };
  let app: Express;
  let db: Db;

  beforeEach(() => {
    db = connect(':memory:');
    migrateUp(db);
    app = createApp(db, 'secret', pino({ enabled: false }));
  });

  const post = (order: object, headers = {}) =>
    request(app).post('/orders').set(headers).send(order);

  it('creates the order and its job', async () => {
    const { body, headers } = await post(valid).expect(201);

    assert.partialDeepStrictEqual(body, {
      ...valid,
      status: 'pending',
    });
    assert.equal(headers.location, `/orders/${body.id}`);
    assert.equal(await db.$count(confirmationJobs), 1);
  });

  it('answers the same key with the same order', async () => {
    const key = { 'Idempotency-Key': 'once' };
    const first = await post(valid, key).expect(201);
    const again = await post(valid, key).expect(200);

    assert.deepEqual(again.body, first.body);
    assert.equal(await db.$count(confirmationJobs), 1);
  });

  it('names every invalid field', async () => {
    const invalid = { sku: '', quantity: '2', email: 'nobody' };
    const { body } = await post(invalid).expect(422);

    const names = ['sku', 'quantity', 'email'];
    assert.deepEqual(Object.keys(body.fieldErrors), names);
  });
});
// #endregion test
