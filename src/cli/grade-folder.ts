import { availableParallelism, freemem } from "node:os";
import { resolve } from "node:path";
import { findRoom } from "../curriculum/index.ts";
import type { Catalogue } from "../curriculum/model.ts";
import {
  csvReport,
  findSubmissions,
  type Graded,
  gradeAll,
  Journal,
  jsonReport,
  junitReport,
  summaryReport,
} from "../submissions/index.ts";
import { counted } from "../tools/lesson.ts";
import { requireBackend, wantedBackend } from "./backend.ts";
import { BatchProgress } from "./batch-progress.ts";
import type { GradeOptions } from "./commands/grade.ts";
import { CommandError, EXIT } from "./exit.ts";
import { writeText } from "./files.ts";
import { named } from "./names.ts";
import { wholeNumber } from "./numbers.ts";
import { print, printNotices, printText } from "./output.ts";
import { arenaRoot } from "./root.ts";
import type { GlobalOptions } from "./session.ts";

/** Bytes of memory that a grading process may come to need. */
const PROCESS_BYTES = 700 * 2 ** 20;

/** What a shell reports of a program that was ended from the keyboard. */
const INTERRUPTED = 130;

/**
 * `arena grade FOLDER`: grades everybody's answers and writes the reports. Returns the exit code: 0 all passed, 1 not
 * all, 2 some could not be graded, 130 stopped.
 */
export async function gradeFolder(
  typed: string,
  options: GradeOptions,
  globals: GlobalOptions,
  catalogue: Catalogue,
): Promise<number> {
  const folder = resolve(typed);
  const only =
    options.room === undefined ? undefined : named(findRoom(catalogue, options.room), "room", "arena list");
  const { submissions, leftOut } = findSubmissions(folder, catalogue, only);
  if (submissions.length === 0) throw new CommandError(nothingFound(typed, leftOut.length));
  const backend = wantedBackend(globals);
  const seed = options.seed === undefined ? undefined : wholeNumber("--seed", options.seed);
  const journal = Journal.open(folder, { seed, backend, fresh: options.fresh === true });
  printNotices(journal.notice === undefined ? [] : [journal.notice]);
  const progress = new BatchProgress(submissions.length, process.stderr);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  const graded = await gradeAll(submissions, {
    root: arenaRoot,
    backend,
    jobs: options.jobs === undefined ? usualJobs() : wholeNumber("--jobs", options.jobs),
    journal,
    signal: stop.signal,
    onGraded: (each, source) => {
      requireBackend(each.result); // what one lacks they all lack
      progress.add(each, source);
    },
  });
  progress.end();
  const facts = { folder, seed: journal.seed, finished: !stop.signal.aborted, leftOut };
  writeReports(graded, facts, options);
  return stop.signal.aborted ? stopped(graded, submissions.length) : exitCodeOf(graded);
}

function writeReports(
  graded: readonly Graded[],
  facts: Parameters<typeof jsonReport>[1],
  { json, junit, csv }: GradeOptions,
): void {
  if (json !== undefined && json !== "-") writeText(json, jsonReport(graded, facts));
  if (junit !== undefined) writeText(junit, junitReport(graded));
  if (csv !== undefined) writeText(csv, csvReport(graded));
  if (json === "-") print(jsonReport(graded, facts));
  else printText(summaryReport(graded, facts.leftOut));
}

function stopped(graded: readonly Graded[], total: number): number {
  printNotices([`Stopped: ${graded.length} of ${total} are graded. The same command goes on from here.`]);
  return INTERRUPTED;
}

function exitCodeOf(graded: readonly Graded[]): number {
  if (graded.some(({ result }) => result.verdict === "could-not-grade")) return EXIT.couldNot;
  return graded.every(({ result }) => result.verdict === "passed") ? EXIT.ok : EXIT.failed;
}

/** As many as there are cores, as long as the memory is enough for them. */
function usualJobs(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / PROCESS_BYTES)));
}

function nothingFound(folder: string, others: number): string {
  const seen =
    others === 0
      ? ""
      : ` ${counted(others, "TypeScript file")} beside: named as no room's file; --room 0.2/relu takes all for that room.`;
  return `There is no answer in ${folder}. An answer is named as in the workspace, like 01-relu.ts, in a folder for each person.${seen}`;
}
