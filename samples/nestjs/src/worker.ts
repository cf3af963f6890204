import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module.js';

async function bootstrap() {
  const worker =
    await NestFactory.createApplicationContext(WorkerModule);
  worker.enableShutdownHooks();
}
await bootstrap();
