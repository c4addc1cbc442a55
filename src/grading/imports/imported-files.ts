import { readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { LARGEST_IMPORT } from "./importable.ts";
import type { ParseTrials } from "./parse-trial/trial.ts";
import { Refused } from "./refused.ts";
import { nameOf } from "./rules.ts";

/**
 * The files that answers import, as they were read. Vite keeps what it has made of a file for good, while a learner
 * edits it beside the answer: whether it is still the same is looked at each time that a process asks for it.
 */
export class ImportedFiles {
  readonly #files = new Map<string, ImportedFile>();
  readonly #distrusted = new Set<string>();

  readonly #trials: ParseTrials;

  constructor(trials: ParseTrials) {
    this.#trials = trials;
  }

  /**
   * The text of the file at `path`, of which the module `id` is made.
   *
   * @throws {Refused} where it is no file, or none that a parser could read.
   */
  async read(id: string, path: string): Promise<string> {
    if (!isFile(path)) throw new Refused(`${nameOf(path)} is no file.`); // a pipe would be waited for
    const text = await readFile(path, "utf8");
    this.#files.set(id, { path, text });
    this.#distrusted.delete(id);
    await this.#trials.refuseUnreadable(path, text, LARGEST_IMPORT);
    return text;
  }

  /** What has been made of the file rests on more than its text, and is made anew each time. */
  distrust(id: string): void {
    this.#distrusted.add(id);
  }

  /** Whether the module `id` was made of a file that is now another. */
  hasChanged(id: string): boolean {
    const known = this.#files.get(id);
    return known !== undefined && (this.#distrusted.has(id) || known.text !== textNow(known.path));
  }

  /** The file of which the module `id` is made, as it was read. */
  fileOf(id: string | null | undefined): ImportedFile | undefined {
    return this.#files.get(id ?? "");
  }
}

interface ImportedFile {
  readonly path: string;
  readonly text: string;
}

function isFile(path: string): boolean {
  return statSync(path).isFile();
}

function textNow(path: string): string | undefined {
  try {
    return isFile(path) ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
