import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';

/** Opens the SQLite file that the API and the worker share. */
export function connect(path: string) {
  const client = new Database(path, { timeout: 5000 });
  client.pragma('journal_mode = WAL');
  client.pragma('foreign_keys = ON');
  return drizzle({ client, casing: 'snake_case' });
}

export type Db = ReturnType<typeof connect>;
