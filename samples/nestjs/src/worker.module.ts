import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { CoreModule } from './core.module.js';
import { ConfirmOrders } from './orders/confirm-orders.js';

@Module({
  imports: [CoreModule, ScheduleModule.forRoot()],
  providers: [ConfirmOrders],
})
export class WorkerModule {}
