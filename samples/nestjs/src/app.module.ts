import { Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { CoreModule } from './core.module.js';
import { HealthModule } from './health/health.module.js';
import { OrdersModule } from './orders/orders.module.js';

@Module({
  imports: [CoreModule, HealthModule, OrdersModule],
  providers: [
    {
      provide: APP_PIPE,
      useValue: new StandardSchemaValidationPipe({
        validateCustomDecorators: true,
      }),
    },
  ],
})
export class AppModule {}
