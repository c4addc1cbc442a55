import type Database from "better-sqlite3";
import { addAnswer, addAttempt } from "./attempts.ts";
import { weigh } from "./evidence.ts";
import type { ProgressExport } from "./exchange-format.ts";
import * as learning from "./learning.ts";
import type { Attempt, CaseMark } from "./model.ts";

/**
 * Adds what another store exported and returns how many attempts were new. Marks that are already there stay.
 * Whether an attempt passed is judged again from its cases and its answer.
 */
export function addExport(database: Database.Database, data: ProgressExport): number {
  const texts = new Map(data.answers.map(({ hash, text }) => [hash, text]));
  let added = 0;
  for (const attempt of data.attempts) if (addOne(database, attempt, texts.get(attempt.hash))) added++;
  for (const answer of data.answers) addAnswer(database, { ...answer, at: new Date(answer.at) });
  for (const seen of data.rungs) learning.addRung(database, { ...seen, at: new Date(seen.at) });
  for (const { room, at } of data.reveals) learning.addReveal(database, room, new Date(at));
  for (const earned of data.techniques)
    learning.addTechnique(database, { ...earned, at: new Date(earned.at) });
  for (const note of data.notes) learning.addNote(database, { ...note, at: new Date(note.at) });
  for (const { room, at } of data.visits) learning.addVisit(database, room, new Date(at));
  return added;
}

type ExportedAttempt = ProgressExport["attempts"][number];

/** A case with every field, also those that an older program did not export. */
function whole(mark: ExportedAttempt["cases"][number]): CaseMark {
  const { failure, diagnosis, leadsTo, technique } = mark;
  return { ...mark, failure, diagnosis, leadsTo, technique };
}

function addOne(database: Database.Database, exported: ExportedAttempt, text: string | undefined): boolean {
  const attempt: Attempt = {
    ...exported,
    at: new Date(exported.at),
    passed: weigh(exported, text).kind === "passes",
    cases: exported.cases.map(whole),
  };
  return addAttempt(database, attempt, text, JSON.stringify([attempt.room])).isNew;
}
