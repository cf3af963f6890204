import { OptionalProps } from '@mikro-orm/core';
import {
  Entity,
  Enum,
  PrimaryKey,
  Property,
} from '@mikro-orm/decorators/legacy';

export enum OrderStatus {
  Pending = 'pending',
  Confirmed = 'confirmed',
  Shipped = 'shipped',
  Cancelled = 'cancelled',
}

// #region model
@Entity({ tableName: 'orders' })
export class Order {
  [OptionalProps]?:
    'status' | 'confirmations' | 'confirmedAt' | 'createdAt';

  @PrimaryKey()
  id!: number;

  @Property({ length: 40 })
  sku!: string;

  @Property()
  quantity!: number;

  @Property()
  email!: string;

  @Enum(() => OrderStatus)
  status: OrderStatus = OrderStatus.Pending;

  @Property({ nullable: true, unique: true, hidden: true })
  idempotencyKey?: string;

  @Property()
  confirmations: number = 0;

  @Property({
    type: 'datetime',
    nullable: true,
    serializedName: 'confirmed_at',
  })
  confirmedAt: Date | null = null;

  @Property({ serializedName: 'created_at' })
  createdAt: Date = new Date();
}
// #endregion model
