import type Database from "better-sqlite3";
import { versionOf } from "./connection.ts";
import { BrokenDatabase } from "./faults.ts";
import { MIGRATIONS } from "./schema.ts";

/** Throws `BrokenDatabase` unless SQLite finds every page in order. Takes about a millisecond a megabyte. */
export function checkPages(database: Database.Database): void {
  const finding = database.pragma("quick_check(1)", { simple: true });
  if (finding !== "ok") throw new BrokenDatabase(String(finding));
}

/**
 * Throws `BrokenDatabase` unless the database is new or has every table of the version it says it has.
 * Version and tables are read in one transaction, because another window may be making the tables at this
 * moment.
 */
export function checkTables(database: Database.Database): void {
  database.transaction(() => compareTables(database)).deferred();
}

function compareTables(database: Database.Database): void {
  const version = versionOf(database);
  if (version === 0 && hasTables(database)) throw new BrokenDatabase("it is a database of another program");
  const there = new Set(database.prepare<[], string>("SELECT name FROM sqlite_schema").pluck().all());
  const missing = tablesOf(version).find((name) => !there.has(name));
  if (missing) throw new BrokenDatabase(`its table ${missing} is missing`);
}

function tablesOf(version: number): readonly string[] {
  const sql = MIGRATIONS.filter((migration) => migration.version <= version).map(
    (migration) => migration.sql,
  );
  return Array.from(sql.join("").matchAll(/CREATE TABLE (\w+)/g), ([, name = ""]) => name);
}

/** True once any table was made. Reading the schema also finds a file that is no database at all. */
export function hasTables(database: Database.Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() !== undefined;
}
