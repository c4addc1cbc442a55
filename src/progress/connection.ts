import { accessSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { Place } from "./place.ts";

/** An open database, and whether what is written to it outlives the program. */
export type Connection =
  | {
      readonly kind: "file";
      readonly database: Database.Database;
      readonly place: Place;
      readonly inode: number;
    }
  | {
      readonly kind: "memory";
      readonly database: Database.Database;
      readonly place: Place;
      readonly why: string;
    };

/** Milliseconds to wait for another window's transaction. */
const BUSY_MILLISECONDS = 5_000;

/** Opens the file, or makes an empty one. Changes nothing in a file that is already there. */
export function openFile(path: string, options: { readonly readonly?: boolean } = {}): Database.Database {
  accessSync(dirname(path)); // better-sqlite3 reports a missing folder as a mistake of its caller's
  return new Database(path, { timeout: BUSY_MILLISECONDS, readonly: options.readonly ?? false });
}

/**
 * Sets what holds for one connection. WAL lets a second window read while one writes. With `synchronous =
 * NORMAL` a killed process loses nothing; a power cut may lose the last transactions, never the file
 * (https://sqlite.org/pragma.html#pragma_synchronous).
 */
export function prepareForWriting(database: Database.Database): void {
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  database.pragma("foreign_keys = ON");
}

/**
 * The file's identity, by which a file that was moved or deleted under us is noticed; 0 where there is none.
 */
export function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
}

/**
 * Runs `write` in one `IMMEDIATE` transaction. A transaction that reads first and writes later fails at once
 * when two windows do it together, whatever the timeout; one that asks for the write lock at its start waits.
 */
export function immediately<T>(database: Database.Database, write: (database: Database.Database) => T): T {
  return database.transaction(() => write(database)).immediate();
}

/** The schema version stored in the file; 0 for a new one. */
export function versionOf(database: Database.Database): number {
  const version = database.pragma("user_version", { simple: true });
  return typeof version === "number" ? version : 0;
}
