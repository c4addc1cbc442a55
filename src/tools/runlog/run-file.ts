import { join } from "node:path";
import { requireText } from "../arguments/text.ts";
import { lesson } from "../lesson.ts";
import { lineOf, type RunRecord, recordOf } from "./record.ts";
import { FILE, storeOf } from "./run-store.ts";

/** Makes the folder of a new run. Without a name it is run-1, run-2, …: the first that is free. */
export function newRunFolder(
  root: string,
  project: string,
  name: string | undefined,
): { readonly name: string; readonly folder: string } {
  for (let i = 1; ; i++) {
    const chosen = name ?? `run-${i}`;
    const folder = join(root, plain(project), plain(chosen));
    if (storeOf(folder).create(folder)) return { name: chosen, folder };
    if (name !== undefined) {
      throw lesson("runlog.init", {
        what: `there is a run called "${name}" in this project already.`,
        given: { folder },
        fits: "another name, or none",
      });
    }
  }
}

/** Adds a line at once, so that a crash loses nothing that was logged. */
export function append(folder: string, record: RunRecord): void {
  storeOf(folder).append(folder, lineOf(record));
}

/**
 * Everything a run has written, in order. A last line that a crash cut short is left out.
 *
 * @param folder `run.folder`, for instance "runs/digits/run-1".
 * @throws ToolError if there is no run in that folder, or naming the line that is none of its records.
 */
export function readRun(folder: string): RunRecord[] {
  requireText("readRun", "the folder", folder);
  const text = storeOf(folder).read(folder);
  if (text === undefined)
    throw lesson("readRun", {
      what: "there is no run in this folder.",
      given: { folder },
      fits: `a folder with ${FILE}`,
    });
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .flatMap((line, at) => (line === "" ? [] : [recordOf(line) ?? damaged(join(folder, FILE), at + 1)]));
}

function damaged(path: string, line: number): never {
  throw lesson("readRun", {
    what: `line ${line} is no record of a run.`,
    given: { file: path },
    fits: "the file as it was written; delete the line to read the others",
  });
}

/** A name that is one folder on every system. */
const plain = (name: string): string =>
  name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^\.+/, "") || "unnamed";
