import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A change as the language server protocol tells it: 1 created, 2 changed, 3 deleted. */
export interface FileChange {
  readonly uri: string;
  readonly type: 1 | 2 | 3;
}

/**
 * Finds which of a workspace's sources changed between two checks, for answers that import files of the
 * learner's own.
 */
export class ChangedFiles {
  readonly #root: string;
  #times: ReadonlyMap<string, number>;

  constructor(root: string) {
    this.#root = root;
    this.#times = modificationTimes(root);
  }

  /** What changed since the last call, or since this was made. */
  take(): FileChange[] {
    const before = this.#times;
    const now = modificationTimes(this.#root);
    this.#times = now;
    const changes: FileChange[] = [];
    const note = (path: string, type: FileChange["type"]) =>
      changes.push({ uri: pathToFileURL(path).href, type });
    for (const [path, time] of now) {
      if (!before.has(path)) note(path, 1);
      else if (before.get(path) !== time) note(path, 2);
    }
    for (const path of before.keys()) if (!now.has(path)) note(path, 3);
    return changes;
  }
}

/** Of every source and settings file below a folder, in ms. */
function modificationTimes(folder: string, times = new Map<string, number>()): Map<string, number> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && entry.name !== "node_modules") modificationTimes(path, times);
    } else if (SOURCE.test(entry.name)) {
      const file = statSync(path, { throwIfNoEntry: false });
      if (file !== undefined) times.set(path, file.mtimeMs);
    }
  }
  return times;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // deleted meanwhile, or not ours to read
  }
}

const SOURCE = /\.[cm]?tsx?$|^(tsconfig|package)\.json$/;
