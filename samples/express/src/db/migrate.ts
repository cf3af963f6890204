import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { connect, type Db } from './client.ts';

const migrationsFolder = fileURLToPath(
  new URL('../../drizzle', import.meta.url),
);

export function migrateUp(db: Db) {
  migrate(db, { migrationsFolder });
}

if (import.meta.main) {
  const { config } = await import('../config.ts');
  migrateUp(connect(config.DATABASE));
}
