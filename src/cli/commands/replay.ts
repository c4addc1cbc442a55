import type { Command } from "commander";
import { findRoom, readCatalogue } from "../../curriculum/index.ts";
import type { Room } from "../../curriculum/model.ts";
import type { RunResult } from "../../grading/verdict.ts";
import { answerPath } from "../../workspace/index.ts";
import { answerText } from "../answer-text.ts";
import { requireBackend, wantedBackend } from "../backend.ts";
import { CommandError, EXIT } from "../exit.ts";
import { caseDetail } from "../grade-report.ts";
import { named } from "../names.ts";
import { printJson, printText } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { seedFrom } from "../seed.ts";
import { type GlobalOptions, globalsOf, requireWorkspace } from "../session.ts";

/** `arena replay ROOM CASE`: one case alone, with its seed. */
export function addReplayCommand(program: Command): void {
  program
    .command("replay <room> <case>")
    .description("one case alone: expected, yours, where they differ")
    .option("--seed <number>", "other inputs than the usual ones")
    .option("--json", "as one JSON object")
    .addHelpText("after", "\nExample:\n  $ arena replay 0.2/relu elementwise-maximum/nothing-but-negatives")
    .action(async (typed: string, only: string, options: ReplayOptions, command: Command) => {
      const catalogue = readCatalogue(arenaRoot);
      const room = named(findRoom(catalogue, typed), "room", "arena list");
      const globals = globalsOf(command);
      const path = answerPath(requireWorkspace(globals, catalogue).workspace, room);
      const result = await replayed(room, path, only, seedFrom(options.seed), globals);
      if (options.json) printJson(result);
      else printText(textOf(result, only));
      process.exit(result.verdict === "passed" ? EXIT.ok : EXIT.failed);
    });
}

interface ReplayOptions {
  readonly seed?: string;
  readonly json?: boolean;
}

async function replayed(
  room: Room,
  path: string,
  only: string,
  seed: number,
  globals: GlobalOptions,
): Promise<RunResult> {
  const text = answerText(path, `arena start ${room.id}`);
  const { Grader } = await import("../../grading/grader.ts");
  const grader = await Grader.start({ root: arenaRoot, rooms: [room], backend: wantedBackend(globals) });
  const result = await grader.grade({ room, path, text, seed, only });
  requireBackend(result);
  if (result.cases.length === 0 && result.failure === undefined)
    throw new CommandError(`${room.id} has no case ${only}. \`arena grade ${room.id}\` lists them.`);
  return result;
}

function textOf({ notice, cases: [one], verdict, failure }: RunResult, only: string): string {
  return [
    ...(notice === undefined ? [] : [notice]),
    `${only}: ${one?.status ?? verdict}`,
    ...(one ? caseDetail(one) : [`  ${failure?.message ?? ""}`]),
  ].join("\n");
}
