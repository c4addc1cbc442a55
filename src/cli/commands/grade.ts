import { existsSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { basename, resolve } from "node:path";
import type { Command } from "commander";
import { findRoom, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Room } from "../../curriculum/model.ts";
import type { RunResult } from "../../grading/verdict.ts";
import { answerPath } from "../../workspace/index.ts";
import { answerText } from "../answer-text.ts";
import { requireBackend, wantedBackend } from "../backend.ts";
import { earnTechniques } from "../earn-techniques.ts";
import { CommandError, EXIT } from "../exit.ts";
import { writeText } from "../files.ts";
import { gradeReport } from "../grade-report.ts";
import { named } from "../names.ts";
import { print, printNotices, printText } from "../output.ts";
import { printedText } from "../printed.ts";
import { arenaRoot } from "../root.ts";
import { seedFrom } from "../seed.ts";
import { type GlobalOptions, globalsOf, maybeWorkspace, type OpenWorkspace } from "../session.ts";

export interface GradeOptions {
  readonly json?: string;
  readonly junit?: string;
  readonly csv?: string;
  readonly room?: string;
  readonly seed?: string;
  readonly jobs?: string;
  readonly fresh?: boolean;
}

/** `arena grade`: one answer, or a folder of many people's, once. Exits 0 passed, 1 not passed, 2 could not be graded. */
export function addGradeCommand(program: Command): void {
  program
    .command("grade [answer]")
    .description("grades a room's file, any file, or a folder of submissions, once")
    .option("--room <id>", "the room, where the file's name does not tell")
    .option("--json <file>", "write the result as JSON; - for standard output")
    .option("--junit <file>", "write it as JUnit's XML")
    .option("--csv <file>", "write it as CSV, a line a submission")
    .option("--seed <number>", "other inputs than the usual ones; a folder gets new ones each time")
    .option("--jobs <number>", "how many of a folder's submissions to grade at once")
    .option("--fresh", "grade a folder anew instead of going on where it was stopped")
    .addHelpText(
      "after",
      "\nExamples:\n  $ arena grade 0.2/relu --json -\n  $ arena grade submissions --jobs 4 --csv grades.csv\n\nIn a folder of submissions each person has a folder of their own, with the\nrooms' files in it.\n\nExit code: 0 passed, 1 not passed, 2 could not be graded.",
    )
    .action(async (answer: string | undefined, options: GradeOptions, command: Command) => {
      const globals = globalsOf(command);
      const catalogue = readCatalogue(arenaRoot);
      if (answer !== undefined && isFolder(answer)) {
        const { gradeFolder } = await import("../grade-folder.ts");
        process.exit(await gradeFolder(answer, options, globals, catalogue));
      }
      const open = maybeWorkspace(globals, catalogue);
      const { room, path } = whatToGrade(answer, options, catalogue, open);
      const text = answerText(path, `arena start ${room.id} --no-watch`); // what is saved from here on is another answer
      const { result, printed } = await gradeOnce(room, path, text, globals, seedFrom(options.seed));
      if (open !== undefined && path === answerPath(open.workspace, room)) {
        await record(result, room, text, catalogue, open);
      }
      process.stderr.write(printedText(printed));
      await report(result, path, options);
      process.exit(exitCodeOf(result));
    });
}

async function record(
  result: RunResult,
  room: Room,
  answerText: string,
  catalogue: Catalogue,
  { store }: OpenWorkspace,
): Promise<void> {
  const recorded = store.recordRun(result, { answerText });
  if (recorded.kind !== "not-recorded" && recorded.door.kind === "opened")
    await earnTechniques(room, answerText, catalogue, store);
  const kept = store.close(); // tries the file once more
  if (kept.kind === "in-memory") printNotices([kept.message]);
}

/** A file is graded for the room its name belongs to, or `--room`; a room's id means its file in the workspace. */
function whatToGrade(
  answer: string | undefined,
  options: GradeOptions,
  catalogue: Catalogue,
  open: OpenWorkspace | undefined,
): { room: Room; path: string } {
  printNotices(open?.notices ?? []);
  const isFile = answer !== undefined && existsSync(answer);
  const typed = options.room ?? answer ?? open?.store.lastRoom();
  if (typed === undefined) throw new CommandError("What is to be graded? `arena grade 0.2/relu`, or a file.");
  if (
    !isFile &&
    answer !== undefined &&
    /[\\/].*\.ts$|^[^/\\]*\.ts$/.test(answer) &&
    findRoom(catalogue, typed).kind === "unknown"
  ) {
    throw new CommandError(`There is no file ${answer}.`);
  }
  if (isFile && findRoom(catalogue, typed).kind === "unknown") {
    throw new CommandError(
      `Which room is ${answer} for? For instance: arena grade ${answer} --room 0.2/relu`,
    );
  }
  const room = named(findRoom(catalogue, typed), "room", "arena list");
  if (isFile) return { room, path: resolve(answer) };
  if (open === undefined)
    throw new CommandError("There is no workspace here or above. Name a file, or `arena start` first.");
  return { room, path: answerPath(open.workspace, room) };
}

interface Graded {
  readonly result: RunResult;
  /** What the answer wrote to its console. */
  readonly printed: string;
}

async function gradeOnce(
  room: Room,
  path: string,
  text: string,
  globals: GlobalOptions,
  seed: number,
): Promise<Graded> {
  const { Grader } = await import("../../grading/grader.ts");
  let printed = "";
  const grader = await Grader.start({
    root: arenaRoot,
    rooms: [room],
    backend: wantedBackend(globals),
    emit: (event) => {
      if (event.type === "printed") printed += event.text;
      if (event.type === "backend-failed") printed = ""; // it is all run again
    },
  });
  grader.prepare(room, path, seed);
  const result = await grader.grade({ room, path, text, seed });
  requireBackend(result);
  return { result, printed };
}

async function report(result: RunResult, path: string, { json, junit, csv }: GradeOptions): Promise<void> {
  if (json !== undefined && json !== "-") writeText(json, `${JSON.stringify(result, null, 2)}\n`);
  if (junit !== undefined || csv !== undefined) {
    const { csvReport, junitReport } = await import("../../submissions/index.ts");
    const graded = [{ who: userInfo().username, name: basename(path), result }];
    if (junit !== undefined) writeText(junit, junitReport(graded));
    if (csv !== undefined) writeText(csv, csvReport(graded));
  }
  if (json === "-") print(JSON.stringify(result));
  else printText(gradeReport(result));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function exitCodeOf({ verdict }: RunResult): number {
  if (verdict === "passed") return EXIT.ok;
  return verdict === "failed" || verdict === "could-not-load" ? EXIT.failed : EXIT.couldNot;
}
