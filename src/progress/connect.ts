import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import type Database from "better-sqlite3";
import { copyBeforeMigration, moveAside, restoreNewest } from "./backups.ts";
import { type Connection, inodeOf, openFile, prepareForWriting, versionOf } from "./connection.ts";
import { faultOf } from "./faults.ts";
import { checkPages, checkTables } from "./health.ts";
import { memoryCopyOfFile } from "./memory-copy.ts";
import { migrate } from "./migrate.ts";
import { type Place, sizeOf } from "./place.ts";
import { CURRENT_VERSION } from "./schema.ts";
import { brokenNotice, memoryNotice, missingNotice, newerMessage } from "./sentences.ts";

/** What came of connecting. `notices` are sentences for the learner, oldest first. */
export type Connected =
  | { readonly kind: "connected"; readonly connection: Connection; readonly notices: readonly string[] }
  | { readonly kind: "newer"; readonly message: string };

/** Files up to this many bytes are checked page by page at every start; larger ones with each day's copy. */
const CHECKED_AT_START = 1_000_000;

/**
 * Connects to the workspace's database, making, migrating or restoring it as needed. Where it can be read but
 * not written, or neither, the connection is to a copy in memory. Throws only for faults of ours.
 */
export function connect(place: Place, now: Date): Connected {
  const connected = connectToFile(place, now);
  return connected.kind === "unwritable" ? connectToMemory(place, connected) : connected;
}

/** The same, but without a copy in memory where the file does not serve. */
export function connectToFile(place: Place, now: Date): Connected | Unwritable {
  const notices: string[] = [];
  try {
    return openOrRestore(place, now, notices);
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind === "ours") throw error;
    return { kind: "unwritable", why: fault.why, notices };
  }
}

interface Unwritable {
  readonly kind: "unwritable";
  readonly why: string;
  readonly notices: readonly string[];
}

function openOrRestore(place: Place, now: Date, notices: string[]): Connected {
  accessSync(place.root); // a workspace that is gone is not made again
  mkdirSync(place.folder, { recursive: true });
  if (sizeOf(place.database) === 0) restoreMissing(place, now, notices);
  try {
    return openSound(place, now, notices);
  } catch (error) {
    if (faultOf(error).kind !== "broken") throw error;
    notices.push(brokenNotice(moveAside(place, now), restoreNewest(place, now)));
    return openSound(place, now, notices);
  }
}

/** An absent or empty file beside a backup is an accident, not a beginning. */
function restoreMissing(place: Place, now: Date, notices: string[]): void {
  const restored = existsSync(place.backups) ? restoreNewest(place, now) : undefined;
  if (restored) notices.push(missingNotice(place, restored));
}

/** Opens a file that proves sound. The version is looked at before anything is written. */
function openSound(place: Place, now: Date, notices: readonly string[]): Connected {
  const database = openFile(place.database);
  try {
    const version = versionOf(database);
    if (version > CURRENT_VERSION) return refuse(database, place, version);
    checkTables(database);
    if (sizeOf(place.database) <= CHECKED_AT_START) checkPages(database);
    accessSync(place.database, constants.W_OK);
    prepareForWriting(database);
    migrate(database, () => copyBeforeMigration(database, place, now));
  } catch (error) {
    database.close();
    throw error;
  }
  const connection = { kind: "file", database, place, inode: inodeOf(place.database) } as const;
  return { kind: "connected", connection, notices };
}

function connectToMemory(place: Place, { why, notices }: Unwritable): Connected {
  const database = memoryCopyOfFile(place);
  const version = versionOf(database);
  if (version > CURRENT_VERSION) return refuse(database, place, version);
  database.pragma("foreign_keys = ON");
  migrate(database, () => {});
  const connection = { kind: "memory", database, place, why } as const;
  return { kind: "connected", connection, notices: [...notices, memoryNotice(place, why)] };
}

function refuse(database: Database.Database, place: Place, version: number): Connected {
  database.close();
  return { kind: "newer", message: newerMessage(place, version) };
}
