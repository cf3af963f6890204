import { MikroORM } from '@mikro-orm/sqlite';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { AppModule } from '../src/app.module.js';
import { ConfirmationJob } from '../src/orders/confirmation-job.entity.js';

// #region test
describe('POST /orders', () => {
  const valid = {
    sku: 'BOOK-1',
    quantity: 2,
    email: 'ada@example.org',
  };
  let app: INestApplication<App>;
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
    const { body, headers } = await request(app.getHttpServer())
      .post('/orders')
      .send(valid)
      .expect(201);

    expect(body).toMatchObject({ ...valid, status: 'pending' });
    expect(headers.location).toBe(`/orders/${body.id}`);
    expect(await orm.em.fork().count(ConfirmationJob)).toBe(1);
  });

  it.each([
    ['sku', ''],
    ['quantity', '2'],
    ['email', 'nobody'],
  ])('refuses an invalid %s', async (field, value) => {
    const { body } = await request(app.getHttpServer())
      .post('/orders')
      .send({ ...valid, [field]: value })
      .expect(400);

    expect(body.message).toEqual([expect.stringContaining(field)]);
  });
});
// #endregion test
