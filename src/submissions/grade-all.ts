import { readFileSync } from "node:fs";
import { shortReason } from "../files/system-error.ts";
import { Batch } from "../grading/batch.ts";
import { encodingFault, notUtf8From } from "../grading/encoding.ts";
import { hashOf } from "../grading/hash.ts";
import type { RunResult } from "../grading/verdict.ts";
import type { Submission } from "./find.ts";
import type { Graded } from "./graded.ts";
import type { Journal } from "./journal.ts";

export interface GradingOptions {
  /** arena's own folder. */
  readonly root: string;
  readonly backend: string;
  /** How many are graded at once. */
  readonly jobs: number;
  readonly journal: Journal;
  /** Aborted where the person at the keyboard wants to stop. */
  readonly signal: AbortSignal;
  /** Called as each is done, in the order in which they end. */
  onGraded(graded: Graded, source: "now" | "earlier"): void;
}

/**
 * Grades every submission, `jobs` at once. One that crashes, hangs or cannot be read gets its verdict like any other
 * and stops nobody. Results come in the order of the submissions; after an abort those that were done are there.
 */
export async function gradeAll(
  submissions: readonly Submission[],
  options: GradingOptions,
): Promise<readonly Graded[]> {
  const results: (Graded | undefined)[] = new Array(submissions.length);
  const rooms = [...new Set(submissions.map(({ room }) => room))];
  const confined = [...new Set(submissions.map(({ home }) => home))];
  const batch = await Batch.start({ root: options.root, rooms, backend: options.backend, confined });
  options.signal.addEventListener("abort", () => void batch.stop());
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < submissions.length && !options.signal.aborted) {
      const place = next++;
      results[place] = await gradeOne(batch, submissions[place] as Submission, options);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.jobs) }, lane));
  await batch.stop();
  return results.filter((graded) => graded !== undefined);
}

async function gradeOne(
  batch: Batch,
  { who, name, room, path }: Submission,
  { journal, onGraded, signal }: GradingOptions,
): Promise<Graded | undefined> {
  const text = readAnswer(path);
  const identity = { name, room: room.id, hash: hashOf(text.value), graderVersion: batch.versionOf(room) };
  const earlier = journal.kept(identity);
  if (earlier !== undefined) {
    onGraded(earlier, "earlier");
    return earlier;
  }
  const result =
    text.kind === "read"
      ? await batch.grade({ room, path, text: text.value, seed: journal.seed })
      : unreadable(identity, journal.seed, text.why);
  if (signal.aborted || result.verdict === "cancelled") return undefined;
  const graded: Graded = { who, name, result };
  if (result.verdict !== "could-not-grade") journal.add(graded); // what failed by our fault is tried again
  onGraded(graded, "now");
  return graded;
}

type Text =
  | { readonly kind: "read"; readonly value: string }
  | { readonly kind: "unreadable"; readonly value: ""; readonly why: string };

function readAnswer(path: string): Text {
  try {
    const bytes = readFileSync(path);
    const value = bytes.toString("utf8");
    const broken = encodingFault(value, path) === undefined ? notUtf8From(bytes) : undefined;
    return broken === undefined
      ? { kind: "read", value }
      : { kind: "unreadable", value: "", why: `it ${broken}` };
  } catch (error) {
    return { kind: "unreadable", value: "", why: shortReason(error) };
  }
}

function unreadable(
  { room, hash, graderVersion }: { room: string; hash: string; graderVersion: string },
  seed: number,
  why: string,
): RunResult {
  const failure = { kind: "threw", label: "", message: `The file cannot be read (${why}).` } as const;
  return {
    room,
    hash,
    graderVersion,
    seed,
    backend: "",
    verdict: "could-not-load",
    cases: [],
    milliseconds: 0,
    failure,
  };
}
