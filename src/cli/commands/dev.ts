import type { Command } from "commander";
import { NoBackendError } from "../../grading/no-backend.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson, printText } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf } from "../session.ts";

/** `arena dev …`: for those who add rooms. */
export function addDevCommand(program: Command): void {
  const dev = program.command("dev").description("for those who add rooms");
  dev
    .command("check")
    .description("checks every room, page and grader against the rules")
    .option("--room <id>", "only this room's files and its grader")
    .option("--backends <names>", "comma-separated", "wasm,cpu")
    .option("--json", "as one JSON object")
    .addHelpText("after", "\nExample:\n  $ arena dev check --room 0.2/relu")
    .action(async (options: { room?: string; backends: string; json?: boolean }) => {
      const { devCheck, devCheckText } = await import("../dev-check.ts");
      const backends = options.backends.split(",");
      const room = options.room !== undefined && { room: options.room };
      const report = await devCheck(arenaRoot, { backends, ...room }).catch(asSentence);
      if (options.json) printJson(report);
      else printText(devCheckText(report));
      process.exit(report.errors === 0 ? EXIT.ok : EXIT.failed);
    });
  dev
    .command("backends", { hidden: true })
    .description("tries the backends in this process and prints what came of it as JSON")
    .action(async (_options: object, command: Command) => {
      const { backendTrials } = await import("../backend-trials.ts");
      print(JSON.stringify(await backendTrials(globalsOf(command).backend)));
      process.exit(EXIT.ok);
    });
}

/** A backend that is not to be had is no fault of ours: told in its sentence, without a trace. */
function asSentence(error: unknown): never {
  throw error instanceof NoBackendError ? new CommandError(error.message) : error;
}
