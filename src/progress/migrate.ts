import type Database from "better-sqlite3";
import { immediately, versionOf } from "./connection.ts";
import { CURRENT_VERSION, MIGRATIONS } from "./schema.ts";

/**
 * Brings a database to the current version, one transaction a step. `copyFirst` is called once before the
 * first step that changes existing data. The version is read again inside each transaction, because another
 * window may have been quicker. Throws what SQLite throws; then the database is as it was before the step
 * that failed.
 */
export function migrate(database: Database.Database, copyFirst: (version: number) => void): void {
  const before = versionOf(database);
  if (before >= CURRENT_VERSION) return;
  if (before > 0) copyFirst(before);
  for (const { version, sql } of MIGRATIONS) {
    immediately(database, () => {
      if (versionOf(database) >= version) return;
      database.exec(sql);
      database.pragma(`user_version = ${version}`);
    });
  }
}
