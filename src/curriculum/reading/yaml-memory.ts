import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ContentFile } from "./front-matter.ts";
import { parseYaml, type YamlValue } from "./yaml.ts";

/** More remembered texts than this come from content that changed often: the memory then begins anew. */
const MOST_REMEMBERED = 2000;

/**
 * Remembers what each YAML text parses to, in a JSON file between starts: parsing the front matter of a hundred rooms
 * takes a quarter of a second, reading it back a few milliseconds. The text itself is the key, so that nothing
 * remembered is ever out of date.
 */
export class YamlMemory {
  readonly #file: string | undefined;
  readonly #known: Map<string, YamlValue>;
  #learned = false;

  /** Without a `file`, or where it cannot be read, it remembers only within the process. */
  constructor(file?: string) {
    this.#file = file;
    this.#known = new Map(file === undefined ? [] : remembered(file));
  }

  parse(file: ContentFile): YamlValue {
    const known = this.#known.get(file.yaml);
    if (known !== undefined) return known;
    const value = parseYaml(file);
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(file.yaml, value);
    this.#learned = true;
    return value;
  }

  /** Writes down what was learned. A folder that cannot be written only costs the next start its time. */
  keep(): void {
    if (!this.#learned || this.#file === undefined) return;
    this.#learned = false;
    const next = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(next, JSON.stringify([...this.#known]));
      renameSync(next, this.#file);
    } catch {
      // An installation that only an administrator may write to.
    }
  }
}

/** A front matter is always a mapping; anything else is damage. */
function isEntry(entry: unknown): entry is [string, YamlValue] {
  if (!Array.isArray(entry) || typeof entry[0] !== "string") return false;
  return typeof entry[1] === "object" && entry[1] !== null && !Array.isArray(entry[1]);
}

function remembered(file: string): [string, YamlValue][] {
  try {
    const entries: unknown = JSON.parse(readFileSync(file, "utf8"));
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}
