import type { Command } from "commander";
import { findRoom, readCatalogue } from "../../curriculum/index.ts";
import { answerPath } from "../../workspace/index.ts";
import { answerText } from "../answer-text.ts";
import { requireBackend, wantedBackend } from "../backend.ts";
import { CommandError, EXIT } from "../exit.ts";
import { caseDetail } from "../grade-report.ts";
import { named } from "../names.ts";
import { printJson, printText } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { seedFrom } from "../seed.ts";
import { globalsOf, requireWorkspace } from "../session.ts";

/** `arena replay ROOM CASE`: one case alone, with its seed. */
export function addReplayCommand(program: Command): void {
  program
    .command("replay <room> <case>")
    .description("one case alone: expected, yours, where they differ")
    .option("--seed <number>", "other inputs than the usual ones")
    .option("--json", "as one JSON object")
    .addHelpText("after", "\nExample:\n  $ arena replay 0.2/relu elementwise-maximum/nothing-but-negatives")
    .action(
      async (typed: string, only: string, options: { seed?: string; json?: boolean }, command: Command) => {
        const catalogue = readCatalogue(arenaRoot);
        const room = named(findRoom(catalogue, typed), "room", "arena list");
        const globals = globalsOf(command);
        const path = answerPath(requireWorkspace(globals, catalogue).workspace, room);
        const text = answerText(path, `arena start ${room.id}`);
        const { Grader } = await import("../../grading/grader.ts");
        const grader = await Grader.start({
          root: arenaRoot,
          rooms: [room],
          backend: wantedBackend(globals),
        });
        const result = await grader.grade({
          room,
          path,
          text,
          seed: seedFrom(options.seed),
          only,
        });
        requireBackend(result);
        const one = result.cases[0];
        if (one === undefined && result.failure === undefined)
          throw new CommandError(`${room.id} has no case ${only}. \`arena grade ${room.id}\` lists them.`);
        if (options.json) printJson(result);
        else
          printText(
            [
              ...(result.notice === undefined ? [] : [result.notice]),
              `${only}: ${one?.status ?? result.verdict}`,
              ...(one ? caseDetail(one) : [`  ${result.failure?.message ?? ""}`]),
            ].join("\n"),
          );
        process.exit(result.verdict === "passed" ? EXIT.ok : EXIT.failed);
      },
    );
}
