import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { findRoom } from "../curriculum/index.ts";
import type { Catalogue, Room } from "../curriculum/model.ts";
import { shortReason } from "../files/system-error.ts";
import { LARGEST_ANSWER } from "../grading/imports/importable.ts";

/** One person's answer to one room. */
export interface Submission {
  /** Whose it is: the folder's name below the graded one, or the file's where all lie side by side. */
  readonly who: string;
  readonly room: Room;
  /** Absolute. */
  readonly path: string;
  /** Relative to the graded folder, with forward slashes. */
  readonly name: string;
  /** What of the folder this answer may import from: the person's own folder, or the file alone. */
  readonly home: string;
}

/** A file that is not graded, and why. Nothing is left out without a word. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

export interface Found {
  readonly submissions: readonly Submission[];
  readonly leftOut: readonly LeftOut[];
}

const SKIPPED_FOLDERS = new Set(["node_modules", "dist", "__MACOSX"]);

/**
 * The answers in a folder, however deep: a file belongs to the room whose file name it has, and to the person whose
 * folder it lies in. With `only`, every TypeScript file is an answer to that room. Links are not followed.
 */
export function findSubmissions(folder: string, catalogue: Catalogue, only?: Room): Found {
  const root = resolve(folder);
  const submissions: Submission[] = [];
  const leftOut: LeftOut[] = [];
  for (const entry of filesWithin(root, leftOut, root)) {
    const found = submissionFrom(root, entry, catalogue, only);
    if ("why" in found) leftOut.push(found);
    else submissions.push(found);
  }
  return { submissions: submissions.toSorted(byRoomThenName), leftOut };
}

/** Answers to one room follow each other, so that its grader is tried on its solution once. */
function byRoomThenName(a: Submission, b: Submission): number {
  return a.room.id.localeCompare(b.room.id) || a.name.localeCompare(b.name);
}

function* filesWithin(folder: string, leftOut: LeftOut[], root: string): Generator<string> {
  for (const entry of entriesOf(folder, leftOut, root)) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || SKIPPED_FOLDERS.has(entry.name)) continue;
    if (entry.isDirectory()) yield* filesWithin(path, leftOut, root);
    else if (extname(entry.name) === ".ts" && !entry.name.endsWith(".d.ts")) yield path;
  }
}

function entriesOf(folder: string, leftOut: LeftOut[], root: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => a.name.localeCompare(b.name));
  } catch (error) {
    leftOut.push({ name: nameIn(root, folder), why: `the folder cannot be read (${shortReason(error)})` });
    return [];
  }
}

function submissionFrom(
  root: string,
  path: string,
  catalogue: Catalogue,
  only: Room | undefined,
): Submission | LeftOut {
  const name = nameIn(root, path);
  const file = lstatSync(path, { throwIfNoEntry: false });
  if (file?.isSymbolicLink()) return { name, why: "it is a link, and links are not followed" };
  if (file === undefined || !file.isFile()) return { name, why: "it is no file" };
  if (file.size > LARGEST_ANSWER)
    return { name, why: `it has ${file.size} bytes; an answer has at most ${LARGEST_ANSWER}` };
  const room = only ?? roomNamed(catalogue, basename(path));
  if (room === undefined) return { name, why: "no room has a file of this name; --room names one for all" };
  const [first, ...rest] = name.split("/");
  if (first === undefined || rest.length === 0)
    return { who: only ? basename(path, ".ts") : basename(root), room, path, name, home: path };
  return { who: first, room, path, name, home: join(root, first) };
}

function roomNamed(catalogue: Catalogue, file: string): Room | undefined {
  const found = findRoom(catalogue, file);
  return found.kind === "found" ? found.value : undefined;
}

function nameIn(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
