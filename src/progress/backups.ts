import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { openFile, versionOf } from "./connection.ts";
import { ifPossible } from "./faults.ts";
import { checkPages } from "./health.ts";
import { type Place, stampOf } from "./place.ts";
import { CURRENT_VERSION } from "./schema.ts";

/** How many daily copies are kept. Copies made before a migration and broken files are never removed. */
const DAILY_COPIES = 14;
const DAILY = /^daily-\d{4}-\d{2}-\d{2}\.db$/;
const BROKEN = /^broken-/;
const HOUR = 3_600_000;
const UNFINISHED = ".unfinished";

/** Copies the database before a migration and returns the copy's path. */
export function copyBeforeMigration(database: Database.Database, place: Place, now: Date): string {
  const name = `before-version-${CURRENT_VERSION}-${stampOf(now)}.db`;
  return copyTo(database, place, name);
}

/** True if there is no copy of today yet, or only one that is older than an hour. */
export function dailyCopyIsDue(place: Place, now: Date): boolean {
  const path = join(place.backups, dailyName(now));
  return !existsSync(path) || isOld(path, now);
}

/**
 * Makes or renews today's copy and drops the oldest ones, and what a killed window left unfinished. A damaged
 * database throws, and the older copy stays.
 */
export function copyDaily(database: Database.Database, place: Place, now: Date): void {
  copyTo(database, place, dailyName(now));
  const names = readdirSync(place.backups).sort();
  const oldest = names.filter((name) => DAILY.test(name)).slice(0, -DAILY_COPIES);
  const unfinished = names.filter(
    (name) => name.endsWith(UNFINISHED) && isOld(join(place.backups, name), now),
  );
  for (const name of [...oldest, ...unfinished]) rmSync(join(place.backups, name), { force: true });
}

/** Older than an hour: no other window can still be writing it. */
function isOld(path: string, now: Date): boolean {
  const written = statSync(path, { throwIfNoEntry: false });
  return written !== undefined && now.getTime() - written.mtimeMs > HOUR;
}

function dailyName(now: Date): string {
  return `daily-${now.toISOString().slice(0, 10)}.db`;
}

/**
 * Writes a checked copy under a name of its own and renames it, so that a half-written copy never looks like
 * one.
 */
function copyTo(database: Database.Database, place: Place, name: string): string {
  mkdirSync(place.backups, { recursive: true });
  const path = join(place.backups, name);
  const unfinished = `${path}.${process.pid}${UNFINISHED}`;
  rmSync(unfinished, { force: true });
  try {
    database.prepare("VACUUM INTO ?").run(unfinished);
    checkedVersion(unfinished);
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return path;
}

/**
 * Moves a broken database, with its write-ahead log, to the backups. Nothing is deleted. Returns the new
 * path.
 */
export function moveAside(place: Place, now: Date): string {
  mkdirSync(place.backups, { recursive: true });
  const target = join(place.backups, `broken-${stampOf(now)}-${process.pid}.db`);
  for (const suffix of ["", "-wal", "-shm"]) {
    if (existsSync(place.database + suffix)) renameSync(place.database + suffix, target + suffix);
  }
  return target;
}

/**
 * Puts the newest sound backup where the database should be and returns the time of that copy; undefined if
 * there is none. What lies there is moved aside first, a write-ahead log too: SQLite would replay it over the
 * restored file.
 */
export function restoreNewest(place: Place, now: Date): Date | undefined {
  const newest = backupsByAge(place).find((path) => isSound(path));
  if (newest === undefined) return undefined;
  moveAside(place, now);
  const unfinished = `${place.database}.${process.pid}${UNFINISHED}`;
  try {
    copyFileSync(newest, unfinished);
    placeWithoutOverwriting(unfinished, place.database);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return statSync(newest).mtime;
}

function backupsByAge(place: Place): readonly string[] {
  if (!existsSync(place.backups)) return [];
  return readdirSync(place.backups)
    .filter((name) => name.endsWith(".db") && !BROKEN.test(name))
    .map((name) => join(place.backups, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}

function isSound(path: string): boolean {
  const version = ifPossible(() => checkedVersion(path)) ?? 0;
  return version > 0 && version <= CURRENT_VERSION;
}

/** The version of a copy whose pages are in order; throws for any other. */
function checkedVersion(path: string): number {
  const copy = openFile(path, { readonly: true });
  try {
    checkPages(copy);
    return versionOf(copy);
  } finally {
    copy.close();
  }
}

/**
 * A hard link appears whole or not at all, and fails if the name is taken. File systems without links get a
 * copy.
 */
function placeWithoutOverwriting(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    if (existsSync(to)) return; // another window was quicker; its copy is as good
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}
