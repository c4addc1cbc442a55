import { appendFileSync, existsSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { shortReason } from "../files/system-error.ts";
import { hashOf } from "../grading/hash.ts";
import type { Graded } from "./graded.ts";

/** One line a graded submission, written as soon as it is known, beside the submissions. */
const FILE = ".arena-grades.jsonl";

/** The journal's first line: what all of its results have in common. */
interface Head {
  readonly arena: "grades";
  readonly version: 1;
  readonly seed: number;
  readonly backend: string;
}

/** What makes a result worth keeping: the same bytes, judged by the same grader. */
export interface Identity {
  readonly name: string;
  readonly room: string;
  readonly hash: string;
  readonly graderVersion: string;
}

export interface JournalOptions {
  readonly seed: number | undefined;
  readonly backend: string;
  readonly fresh: boolean;
}

/**
 * What of a batch is done. A batch that was stopped, however hard, goes on where it was: with the same seed, so that
 * everybody is graded on the same inputs. Where the folder cannot be written, nothing is kept and `notice` says so.
 */
export class Journal {
  readonly seed: number;
  readonly notice: string | undefined;
  readonly #path: string;
  readonly #kept: ReadonlyMap<string, Graded>;
  #isWritable: boolean;

  private constructor(path: string, seed: number, kept: ReadonlyMap<string, Graded>, refusal?: string) {
    this.seed = seed;
    this.#path = path;
    this.#kept = kept;
    this.#isWritable = refusal === undefined;
    this.notice =
      refusal &&
      `${path} cannot be written (${refusal}): this batch cannot be gone on with once it is stopped.`;
  }

  static open(folder: string, { seed, backend, fresh }: JournalOptions): Journal {
    const path = join(folder, FILE);
    const earlier = readJournal(path);
    const goesOn =
      !fresh && earlier?.head.backend === backend && (seed === undefined || seed === earlier.head.seed);
    if (earlier && goesOn) return new Journal(path, earlier.head.seed, earlier.kept);
    const head: Head = { arena: "grades", version: 1, seed: seed ?? newSeed(), backend };
    return new Journal(path, head.seed, new Map(), begin(path, head));
  }

  /** The result of an earlier run of this batch for exactly this text and grader. */
  kept(identity: Identity): Graded | undefined {
    const graded = this.#kept.get(keyOf(identity));
    return graded !== undefined && this.#isUnchanged(graded) ? graded : undefined;
  }

  /** Whether the files that the answer imported are what they were. */
  #isUnchanged({ name, result: { imports = {} } }: Graded): boolean {
    const answer = join(dirname(this.#path), name);
    return Object.entries(imports).every(([file, hash]) => hashOfFile(join(dirname(answer), file)) === hash);
  }

  add(graded: Graded): void {
    if (!this.#isWritable) return;
    try {
      appendFileSync(this.#path, `${JSON.stringify(graded)}\n`);
    } catch {
      this.#isWritable = false; // a full disk costs the going on, never the batch
    }
  }
}

/** Starts a new journal; an older one keeps its marks under another name. Returns why that cannot be done. */
function begin(path: string, head: Head): string | undefined {
  try {
    if (existsSync(path))
      renameSync(path, path.replace(/jsonl$/, `${new Date().toISOString().replace(/[:.]/g, "-")}.jsonl`));
    appendFileSync(path, `${JSON.stringify(head)}\n`);
    return undefined;
  } catch (error) {
    return shortReason(error);
  }
}

function readJournal(path: string): { head: Head; kept: Map<string, Graded> } | undefined {
  if (!existsSync(path)) return undefined;
  const [head, ...graded] = readFileSync(path, "utf8").split("\n").map(parsed);
  if (!isHead(head)) return undefined;
  const kept = graded
    .filter(isGraded)
    .map((each) => [keyOf({ ...each.result, name: each.name }), each] as const);
  return { head, kept: new Map(kept) };
}

/** The last line may be torn: the program was killed while it wrote. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function hashOfFile(path: string): string | undefined {
  try {
    return hashOf(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function isHead(value: unknown): value is Head {
  const head = value as Partial<Head> | undefined;
  return (
    head?.arena === "grades" &&
    head.version === 1 &&
    Number.isInteger(head.seed) &&
    typeof head.backend === "string"
  );
}

function isGraded(value: unknown): value is Graded {
  const graded = value as Partial<Graded> | undefined;
  return (
    typeof graded?.name === "string" &&
    typeof graded.result?.hash === "string" &&
    Array.isArray(graded.result.cases)
  );
}

function keyOf({ name, room, hash, graderVersion }: Identity): string {
  return JSON.stringify([name, room, hash, graderVersion]);
}

function newSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
