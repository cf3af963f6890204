import { OptionalProps, type Rel } from '@mikro-orm/core';
import {
  Entity,
  ManyToOne,
  PrimaryKey,
  Property,
} from '@mikro-orm/decorators/legacy';
import { Order } from './order.entity.js';

/** An order that waits for its confirmation; gone when that is done. */
@Entity()
export class ConfirmationJob {
  [OptionalProps]?: 'attempts' | 'runAt';

  @PrimaryKey()
  id!: number;

  @ManyToOne(() => Order)
  order!: Rel<Order>;

  @Property()
  attempts: number = 0;

  @Property({ index: true })
  runAt: Date = new Date();
}
