import type { Command } from "commander";
import { dungeon, KATAS, readCatalogue } from "../../curriculum/index.ts";
import type { Catalogue, Section } from "../../curriculum/model.ts";
import {
  exportProgress,
  importProgress,
  type ProgressStore,
  progressFile,
  type RoomProgress,
} from "../../progress/index.ts";
import { counted } from "../../tools/lesson.ts";
import { CommandError } from "../exit.ts";
import { readText, writeText } from "../files.ts";
import { duration, print, printJson, printNotices, printText } from "../output.ts";
import { roomToGoOn } from "../rooms-overview.ts";
import { arenaRoot } from "../root.ts";
import { globalsOf, requireWorkspace } from "../session.ts";
import { standingOf } from "../standing.ts";

interface ProgressOptions {
  readonly json?: boolean;
  readonly where?: boolean;
  readonly bag?: boolean;
}

/** `arena progress`: sections, rooms, techniques earned, streaks, and what is next. */
export function addProgressCommand(program: Command): void {
  const progress = program
    .command("progress")
    .description("sections, rooms, techniques earned, and what is next")
    .option("--json", "as one JSON object")
    .option("--bag", "each technique you have: where it was earned and where you used it")
    .option("--where", "print the path of the database")
    .addHelpText("after", "\nExamples:\n  $ arena progress --bag\n  $ arena progress export my-progress.json")
    .action(async (options: ProgressOptions, command: Command) => {
      const catalogue = readCatalogue(arenaRoot);
      const { workspace, store, notices } = requireWorkspace(globalsOf(command), catalogue);
      printNotices(notices);
      if (options.where) print(progressFile(workspace));
      else if (options.bag) await showBag(catalogue, store, options.json === true);
      else if (options.json) printJson(progressJson(catalogue, store));
      else printText(progressText(catalogue, store));
    });
  progress
    .command("export [file]")
    .description("everything as JSON, to a file or to standard output")
    .action((file: string | undefined, _options: object, command: Command) => {
      const { store } = requireWorkspace(globalsOf(command), readCatalogue(arenaRoot));
      if (file === undefined) print(exportProgress(store));
      else {
        writeText(file, exportProgress(store));
        print(`Wrote ${file}`);
      }
    });
  progress
    .command("import <file>")
    .description("adds the marks of an export; what is there stays")
    .action(async (file: string, _options: object, command: Command) => {
      const { store } = requireWorkspace(globalsOf(command), readCatalogue(arenaRoot));
      const imported = await importProgress(store, readText(file));
      if (imported.kind === "refused") throw new CommandError(imported.message);
      printText(`Imported ${counted(imported.attempts, "attempt")} not there before.`);
    });
}

async function showBag(catalogue: Catalogue, store: ProgressStore, asJson: boolean): Promise<void> {
  const { bagOf, bagText } = await import("../bag.ts");
  const bag = await bagOf(catalogue, store);
  if (asJson) printJson({ bag });
  else printText(bagText(bag));
}

function overview(catalogue: Catalogue, store: ProgressStore) {
  const { passed, byChallenge } = standingOf(catalogue, store);
  const next = roomToGoOn(catalogue, passed, store.recentRooms());
  const counted = ({ id, title, rooms }: Section) => ({
    id,
    title,
    passed: rooms.filter((room) => passed.has(room.id)).length,
    total: rooms.length,
  });
  const katas = catalogue.sections.filter(({ id }) => id === KATAS).map(counted);
  return { sections: dungeon(catalogue).map(counted), katas, next, byChallenge: [...byChallenge] };
}

function progressJson(catalogue: Catalogue, store: ProgressStore) {
  const { sections, katas, next, byChallenge } = overview(catalogue, store);
  const [done] = katas.map(({ passed, total }) => ({ passed, total }));
  const { totals, ...summary } = store.summary();
  const passedRooms = totals.passedRooms - (done?.passed ?? 0);
  return {
    sections,
    katas: done ?? null,
    ...summary,
    totals: { ...totals, passedRooms },
    byChallenge,
    next: next?.id ?? null,
  };
}

function progressText(catalogue: Catalogue, store: ProgressStore): string {
  const { sections, katas, next, byChallenge } = overview(catalogue, store);
  const { rooms, techniques, streak, totals } = store.summary();
  const title = (id: string) =>
    catalogue.sections.flatMap((section) => section.rooms).find((room) => room.id === id)?.title ?? id;
  return [
    "Sections",
    ...sections.map(
      ({ id, title: name, passed, total }) =>
        `  ${id.padEnd(6)} ${bar(passed, total)} ${passed}/${total}  ${name}`,
    ),
    ...katas.map(({ passed, total, title: name }) => `  ${name}: ${passed} of ${total} done`),
    "",
    "Rooms",
    ...(rooms.length === 0 ? ["  none tried yet"] : rooms.map((room) => roomLine(room, title(room.room)))),
    ...byChallenge.map((id) => `  [x] ${title(id)}: passed by challenge`),
    "",
    "Techniques in the bag",
    `  ${techniques.map(({ name }) => name).join(", ") || "none yet"}`,
    ...(techniques.length === 0 ? [] : ["  where each was earned and used: arena progress --bag"]),
    "",
    `Time ${duration(totals.seconds)}, streak ${counted(streak.current, "day")} (longest ${streak.longest}).`,
    next === undefined ? "Every room is passed." : `Next: ${next.id} ${next.title}.  arena watch`,
  ].join("\n");
}

function roomLine(room: RoomProgress, title: string): string {
  const mark = room.passedAt === undefined ? "[ ]" : "[x]";
  const kata = room.room.startsWith(`${KATAS}/`) ? " (kata)" : "";
  const hints = room.rungsSeen > 0 ? `, ${counted(room.rungsSeen, "hint")}` : "";
  const revealed = room.revealed ? ", solution revealed" : "";
  return `  ${mark} ${title}${kata}: ${counted(room.attempts, "attempt")}, ${duration(room.seconds)}${hints}${revealed}`;
}

function bar(passed: number, total: number): string {
  const width = 20;
  const filled = total === 0 ? 0 : Math.round((passed / total) * width);
  return `[${"#".repeat(filled)}${".".repeat(width - filled)}]`;
}
