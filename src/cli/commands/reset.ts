import type { Command } from "commander";
import { findRoom, readCatalogue } from "../../curriculum/index.ts";
import { resetRoom } from "../../workspace/index.ts";
import { CommandError } from "../exit.ts";
import { named } from "../names.ts";
import { printText } from "../output.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, requireWorkspace, roomsOf } from "../session.ts";

/** `arena reset ROOM`: the old answer goes to the archive, the stub comes back. Marks stay. */
export function addResetCommand(program: Command): void {
  program
    .command("reset [room]")
    .description("archives your answer and scaffolds the room anew; what you passed stays passed")
    .option("--all", "every room of the workspace")
    .addHelpText("after", "\nExample:\n  $ arena reset 0.2/relu")
    .action((typed: string | undefined, options: { all?: boolean }, command: Command) => {
      const catalogue = readCatalogue(arenaRoot);
      if (typed === undefined && !options.all)
        throw new CommandError("Which room? `arena reset 0.2/relu`, or `arena reset --all`.");
      const { workspace } = requireWorkspace(globalsOf(command), catalogue);
      const rooms = options.all
        ? roomsOf(catalogue)
        : [named(findRoom(catalogue, typed ?? ""), "room", "arena list")];
      for (const room of rooms) {
        const reset = resetRoom(workspace, room);
        if (reset.kind === "failed") throw new CommandError(reset.why);
        printText(
          `${room.id}: ${reset.archived === undefined ? "scaffolded" : `your answer is kept in ${reset.archived}`}`,
        );
      }
    });
}
