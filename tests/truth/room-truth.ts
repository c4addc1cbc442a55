import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Room } from "../../src/curriculum/model.ts";
import { checkRoom } from "../../src/grading/check-room.ts";
import type { TransformServer } from "../../src/grading/transform-server.ts";
import { Bench } from "./bench.ts";
import { describes, type Equivalent, equivalentsOf, staleAmong } from "./equivalents.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { type GradedMutant, gradeMutants } from "./grade-mutants.ts";
import { diffOf, type Mutant, mutantsOf } from "./mutants.ts";
import type { Outcome } from "./outcome.ts";
import { folderOf, nameOf } from "./room-folder.ts";

/** What can be said for, and against, one room's grader. */
export interface RoomTruth {
  readonly room: string;
  readonly backend: string;
  /** Of all that this result depends on. */
  readonly fingerprint: string;
  readonly mutants: number;
  /** Rejected, those included that never end. */
  readonly killed: number;
  readonly timedOut: number;
  readonly equivalent: number;
  readonly survivors: readonly Survivor[];
  readonly decoys: number;
  readonly decoysCaught: number;
  readonly decoysNamed: number;
  /** Correct answers in other styles, and how many of them pass. */
  readonly styles: number;
  readonly stylesPassed: number;
  /** Everything else that is wrong: stale entries, grader faults, what dev check finds. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** A wrong answer, or one not yet known to be right, that the grader accepts. */
export interface Survivor {
  readonly operator: string;
  readonly line: number;
  readonly code: string;
  readonly change: string;
  readonly before: string;
  readonly after: string;
}

export interface Place {
  readonly root: string;
  readonly server: TransformServer;
  readonly backend: string;
}

/** Puts a room's grader to all its tests. */
export async function truthOf(
  { root, server, backend }: Place,
  room: Room,
  onProgress: (sentence: string) => void = () => {},
): Promise<RoomTruth> {
  const start = performance.now();
  const fingerprint = fingerprintOf(root, room, backend);
  const source = readFileSync(room.files.solution, "utf8");
  const mutants = mutantsOf(source);
  const known = equivalentsOf(folderOf(room), nameOf(room));
  const bench = await Bench.start(root, room, backend);
  const graded = await gradeMutants(bench, source, mutants, (done) =>
    onProgress(`${room.id}: ${done} of ${mutants.length} mutants`),
  );
  const styles = await gradeStyles(bench, root, room);
  await bench.close();
  const check = await checkRoom(root, server, room, backend);
  const wrong = check.problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
  return {
    room: room.id,
    backend: check.backend,
    fingerprint,
    ...tallyOf(source, graded, known),
    decoys: check.decoys,
    decoysCaught: check.caught,
    decoysNamed: check.named,
    ...styles,
    problems: [...faultsAmong(graded), ...staleAmong(known, mutants, rejecting(graded)), ...wrong],
    seconds: (performance.now() - start) / 1000,
  };
}

type Tally = Pick<RoomTruth, "mutants" | "killed" | "timedOut" | "equivalent" | "survivors">;

function tallyOf(source: string, graded: readonly GradedMutant[], known: readonly Equivalent[]): Tally {
  const those = (...kinds: readonly Outcome["kind"][]) =>
    graded.filter(({ outcome }) => kinds.includes(outcome.kind)).map(({ mutant }) => mutant);
  const isKnown = (mutant: Mutant) => known.some((one) => describes(one, mutant));
  const passed = those("passed");
  return {
    mutants: graded.length,
    killed: those("rejected", "timed-out").length,
    timedOut: those("timed-out").length,
    equivalent: passed.filter(isKnown).length,
    survivors: passed.filter((mutant) => !isKnown(mutant)).map((mutant) => survivorOf(source, mutant)),
  };
}

async function gradeStyles(bench: Bench, root: string, room: Room) {
  const folder = join(root, "tests", "rooms", folderOf(room), nameOf(room));
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ts")) : [];
  let stylesPassed = 0;
  for (const file of files) {
    const { kind } = await bench.gradeAlone(readFileSync(join(folder, file), "utf8"));
    if (kind === "passed") stylesPassed++;
  }
  return { styles: files.length, stylesPassed };
}

function survivorOf(source: string, mutant: Mutant): Survivor {
  const { operator, line, code, change } = mutant;
  return { operator, line, code, change, ...diffOf(source, mutant) };
}

function faultsAmong(graded: readonly GradedMutant[]): string[] {
  return graded.flatMap(({ mutant, outcome }) =>
    outcome.kind === "fault"
      ? [`The grader itself fails on [${mutant.operator}] ${mutant.change}: ${outcome.why}`]
      : [],
  );
}

function rejecting(graded: readonly GradedMutant[]): (mutant: Mutant) => string | undefined {
  return (mutant) => {
    const outcome = graded.find((one) => one.mutant === mutant)?.outcome;
    if (outcome?.kind === "rejected") return outcome.by || outcome.why;
    return outcome?.kind === "timed-out" ? `${outcome.by}, where it does not end` : undefined;
  };
}
