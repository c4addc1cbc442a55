import type { Command } from "commander";
import { findSection, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Room, Section } from "../../curriculum/model.ts";
import { named } from "../names.ts";
import { print, printJson } from "../output.ts";
import { doorStatus } from "../rooms-overview.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, maybeWorkspace } from "../session.ts";
import { NOTHING_PASSED, type Standing, standingOf } from "../standing.ts";

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
      if (options.json) printJson({ sections: sections.map((one) => sectionJson(one, standing)) });
      else print(sections.map((one) => sectionText(one, standing, catalogue)).join("\n\n"));
    });
}

function sectionJson(section: Section, { passed, byChallenge }: Standing) {
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
    };
  });
  return { id: section.id, title: section.title, rooms };
}

function sectionText(section: Section, standing: Standing, catalogue: Catalogue): string {
  const done = section.rooms.filter(({ id }) => standing.passed.has(id)).length;
  const rows = section.rooms.map((room) => roomText(room, standing, catalogue));
  return [`${section.id} ${section.title}  (${done} of ${section.rooms.length} passed)`, ...rows].join("\n");
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
    (id) => catalogue.sections.flatMap(({ rooms }) => rooms).find((other) => other.id === id)?.title ?? id,
  );
  return `${line}  locked: first ${titles.join(", ")}`;
}
