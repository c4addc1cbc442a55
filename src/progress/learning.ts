/**
 * Queries on what was looked up, earned, noted and visited. Every addition may be run twice and counts once.
 */
import type Database from "better-sqlite3";
import type { RungName } from "../curriculum/model.ts";
import type { EarnedTechnique, Note, SeenRung } from "./model.ts";

interface Dated {
  readonly at: number;
}

const dated = <Row extends Dated>(row: Row): Omit<Row, "at"> & { at: Date } => ({
  ...row,
  at: new Date(row.at),
});

export function addRung(database: Database.Database, seen: SeenRung): void {
  database
    .prepare("INSERT INTO rungs (room, sub_problem, rung, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
    .run(seen.room, seen.subProblem, seen.rung, seen.at.getTime());
}

/**
 * The rungs seen, in the order in which they were asked for; those of one room where `spellings` are given.
 */
export function rungs(database: Database.Database, spellings?: string): readonly SeenRung[] {
  return database
    .prepare<{ spellings: string | null }, { room: string; subProblem: string; rung: RungName } & Dated>(`
      SELECT room, sub_problem AS subProblem, rung, at FROM rungs
      WHERE @spellings IS NULL OR room IN (SELECT value FROM json_each(@spellings)) ORDER BY at`)
    .all({ spellings: spellings ?? null })
    .map(dated);
}

export function addReveal(database: Database.Database, room: string, at: Date): void {
  database
    .prepare("INSERT INTO reveals (room, at) VALUES (?, ?) ON CONFLICT DO NOTHING")
    .run(room, at.getTime());
}

/** Rooms whose solution was looked at before they were passed, with the time. */
export function reveals(
  database: Database.Database,
): readonly { readonly room: string; readonly at: Date }[] {
  return database
    .prepare<[], { room: string } & Dated>("SELECT room, at FROM reveals ORDER BY at")
    .all()
    .map(dated);
}

export function addTechnique(database: Database.Database, earned: EarnedTechnique): void {
  database
    .prepare("INSERT INTO techniques (name, room, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
    .run(earned.name, earned.room, earned.at.getTime());
}

/** The tools in the bag, the first earned first. */
export function techniques(database: Database.Database): readonly EarnedTechnique[] {
  return database
    .prepare<[], { name: string; room: string } & Dated>(
      "SELECT name, room, at FROM techniques ORDER BY at, name",
    )
    .all()
    .map(dated);
}

export function addNote(database: Database.Database, note: Note): void {
  database
    .prepare("INSERT INTO notes (room, at, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
    .run(note.room, note.at.getTime(), note.text);
}

/** The learner's notes, oldest first; those on one room where `spellings` are given. */
export function notes(database: Database.Database, spellings?: string): readonly Note[] {
  return database
    .prepare<{ spellings: string | null }, { room: string; text: string } & Dated>(`
      SELECT room, text, at FROM notes
      WHERE @spellings IS NULL OR room IN (SELECT value FROM json_each(@spellings)) ORDER BY at, rowid`)
    .all({ spellings: spellings ?? null })
    .map(dated);
}

export function addVisit(database: Database.Database, room: string, at: Date): void {
  database
    .prepare("INSERT INTO visits (room, at) VALUES (?, ?) ON CONFLICT DO NOTHING")
    .run(room, at.getTime());
}

/** When rooms were entered, oldest first. */
export function visits(database: Database.Database): readonly { readonly room: string; readonly at: Date }[] {
  return database
    .prepare<[], { room: string } & Dated>("SELECT room, at FROM visits ORDER BY at")
    .all()
    .map(dated);
}

/** The rooms that were entered, the last one first. */
export function recentVisits(database: Database.Database): readonly string[] {
  return database
    .prepare<[], string>("SELECT room FROM visits GROUP BY room ORDER BY max(at) DESC")
    .pluck()
    .all();
}

/** The room that was entered last. */
export function lastVisit(database: Database.Database): string | undefined {
  return database.prepare<[], string>("SELECT room FROM visits ORDER BY at DESC LIMIT 1").pluck().get();
}
