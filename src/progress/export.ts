import type Database from "better-sqlite3";
import { allAnswers, allAttempts } from "./attempts.ts";
import type { ProgressExport } from "./exchange-format.ts";
import * as learning from "./learning.ts";
import type { Attempt } from "./model.ts";

/** Everything in the database as plain data. `exportedAt` tells one export from a later one. */
export function exportFrom(database: Database.Database, exportedAt: Date): ProgressExport {
  return {
    format: "arena-progress",
    version: 1,
    exportedAt: exportedAt.toISOString(),
    attempts: allAttempts(database).map(withoutJudgement),
    answers: allAnswers(database).map(inWords),
    rungs: learning.rungs(database).map(inWords),
    reveals: learning.reveals(database).map(inWords),
    techniques: learning.techniques(database).map(inWords),
    notes: learning.notes(database).map(inWords),
    visits: learning.visits(database).map(inWords),
  };
}

function withoutJudgement(attempt: Attempt): ProgressExport["attempts"][number] {
  const { passed: _, cases, ...rest } = attempt;
  return { ...inWords(rest), cases: [...cases] };
}

function inWords<T extends { readonly at: Date }>(mark: T): Omit<T, "at"> & { at: string } {
  return { ...mark, at: mark.at.toISOString() };
}
