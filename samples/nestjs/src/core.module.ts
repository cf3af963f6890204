import { MikroORM } from '@mikro-orm/sqlite';
import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module, type OnModuleInit } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { configSchema } from './config.js';
import mikroOrmConfig from './mikro-orm.config.js';

/** What the API and the worker both need. */
@Module({
  imports: [
    ConfigModule.forRoot({
      isGlobal: true,
      validationSchema: configSchema,
    }),
    MikroOrmModule.forRoot(mikroOrmConfig),
  ],
})
export class CoreModule implements OnModuleInit {
  constructor(private readonly orm: MikroORM) {}

  /** Not at the first query: until then Terminus calls the database down. */
  async onModuleInit() {
    await this.orm.connect();
  }
}
