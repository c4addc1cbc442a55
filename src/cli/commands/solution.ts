import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { findRoom, readCatalogue } from "../../curriculum/index.ts";
import type { Room } from "../../curriculum/model.ts";
import { CommandError, EXIT } from "../exit.ts";
import { named } from "../names.ts";
import { outputWidth, print, wantsColour } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, requireWorkspace } from "../session.ts";

interface SolutionOptions {
  readonly reveal?: boolean;
  readonly torch?: boolean;
}

/** `arena solution ROOM`: after passing; before that only with `--reveal`, which is remembered. */
export function addSolutionCommand(program: Command): void {
  program
    .command("solution <room>")
    .description("the solution of a room, once you have passed it")
    .option("--torch", "the same in PyTorch")
    .option("--reveal", "show it before you have passed; your progress remembers that")
    .addHelpText("after", "\nExample:\n  $ arena solution 0.2/relu --reveal")
    .action(async (typed: string, options: SolutionOptions, command: Command) => {
      const catalogue = readCatalogue(arenaRoot);
      const room = named(findRoom(catalogue, typed), "room", "arena list");
      const { store } = requireWorkspace(globalsOf(command), catalogue);
      const passed = store.passedRooms().has(room.id);
      if (!passed && !options.reveal) {
        throw new CommandError(
          `You have not passed ${room.id} yet. \`arena hint ${room.id}\` shows the next hint; --reveal shows the solution and remembers it.`,
          EXIT.failed,
        );
      }
      const { path, language } = options.torch ? twinOf(room) : { path: room.files.solution, language: "ts" };
      if (!passed) store.revealSolution(room.id);
      const { renderMarkdown } = await import("../../pages/index.ts");
      const code = readFileSync(path, "utf8").trimEnd();
      print(
        renderMarkdown(`\`\`\`${language}\n${code}\n\`\`\`\n`, {
          width: outputWidth(),
          colour: wantsColour(globalsOf(command)),
        }),
      );
    });
}

function twinOf({ id, files }: Room): { readonly path: string; readonly language: string } {
  if (files.twin !== undefined) return { path: files.twin, language: "python" };
  throw new CommandError(
    `${id} has no solution in PyTorch yet. \`arena solution ${id}\` shows the one in TypeScript.`,
    EXIT.failed,
  );
}
