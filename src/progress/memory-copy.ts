import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openFile } from "./connection.ts";
import { ifPossible } from "./faults.ts";
import { checkPages, hasTables } from "./health.ts";
import type { Place } from "./place.ts";

/**
 * Where a SQLite file says that it is in WAL mode
 * (https://sqlite.org/fileformat.html#file_format_version_numbers).
 */
const FORMAT_BYTES = [18, 19];
const ROLLBACK_FORMAT = 1;

/**
 * A database in memory with the bytes of `database`, so that a learner who cannot write still sees their
 * marks.
 */
export function memoryCopyOf(database: Database.Database): Database.Database {
  return openBytes(database.serialize());
}

/**
 * A database in memory with as much of the file as can be read: through SQLite; else from a copy in the
 * system's temporary folder, because a read-only folder keeps SQLite from opening a write-ahead log; else
 * from the file's bytes alone; else empty.
 */
export function memoryCopyOfFile(place: Place): Database.Database {
  for (const read of [readInPlace, readFromTemporaryCopy, readBytes]) {
    const copy = ifPossible(() => read(place.database));
    if (copy) return copy;
  }
  return new Database(":memory:");
}

function readInPlace(path: string): Database.Database {
  const database = openFile(path, { readonly: true });
  try {
    hasTables(database); // reads the file, which opening alone does not
    return memoryCopyOf(database);
  } finally {
    database.close();
  }
}

function readFromTemporaryCopy(path: string): Database.Database {
  const folder = mkdtempSync(join(tmpdir(), "arena-progress-"));
  try {
    const copy = join(folder, "progress.db");
    for (const suffix of ["", "-wal"])
      if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
    return readInPlace(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readBytes(path: string): Database.Database {
  return openBytes(readFileSync(path));
}

/** A database in memory cannot be in WAL mode, so the copy's header has to say otherwise. */
function openBytes(bytes: Buffer): Database.Database {
  if (bytes.length === 0) return new Database(":memory:");
  for (const place of FORMAT_BYTES) bytes[place] = ROLLBACK_FORMAT;
  const database = new Database(bytes);
  checkPages(database);
  return database;
}
