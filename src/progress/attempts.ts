import type Database from "better-sqlite3";
import type { CaseStatus, FailureKind, RunVerdict } from "../grading/verdict.ts";
import type { Attempt, CaseMark, PassingAnswer } from "./model.ts";

/**
 * What adding an attempt found: its number within the room, and how many of that room had passed before it.
 */
export interface Added {
  readonly isNew: boolean;
  readonly number: number;
  readonly passedBefore: boolean;
}

/**
 * Adds an attempt, its cases and, where it passed, its answer. A run that is already there stays as it is.
 * `spellings` are the ids of its room as `RoomNames.spellings` gives them. Has to run inside a transaction.
 */
export function addAttempt(
  database: Database.Database,
  attempt: Attempt,
  answerText: string | undefined,
  spellings: string,
): Added {
  const row = { ...attempt, at: attempt.at.getTime(), passed: attempt.passed ? 1 : 0 };
  const { changes, lastInsertRowid } = database
    .prepare(`
      INSERT INTO attempts (run, room, at, hash, backend, grader_version, seed, verdict, passed, milliseconds)
      VALUES (@run, @room, @at, @hash, @backend, @graderVersion, @seed, @verdict, @passed, @milliseconds)
      ON CONFLICT (run) DO NOTHING`)
    .run(row);
  if (changes > 0) {
    addCases(database, Number(lastInsertRowid), attempt.cases);
    if (attempt.passed && answerText !== undefined) addAnswer(database, { ...attempt, text: answerText });
  }
  return { isNew: changes > 0, ...standing(database, attempt.run, spellings) };
}

function addCases(database: Database.Database, attempt: number, cases: readonly CaseMark[]): void {
  const insert = database.prepare(`
    INSERT INTO cases (attempt, position, id, sub_problem, status, milliseconds, failure, diagnosis, leads_to, technique)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const [position, mark] of cases.entries()) {
    const { id, subProblem, status, milliseconds } = mark;
    const found = [mark.failure, mark.diagnosis, mark.leadsTo, mark.technique].map((each) => each ?? null);
    insert.run(attempt, position, id, subProblem, status, milliseconds, ...found);
  }
}

/** Keeps the text of an answer that passed. */
export function addAnswer(database: Database.Database, answer: PassingAnswer): void {
  database
    .prepare("INSERT INTO answers (room, hash, text, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
    .run(answer.room, answer.hash, answer.text, answer.at.getTime());
}

function standing(database: Database.Database, run: string, spellings: string) {
  const row = database
    .prepare<{ run: string; spellings: string }, { number: number; passedBefore: number }>(`
      SELECT count(*) AS number, coalesce(max(passed = 1 AND run <> @run), 0) AS passedBefore FROM attempts
      WHERE room IN (SELECT value FROM json_each(@spellings))
        AND id <= (SELECT id FROM attempts WHERE run = @run)`)
    .get({ run, spellings });
  return { number: row?.number ?? 0, passedBefore: row?.passedBefore === 1 };
}

interface AttemptRow {
  readonly id: number;
  readonly run: string;
  readonly room: string;
  readonly at: number;
  readonly hash: string;
  readonly backend: string;
  readonly grader_version: string;
  readonly seed: number;
  readonly verdict: RunVerdict;
  readonly passed: number;
  readonly milliseconds: number;
}

interface CaseRow {
  readonly id: string;
  readonly sub_problem: string;
  readonly status: CaseStatus;
  readonly milliseconds: number;
  readonly failure: FailureKind | null;
  readonly diagnosis: string | null;
  readonly leads_to: string | null;
  readonly technique: string | null;
}

/** The attempts of one room, oldest first; with `newest`, only that many of the latest. */
export function attemptsOf(database: Database.Database, spellings: string, newest = -1): readonly Attempt[] {
  const rows = database
    .prepare<[string, number], AttemptRow>(`
      SELECT * FROM attempts WHERE room IN (SELECT value FROM json_each(?))
      ORDER BY at DESC, id DESC LIMIT ?`)
    .all(spellings, newest);
  return rows.reverse().map((row) => attemptFrom(database, row));
}

/** Every attempt, in the order in which they were made. */
export function allAttempts(database: Database.Database): readonly Attempt[] {
  const rows = database.prepare<[], AttemptRow>("SELECT * FROM attempts ORDER BY at, id").all();
  return rows.map((row) => attemptFrom(database, row));
}

function attemptFrom(database: Database.Database, row: AttemptRow): Attempt {
  const { id, at, grader_version: graderVersion, passed, ...rest } = row;
  const cases = database
    .prepare<[number], CaseRow>("SELECT * FROM cases WHERE attempt = ? ORDER BY position")
    .all(id);
  return { ...rest, at: new Date(at), graderVersion, passed: passed === 1, cases: cases.map(markFrom) };
}

function markFrom(row: CaseRow): CaseMark {
  return {
    id: row.id,
    subProblem: row.sub_problem,
    status: row.status,
    milliseconds: row.milliseconds,
    failure: row.failure ?? undefined,
    diagnosis: row.diagnosis ?? undefined,
    leadsTo: row.leads_to ?? undefined,
    technique: row.technique ?? undefined,
  };
}

/** The ids, as they were written, of rooms with a passing attempt. */
export function idsOfPassedRooms(database: Database.Database): readonly string[] {
  return database.prepare<[], string>("SELECT DISTINCT room FROM attempts WHERE passed = 1").pluck().all();
}

type AnswerRow = Omit<PassingAnswer, "at"> & { readonly at: number };

/** Every answer that passed in one room, oldest first. */
export function answersOf(database: Database.Database, spellings: string): readonly PassingAnswer[] {
  return database
    .prepare<[string], AnswerRow>(`
      SELECT room, hash, text, at FROM answers WHERE room IN (SELECT value FROM json_each(?)) ORDER BY at, rowid`)
    .all(spellings)
    .map(answerFrom);
}

/** Every answer that passed anywhere, oldest first. */
export function allAnswers(database: Database.Database): readonly PassingAnswer[] {
  return database
    .prepare<[], AnswerRow>("SELECT room, hash, text, at FROM answers ORDER BY at, rowid")
    .all()
    .map(answerFrom);
}

function answerFrom(row: AnswerRow): PassingAnswer {
  return { ...row, at: new Date(row.at) };
}
