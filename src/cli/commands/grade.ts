import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { findRoom, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Room } from "../../curriculum/model.ts";
import { backendChoice } from "../../grading/backend-choice.ts";
import type { RunResult } from "../../grading/verdict.ts";
import { answerPath } from "../../workspace/index.ts";
import { earnTechniques } from "../earn-techniques.ts";
import { CommandError, EXIT } from "../exit.ts";
import { writeText } from "../files.ts";
import { gradeReport } from "../grade-report.ts";
import { named } from "../names.ts";
import { print, printNotices } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { seedFrom } from "../seed.ts";
import { type GlobalOptions, globalsOf, maybeWorkspace, type OpenWorkspace } from "../session.ts";

interface GradeOptions {
  readonly json?: string;
  readonly room?: string;
  readonly seed?: string;
}

/** `arena grade`: one answer, once. Exits 0 passed, 1 not passed, 2 could not be graded. */
export function addGradeCommand(program: Command): void {
  program
    .command("grade [answer]")
    .description("grades a room's file, or any file, once")
    .option("--room <id>", "the room, where the file's name does not tell")
    .option("--json <file>", "write the result as JSON; - for standard output")
    .option("--seed <number>", "other inputs than the usual ones")
    .addHelpText(
      "after",
      "\nExample:\n  $ arena grade 0.2/relu --json -\n\nExit code: 0 passed, 1 not passed, 2 could not be graded.",
    )
    .action(async (answer: string | undefined, options: GradeOptions, command: Command) => {
      const globals = globalsOf(command);
      const catalogue = readCatalogue(arenaRoot);
      const open = maybeWorkspace(globals, catalogue);
      const { room, path } = whatToGrade(answer, options, catalogue, open);
      const result = await gradeOnce(room, path, globals, seedFrom(options.seed));
      if (open !== undefined && path === answerPath(open.workspace, room)) {
        await record(result, room, path, catalogue, open);
      }
      report(result, options);
      process.exit(exitCodeOf(result));
    });
}

async function record(
  result: RunResult,
  room: Room,
  path: string,
  catalogue: Catalogue,
  { store }: OpenWorkspace,
): Promise<void> {
  const answerText = readFileSync(path, "utf8");
  const recorded = store.recordRun(result, { answerText });
  if (recorded.kind === "not-recorded") return;
  if (recorded.door.kind === "opened") await earnTechniques(room, answerText, catalogue, store);
  if (recorded.kept.kind === "in-memory") printNotices([recorded.kept.message]);
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
  const path = answerPath(open.workspace, room);
  if (!existsSync(path))
    throw new CommandError(`${path} does not exist yet. \`arena start ${room.id} --no-watch\` scaffolds it.`);
  return { room, path };
}

async function gradeOnce(room: Room, path: string, globals: GlobalOptions, seed: number): Promise<RunResult> {
  const { Grader } = await import("../../grading/grader.ts");
  const grader = await Grader.start({
    root: arenaRoot,
    rooms: [room],
    backend: backendChoice(globals.backend),
  });
  grader.prepare(room, path, seed);
  return grader.grade({ room, path, text: readFileSync(path, "utf8"), seed });
}

function report(result: RunResult, { json }: GradeOptions): void {
  if (json !== undefined && json !== "-") writeText(json, `${JSON.stringify(result, null, 2)}\n`);
  print(json === "-" ? JSON.stringify(result) : gradeReport(result));
}

function exitCodeOf({ verdict }: RunResult): number {
  if (verdict === "passed") return EXIT.ok;
  return verdict === "failed" || verdict === "could-not-load" ? EXIT.failed : EXIT.couldNot;
}
