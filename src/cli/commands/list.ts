import type { Command } from "commander";
import { dungeon, findSection, KATAS, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Room, Section } from "../../curriculum/model.ts";
import { named } from "../names.ts";
import { printJson, printText } from "../output.ts";
import { doorStatus } from "../rooms-overview.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, maybeWorkspace } from "../session.ts";
import { NOTHING_PASSED, type Standing, standingOf } from "../standing.ts";
import { toolsWanted } from "../tools-wanted.ts";

/** `arena list` (and `arena map`): every room with its door. */
export function addListCommand(program: Command): void {
  program
    .command("list [section]")
    .alias("map")
    .description("the rooms, their doors and what is open")
    .option("--json", "as one JSON object")
    .addHelpText("after", "\nExample:\n  $ arena list 0.2")
    .action((section: string | undefined, options: { json?: boolean }, command: Command) => {
      const catalogue = readCatalogue(arenaRoot);
      const sections =
        section === undefined
          ? catalogue.sections
          : [named(findSection(catalogue, section), "section", "arena list")];
      const store = maybeWorkspace(globalsOf(command), catalogue)?.store;
      const standing = store === undefined ? NOTHING_PASSED : standingOf(catalogue, store);
      const bag = new Set(store?.techniques().map(({ name }) => name));
      if (options.json) printJson({ sections: sections.map((one) => sectionJson(one, standing, bag)) });
      else printText(sections.map((one) => sectionText(one, standing, bag, catalogue)).join("\n\n"));
    });
}

type Bag = ReadonlySet<string>;

function sectionJson(section: Section, { passed, byChallenge }: Standing, bag: Bag) {
  const rooms = section.rooms.map((room) => {
    const { id, title, kind, file, importance, difficulty, minutes, requires } = room;
    return {
      id,
      title,
      kind,
      file,
      status: doorStatus(room, passed),
      byChallenge: byChallenge.has(id),
      importance,
      difficulty,
      minutes,
      requires,
      tools: toolsWanted(room, bag),
    };
  });
  return { id: section.id, title: section.title, rooms };
}

function sectionText(section: Section, standing: Standing, bag: Bag, catalogue: Catalogue): string {
  const done = section.rooms.filter(({ id }) => standing.passed.has(id)).length;
  if (section.id === KATAS) return katasText(section, standing, done);
  const rows = section.rooms.flatMap((room) => [roomText(room, standing, catalogue), toolsText(room, bag)]);
  return [`${section.id} ${section.title}  (${done} of ${section.rooms.length} passed)`, ...rows].join("\n");
}

/** Katas stand apart from the dungeon: they have no doors and want only their own tool. */
function katasText({ title, rooms }: Section, { passed }: Standing, done: number): string {
  const rows = rooms.map(
    ({ id, title: name, minutes }) =>
      `  ${passed.has(id) ? MARK.passed : MARK.open} arena start ${id.slice(KATAS.length + 1)}  ${name}  ${minutes} min`,
  );
  return [
    `${title}: a drill for each technique, in any order  (${done} of ${rooms.length} done)`,
    ...rows,
  ].join("\n");
}

function toolsText(room: Room, bag: Bag): string {
  const tools = toolsWanted(room, bag).map(({ technique, inBag }) => `${technique}${inBag ? " [x]" : ""}`);
  return `        wants ${tools.join(", ")}`;
}

const MARK = { passed: "[x]", open: "[ ]", locked: " # " } as const;

function roomText(room: Room, { passed, byChallenge }: Standing, catalogue: Catalogue): string {
  const status = doorStatus(room, passed);
  const kind = room.kind === "room" ? "" : ` (${room.kind})`;
  const line = `  ${MARK[status]} ${room.id}  ${room.title}${kind}  ${room.minutes} min`;
  if (byChallenge.has(room.id)) return `${line}  passed by challenge: its boss is beaten`;
  if (status !== "locked") return line;
  const missing = room.requires.filter((id) => !passed.has(id));
  const titles = missing.map(
    (id) =>
      dungeon(catalogue)
        .flatMap(({ rooms }) => rooms)
        .find((other) => other.id === id)?.title ?? id,
  );
  return `${line}  locked: first ${titles.join(", ")}`;
}
