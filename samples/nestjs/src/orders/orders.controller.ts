import {
  Body,
  Controller,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { Response } from 'express';
import { IdempotencyKey } from './idempotency-key.decorator.js';
import {
  type CreateOrder,
  createOrderSchema,
  idempotencyKeySchema,
  type Page,
  pageSchema,
} from './orders.schemas.js';
import { OrdersService } from './orders.service.js';
import { TokenGuard } from './token.guard.js';

/** What is no number is no order either. */
const OrderId = () =>
  Param(
    'id',
    new ParseIntPipe({ errorHttpStatusCode: HttpStatus.NOT_FOUND }),
  );

// #region endpoint
@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Post()
  async create(
    @Body({ schema: createOrderSchema }) body: CreateOrder,
    @IdempotencyKey({ schema: idempotencyKeySchema })
    key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const order = await this.orders.create(body, key);
    response.location(`/orders/${order.id}`);
    return order;
  }

  @Get()
  list(@Query({ schema: pageSchema }) page: Page) {
    return this.orders.list(page);
  }

  @Get(':id')
  get(@OrderId() id: number) {
    return this.orders.get(id);
  }

  @Post(':id/cancel')
  @HttpCode(HttpStatus.OK)
  @UseGuards(TokenGuard)
  cancel(@OrderId() id: number) {
    return this.orders.cancel(id);
  }
}
// #endregion endpoint
