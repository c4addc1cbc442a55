import type { Command } from "commander";
import { findSection, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Room, Section } from "../../curriculum/model.ts";
import { named } from "../names.ts";
import { print, printJson } from "../output.ts";
import { doorStatus } from "../rooms-overview.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, maybeWorkspace } from "../session.ts";

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
      const passed = maybeWorkspace(globalsOf(command), catalogue)?.store.passedRooms() ?? new Set<string>();
      if (options.json) printJson({ sections: sections.map((one) => sectionJson(one, passed)) });
      else print(sections.map((one) => sectionText(one, passed, catalogue)).join("\n\n"));
    });
}

function sectionJson(section: Section, passed: ReadonlySet<string>) {
  const rooms = section.rooms.map((room) => {
    const { id, title, kind, file, importance, difficulty, minutes, requires } = room;
    return {
      id,
      title,
      kind,
      file,
      status: doorStatus(room, passed),
      importance,
      difficulty,
      minutes,
      requires,
    };
  });
  return { id: section.id, title: section.title, rooms };
}

function sectionText(section: Section, passed: ReadonlySet<string>, catalogue: Catalogue): string {
  const done = section.rooms.filter(({ id }) => passed.has(id)).length;
  const rows = section.rooms.map((room) => roomText(room, passed, catalogue));
  return [`${section.id} ${section.title}  (${done} of ${section.rooms.length} passed)`, ...rows].join("\n");
}

const MARK = { passed: "[x]", open: "[ ]", locked: " # " } as const;

function roomText(room: Room, passed: ReadonlySet<string>, catalogue: Catalogue): string {
  const status = doorStatus(room, passed);
  const kind = room.kind === "room" ? "" : ` (${room.kind})`;
  const line = `  ${MARK[status]} ${room.id}  ${room.title}${kind}  ${room.minutes} min`;
  if (status !== "locked") return line;
  const missing = room.requires.filter((id) => !passed.has(id));
  const titles = missing.map(
    (id) => catalogue.sections.flatMap(({ rooms }) => rooms).find((other) => other.id === id)?.title ?? id,
  );
  return `${line}  locked: first ${titles.join(", ")}`;
}
