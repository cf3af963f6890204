import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig } from '@mikro-orm/sqlite';
import { ConfirmationJob } from './orders/confirmation-job.entity.js';
import { Order } from './orders/order.entity.js';

export default defineConfig({
  dbName: process.env.DATABASE,
  entities: [Order, ConfirmationJob],
  metadataProvider: ReflectMetadataProvider,
  extensions: [Migrator],
  migrations: {
    path: './dist/migrations',
    pathTs: './src/migrations',
    snapshot: false,
  },
});
