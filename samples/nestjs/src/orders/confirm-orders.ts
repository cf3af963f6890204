import { CreateRequestContext } from '@mikro-orm/decorators/legacy';
import { raw } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/sqlite';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ConfirmationJob } from './confirmation-job.entity.js';
import { Order, OrderStatus } from './order.entity.js';

const TRIES = 8;

// #region job
/** BullMQ's part, on a table of the database: it would want Redis. */
@Injectable()
export class ConfirmOrders {
  private readonly logger = new Logger(ConfirmOrders.name);

  constructor(private readonly em: EntityManager) {}

  @Interval(500)
  @CreateRequestContext()
  async poll() {
    const due = await this.em.findAll(ConfirmationJob, {
      where: { runAt: { $lte: new Date() }, attempts: { $lt: TRIES } },
      populate: ['order'],
      orderBy: { runAt: 'asc' },
      limit: 20,
    });
    for (const job of due) {
      await this.run(job).catch((error) => this.logger.error(error));
    }
  }

  /** Taking a job puts it off: what fails is tried again, later. */
  private async run({ id, order, attempts }: ConfirmationJob) {
    const runAt = new Date(Date.now() + 1000 * 2 ** attempts);
    const taken = await this.em.nativeUpdate(
      ConfirmationJob,
      { id, attempts },
      { attempts: attempts + 1, runAt },
    );
    if (!taken) return;

    if (order.sku === 'FLAKY' && attempts === 0) {
      throw new Error('The warehouse did not answer');
    }
    await this.em.transactional(async (em) => {
      const pending = { id: order.id, status: OrderStatus.Pending };
      await em.nativeUpdate(Order, pending, {
        status: OrderStatus.Confirmed,
        confirmedAt: new Date(),
        confirmations: raw('confirmations + 1'),
      });
      await em.nativeDelete(ConfirmationJob, { id });
    });
  }
}
// #endregion job
