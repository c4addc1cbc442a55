import { readCatalogue } from "../curriculum/index.ts";
import type { Room } from "../curriculum/model.ts";
import { contentWarnings } from "../curriculum/rules/index.ts";
import { checkRoom, type RoomCheck } from "../grading/check-room.ts";
import { TransformServer } from "../grading/transform-server.ts";
import { checkPages } from "../pages/check-pages.ts";
import { contentSentences, sentenceOf } from "./content-sentences.ts";
import { roomsOf } from "./session.ts";

export interface DevCheckOptions {
  readonly room?: string;
  readonly backends: readonly string[];
}

/** What `arena dev check` found. `problems` are sentences with a place; `errors` counts those that must be mended. */
export interface DevCheckReport {
  readonly rooms: readonly RoomCheck[];
  readonly problems: readonly string[];
  readonly notes: readonly string[];
  readonly errors: number;
}

/**
 * Checks the content, then every grader on every backend asked for, then every code block of every page; of one room
 * alone its files and its grader.
 */
export async function devCheck(root: string, { room, backends }: DevCheckOptions): Promise<DevCheckReport> {
  const problems = await contentSentences(root, room);
  const catalogue = readCatalogue(root);
  const rooms = roomsOf(catalogue).filter(({ id }) => room === undefined || id === room);
  const checks = await checkGraders(root, rooms, backends);
  if (room === undefined) problems.push(...(await checkPages(root, catalogue)));
  const found = checks.flatMap((check) =>
    check.problems.map((problem) => ({ ...problem, backend: check.backend })),
  );
  const sentence = ({ room: id, backend, message }: (typeof found)[number]) =>
    `${id} (${backend}): ${message}`;
  problems.push(...found.filter(({ severity }) => severity === "error").map(sentence));
  const notes = [
    ...new Set(
      found.filter(({ severity }) => severity === "note").map(({ room: id, message }) => `${id}: ${message}`),
    ),
  ];
  if (room === undefined) notes.push(...contentWarnings(catalogue).map(sentenceOf));
  return { rooms: checks, problems, notes, errors: problems.length };
}

async function checkGraders(
  root: string,
  rooms: readonly Room[],
  backends: readonly string[],
): Promise<RoomCheck[]> {
  const server = await TransformServer.start(
    root,
    rooms.map(({ files }) => files),
  );
  try {
    const checks: RoomCheck[] = [];
    for (const backend of backends) {
      for (const room of rooms) checks.push(await checkRoom(root, server, room, backend));
    }
    return checks;
  } finally {
    await server.close();
  }
}

export function devCheckText({ rooms, problems, notes, errors }: DevCheckReport): string {
  const rows = rooms.map(
    ({ room, backend, cases, decoys, caught, named, milliseconds }) =>
      `  ${room.padEnd(34)} ${backend.padEnd(10)} ${String(cases).padStart(2)} cases  ${caught}/${decoys} decoys caught  ${named}/${decoys} named  ${milliseconds.toFixed(0)} ms`,
  );
  const list = (title: string, sentences: readonly string[]) =>
    sentences.length === 0 ? [] : ["", title, ...sentences.map((row) => `  ${row}`)];
  return [
    "Graders",
    ...rows,
    ...list("Worth a look", notes),
    ...list("To be mended", problems),
    "",
    errors === 0 ? "Everything holds." : `${errors} to be mended.`,
  ].join("\n");
}
