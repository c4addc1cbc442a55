import type { Command } from "commander";
import { dungeon, readCatalogue } from "../../curriculum/index.ts";
import { nearestNames } from "../../curriculum/lookup/nearest.ts";
import { CommandError } from "../exit.ts";
import { printNotices, printText } from "../output.ts";
import { currentSection, roomToGoOn } from "../rooms-overview.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, maybeWorkspace } from "../session.ts";
import { standingOf } from "../standing.ts";

/** `arena` alone: where you are and what is next, in five lines. */
export function addWhereCommand(program: Command): void {
  program.argument("[command]").action((typed: string | undefined, _options: object, command: Command) => {
    if (typed !== undefined) throw new CommandError(unknownCommand(typed, program));
    const catalogue = readCatalogue(arenaRoot);
    const open = maybeWorkspace(globalsOf(command), catalogue);
    if (open === undefined) {
      const sections = dungeon(catalogue)
        .map(({ id, title }) => `${id} ${title}`)
        .join(", ");
      printText(
        `No workspace here yet. Sections: ${sections}.\n\n  arena start ${dungeon(catalogue)[0]?.id ?? ""}   makes one and begins\n  arena --help      shows everything else`,
      );
      return;
    }
    printNotices(open.notices);
    const { passed } = standingOf(catalogue, open.store);
    const section = currentSection(catalogue, passed, open.store.recentRooms());
    const next = roomToGoOn(catalogue, passed, open.store.recentRooms());
    const inSection = section?.rooms.filter(({ id }) => passed.has(id)).length ?? 0;
    printText(
      [
        `You are in      ${section?.id} ${section?.title}, ${inSection} of ${section?.rooms.length} rooms passed`,
        `Workspace       ${open.workspace.root}`,
        `In the bag      ${
          open.store
            .techniques()
            .map(({ name }) => name)
            .join(", ") || "no technique yet"
        }`,
        `Next            ${next ? `${next.id} ${next.title}` : "every room here is passed"}`,
        `Go on with      ${next ? "arena watch" : "arena list"}`,
      ].join("\n"),
    );
  });
}

/** What people type who know other programs. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  ls: ["list"],
  rooms: ["list"],
  test: ["grade"],
  check: ["grade"],
  run: ["grade", "watch"],
  next: ["watch"],
  resume: ["watch"],
  begin: ["start"],
  status: ["progress"],
  page: ["hint"],
  answer: ["solution"],
};

function unknownCommand(typed: string, program: Command): string {
  const names = program.commands.flatMap((command) => [command.name(), ...command.aliases()]);
  const near = OTHER_NAMES[typed] ?? nearestNames(typed, [...names, "help"].map(asName)).slice(0, 2);
  return `There is no command "${typed}". ${near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "`arena --help` lists them."}`;
}

const asName = (name: string) => ({ typed: name, shown: name });
