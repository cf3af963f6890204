import { MikroORM } from '@mikro-orm/sqlite';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { AppModule } from '../src/app.module.js';
import { ConfirmationJob } from '../src/orders/confirmation-job.entity.js';

let app: INestApplication<App>;

const post = (order: object, headers = {}) =>
  request(app.getHttpServer())
    .post('/orders')
    .set(headers)
    .send(order);

// #region test
describe('POST /orders', () => {
  const valid = { sku: 'MUG', quantity: 2, email: 'ada@example.org' };
  let orm: MikroORM;

  beforeEach(async () => {
    const module = await Test.createTestingModule({
      imports: [AppModule],
    }).compile();
    app = module.createNestApplication();
    await app.init();
    orm = app.get(MikroORM);
    await orm.schema.refresh();
  });

  afterEach(() => app.close());

  it('creates the order and its job', async () => {
    const { body, headers } = await post(valid).expect(201);

    expect(body).toMatchObject({ ...valid, status: 'pending' });
    expect(headers.location).toBe(`/orders/${body.id}`);
    expect(await orm.em.fork().count(ConfirmationJob)).toBe(1);
  });

  it('answers the same key with the same order', async () => {
    const key = { 'Idempotency-Key': 'once' };
    const first = await post(valid, key);
    const again = await post(valid, key);

    expect(again.body).toEqual(first.body);
    expect(await orm.em.fork().count(ConfirmationJob)).toBe(1);
  });

  it('names every invalid field', async () => {
    const invalid = { sku: '', quantity: '2', email: 'nobody' };
    const { body } = await post(invalid).expect(400);

    const names = ['sku', 'quantity', 'email'];
    expect(body.message).toEqual(
      names.map((name) => expect.stringContaining(name)),
    );
  });
});
// #endregion test
