import type { Command } from "commander";
import { nextRoom, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Room } from "../../curriculum/model.ts";
import { resetRoom, type Scaffolded, scaffoldRoom, type Workspace } from "../../workspace/index.ts";
import { CommandError, EXIT } from "../exit.ts";
import { printNotices, printText } from "../output.ts";
import { currentSection } from "../rooms-overview.ts";
import { arenaRoot } from "../root.ts";
import { seedFrom } from "../seed.ts";
import { globalsOf, type OpenWorkspace, openOrCreateWorkspace, sectionOf } from "../session.ts";
import { standingOf } from "../standing.ts";
import { startTarget, type Target } from "../start-target.ts";

interface StartOptions {
  readonly watch: boolean;
  readonly seed?: string;
  readonly fresh?: boolean;
}

/** `arena start 0.2`: scaffolds what is missing, then watches the first unsolved room. `arena start einsum`: its kata. */
export function addStartCommand(program: Command): void {
  program
    .command("start [name]")
    .description("scaffolds a section, a room or a technique's kata (never overwrites), then watches it")
    .option("--no-watch", "only scaffold")
    .option("--seed <number>", "grade the room with other inputs than the usual ones")
    .option("--fresh", "archive what you wrote in the room and begin it anew")
    .addHelpText(
      "after",
      "\nExamples:\n  $ arena start 0.2\n  $ arena start 0.2/relu --no-watch\n  $ arena start einsum\n  $ arena start einsum --fresh --seed 7",
    )
    .action(async (typed: string | undefined, options: StartOptions, command: Command) => {
      const globals = globalsOf(command);
      const catalogue = readCatalogue(arenaRoot);
      const target = startTarget(catalogue, typed);
      const seed = seedOfRoom(target, options);
      const open = withNotice(openOrCreateWorkspace(globals, catalogue), target);
      const { rooms, first } = whatToStart(target, catalogue, open);
      const archived = options.fresh ? putAway(first, open.workspace) : [];
      const made = rooms.map((room) => scaffoldRoom(open.workspace, room));
      const failures = made.filter(({ kind }) => kind === "failed");
      const notices = [...open.notices, ...archived];
      if (options.watch) {
        const { runWatch } = await import("../watch/run-watch.ts");
        await runWatch(first, catalogue, { ...open, notices }, globals, seed);
        process.exit(EXIT.ok);
      }
      printNotices(notices);
      for (const one of made) printText(scaffoldText(one));
      printText(`Begin with ${first.id} ${first.title}: arena watch`);
      open.store.visit(first.id);
      process.exit(failures.length === 0 ? EXIT.ok : EXIT.couldNot);
    });
}

/** A seed and a fresh stub are for one room; a section's rooms keep theirs. */
function seedOfRoom({ kind }: Target, { seed, fresh }: StartOptions): number {
  if (kind !== "room" && (seed !== undefined || fresh))
    throw new CommandError("--seed and --fresh are for one room: arena start einsum --fresh --seed 7");
  return seedFrom(seed);
}

function withNotice(open: OpenWorkspace, target: Target): OpenWorkspace {
  if (target.kind !== "room" || target.notice === undefined) return open;
  return { ...open, notices: [...open.notices, target.notice] };
}

function whatToStart(
  target: Target,
  catalogue: Catalogue,
  { store }: OpenWorkspace,
): { rooms: readonly Room[]; first: Room } {
  const { passed } = standingOf(catalogue, store);
  if (target.kind === "room") return { rooms: [target.room], first: target.room };
  const section =
    target.kind === "section" ? target.section : currentSection(catalogue, passed, store.recentRooms());
  const first =
    section &&
    (nextRoom(section, passed) ?? section.rooms.find(({ id }) => !passed.has(id)) ?? section.rooms[0]);
  if (section === undefined || first === undefined)
    throw new CommandError("internal: there is no section with a room.");
  return { rooms: sectionOf(catalogue, first).rooms, first };
}

/** Archives the answer to a room, so that it is begun anew; says where the answer went. */
function putAway(room: Room, workspace: Workspace): string[] {
  const reset = resetRoom(workspace, room);
  if (reset.kind === "failed") throw new CommandError(reset.why);
  return reset.archived === undefined ? [] : [`Your answer is kept in ${reset.archived}`];
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
