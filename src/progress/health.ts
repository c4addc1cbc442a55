import type Database from "better-sqlite3";
import { versionOf } from "./connection.ts";
import { BrokenDatabase } from "./faults.ts";

/** Throws `BrokenDatabase` unless SQLite finds every page in order. Takes about a millisecond a megabyte. */
export function checkPages(database: Database.Database): void {
  const finding = database.pragma("quick_check(1)", { simple: true });
  if (finding !== "ok") throw new BrokenDatabase(String(finding));
}

/** Throws `BrokenDatabase` for a database with tables that no version of ours has made. */
export function checkOrigin(database: Database.Database): void {
  if (versionOf(database) === 0 && hasTables(database)) throw new BrokenDatabase("it is a database of another program");
}

/** True once any table was made. Reading the schema also finds a file that is no database at all. */
export function hasTables(database: Database.Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() !== undefined;
}
