import type { Command } from "commander";
import { findRoom, readCatalogue } from "../../curriculum/index.ts";
import { CommandError, EXIT } from "../exit.ts";
import { named } from "../names.ts";
import { currentSection, roomToGoOn } from "../rooms-overview.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, requireWorkspace, roomsOf } from "../session.ts";
import { standingOf } from "../standing.ts";

/** `arena watch`: resumes in the room that was left, or in the one that is named. */
export function addWatchCommand(program: Command): void {
  program
    .command("watch [room]")
    .description("resumes: grades each save of the current room")
    .addHelpText("after", "\nExample:\n  $ arena watch 0.2/linear")
    .action(async (typed: string | undefined, _options: object, command: Command) => {
      const globals = globalsOf(command);
      const catalogue = readCatalogue(arenaRoot);
      const open = requireWorkspace(globals, catalogue);
      const { passed } = standingOf(catalogue, open.store);
      const last = open.store.lastRoom();
      const resumed =
        roomsOf(catalogue).find(({ id }) => id === last && !passed.has(id)) ??
        roomToGoOn(catalogue, passed, open.store.recentRooms()) ??
        currentSection(catalogue, passed, open.store.recentRooms())?.rooms[0];
      const room = typed === undefined ? resumed : named(findRoom(catalogue, typed), "room", "arena list");
      if (room === undefined) throw new CommandError("There are no rooms to watch.");
      const { runWatch } = await import("../watch/run-watch.ts");
      await runWatch(room, catalogue, open, globals);
      process.exit(EXIT.ok);
    });
}
