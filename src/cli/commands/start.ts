import type { Command } from "commander";
import {
  findRoom,
  findSection,
  findTechnique,
  kataOf,
  nextRoom,
  readCatalogue,
  whereUsed,
} from "../../curriculum/index.ts";
import type { Catalogue, Room, Section, TechniquePage } from "../../curriculum/model.ts";
import { type Scaffolded, scaffoldRoom } from "../../workspace/index.ts";
import { CommandError, EXIT } from "../exit.ts";
import { wholeNumber } from "../numbers.ts";
import { print, printNotices } from "../output.ts";
import { currentSection } from "../rooms-overview.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, type OpenWorkspace, openOrCreateWorkspace, sectionOf } from "../session.ts";
import { standingOf } from "../standing.ts";

/** `arena start 0.2`: scaffolds what is missing, then watches the first unsolved room. */
export function addStartCommand(program: Command): void {
  program
    .command("start [what]")
    .description(
      "scaffolds a section, a room or a technique's kata (never overwrites), then watches its first unsolved room",
    )
    .option("--no-watch", "only scaffold")
    .option("--seed <number>", "other inputs than the usual ones: `arena review` proposes them for katas")
    .addHelpText(
      "after",
      "\nExamples:\n  $ arena start 0.2\n  $ arena start 0.2/relu --no-watch\n  $ arena start einsum",
    )
    .action(
      async (typed: string | undefined, options: { watch: boolean; seed?: string }, command: Command) => {
        const globals = globalsOf(command);
        const seed = options.seed === undefined ? 0 : wholeNumber("--seed", options.seed);
        const catalogue = readCatalogue(arenaRoot);
        const target = targetOf(catalogue, typed);
        const open = openOrCreateWorkspace(globals, catalogue);
        const { rooms, first } = whatToStart(target, catalogue, open);
        const made = rooms.map((room) => scaffoldRoom(open.workspace, room));
        const failures = made.filter(({ kind }) => kind === "failed");
        if (options.watch) {
          const { runWatch } = await import("../watch/run-watch.ts");
          await runWatch(first, catalogue, open, globals, seed);
          process.exit(EXIT.ok);
        }
        printNotices(open.notices);
        for (const one of made) print(scaffoldText(one));
        print(`Begin with ${first.id} ${first.title}: arena watch`);
        open.store.visit(first.id);
        process.exit(failures.length === 0 ? EXIT.ok : EXIT.couldNot);
      },
    );
}

type Target =
  | { readonly kind: "section"; readonly section: Section }
  | { readonly kind: "room"; readonly room: Room }
  | { readonly kind: "anything" };

function targetOf(catalogue: Catalogue, typed: string | undefined): Target {
  if (typed === undefined) return { kind: "anything" };
  const section = findSection(catalogue, typed);
  if (section.kind === "found") return { kind: "section", section: section.value };
  const technique = findTechnique(catalogue, typed);
  if (technique.kind === "found") return drillOf(catalogue, technique.value, typed);
  const room = findRoom(catalogue, typed);
  if (room.kind === "found") return { kind: "room", room: room.value };
  const nearest = [...section.nearest, ...room.nearest].slice(0, 3);
  throw new CommandError(
    `There is no section or room "${typed}". ${nearest.length > 0 ? `Did you mean ${nearest.join(", ")}?` : "`arena list` shows them all."}`,
  );
}

/** A technique's name starts its kata, or where there is none the room of that name. */
function drillOf(catalogue: Catalogue, { name, title }: TechniquePage, typed: string): Target {
  const kata = kataOf(catalogue, name);
  if (kata !== undefined) return { kind: "room", room: kata };
  const room = findRoom(catalogue, typed);
  if (room.kind === "found") return { kind: "room", room: room.value };
  const used = [...new Set(whereUsed(catalogue, name).map((each) => each.room.id))].slice(0, 3);
  const where = used.length === 0 ? "" : ` Rooms that want it: ${used.join(", ")}.`;
  throw new CommandError(`${title} has no kata yet. Its page: arena hint ${name}.${where}`);
}

function whatToStart(
  target: Target,
  catalogue: Catalogue,
  { store }: OpenWorkspace,
): { rooms: readonly Room[]; first: Room } {
  const { passed } = standingOf(catalogue, store);
  if (target.kind === "room") return { rooms: [target.room], first: target.room };
  const section =
    target.kind === "section" ? target.section : currentSection(catalogue, passed, store.lastRoom());
  const first =
    section &&
    (nextRoom(section, passed) ?? section.rooms.find(({ id }) => !passed.has(id)) ?? section.rooms[0]);
  if (section === undefined || first === undefined)
    throw new CommandError("internal: there is no section with a room.");
  return { rooms: sectionOf(catalogue, first).rooms, first };
}

function scaffoldText(made: Scaffolded): string {
  switch (made.kind) {
    case "created":
      return `  made  ${made.path}`;
    case "kept":
      return `  kept  ${made.path}`;
    case "failed":
      return `  could not make it: ${made.why}`;
  }
}
