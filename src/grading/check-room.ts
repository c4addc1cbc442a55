import type { Room } from "../curriculum/model.ts";
import type { DecoyPromise, Report, Subject } from "./protocol.ts";
import type { TransformServer } from "./transform-server.ts";
import type { CaseResult, Diagnosis } from "./verdict.ts";
import { DEFAULT_LIMITS, WorkerProcess } from "./worker-process.ts";

/** Something that makes a grader untrustworthy, or (`note`) worth a look. */
interface GraderProblem {
  readonly room: string;
  readonly severity: "error" | "note";
  readonly message: string;
}

/** How a room's grader did against everything that ships with it. */
export interface RoomCheck {
  readonly room: string;
  readonly backend: string;
  readonly cases: number;
  readonly decoys: number;
  readonly caught: number;
  readonly named: number;
  /** Milliseconds of one run on the solution, the second time. */
  readonly milliseconds: number;
  readonly problems: readonly GraderProblem[];
}

/** How much longer than a learner's a case may take: webgpu is mostly checked on a card that is imitated in software. */
const patienceOn = (backend: string): number => (backend === "webgpu" ? 20 : 1);

interface Outcome {
  readonly results: readonly CaseResult[];
  readonly diagnosis: Diagnosis | undefined;
  readonly failure: string | undefined;
  readonly milliseconds: number;
}

/** One process runs the solution, the stub and every decoy; on a graphics card imitated in software that takes a while. */
const LIMITS = { ...DEFAULT_LIMITS, processorSeconds: 7200 };

/** Grades the grader: the solution passes with two seeds, the stub is "not yet" (or fails each sub-problem), every decoy is caught and named. */
export async function checkRoom(
  root: string,
  server: TransformServer,
  room: Room,
  backend: string,
): Promise<RoomCheck> {
  const worker = new WorkerProcess(root, server, backend, LIMITS, {
    readable: room.files.data ?? [],
  });
  const problems: GraderProblem[] = [];
  const complain = (message: string, severity: GraderProblem["severity"] = "error") =>
    void problems.push({ room: room.id, severity, message });
  try {
    const named = await worker.warm(backend);
    const bench = new Bench(worker, room, named);
    const solution = await checkSolution(bench, room, complain);
    await checkStub(bench, solution, room, complain);
    const tally = await checkDecoys(bench, solution, bench.decoys, complain);
    return {
      room: room.id,
      backend: named,
      cases: solution.results.length,
      decoys: bench.decoys.length,
      ...tally,
      milliseconds: solution.milliseconds,
      problems,
    };
  } finally {
    await worker.kill();
  }
}

type Complain = (message: string, severity?: GraderProblem["severity"]) => void;

/** Runs one room's grader on one subject after another in the same process. */
class Bench {
  readonly #worker: WorkerProcess;
  readonly #room: Room;
  readonly #backend: string;
  #runs = 0;
  decoys: readonly DecoyPromise[] = [];

  constructor(worker: WorkerProcess, room: Room, backend: string) {
    this.#worker = worker;
    this.#room = room;
    this.#backend = backend;
  }

  async run(subject: Subject, seed = 0): Promise<Outcome> {
    const { id, exports, budgetSeconds, files } = this.#room;
    const results: CaseResult[] = [];
    let diagnosis: Diagnosis | undefined;
    let failure: string | undefined;
    let doneAnew = false; // by a learner's run, on wasm: what it says late here, it says in time there
    const onReport = (report: Report) => {
      if (report.type === "case-finished") results.push(report.result);
      if (report.type === "decoys") this.decoys = report.decoys;
      if (report.type === "diagnosed") diagnosis = report.diagnosis;
      if (report.type === "backend-failed") {
        if (report.failure.kind === "device") failure ??= `The backend failed: ${report.failure.why}.`;
        else doneAnew = true;
      }
      const stray = report.type === "stray-error" && !doneAnew;
      if (report.type === "load-failed" || stray) failure ??= report.failure.message;
    };
    const path = subject.kind === "stub" ? files.stub : files.decoys;
    const start = performance.now();
    const end = await this.#worker.run(
      files.grader,
      {
        run: ++this.#runs,
        room: id,
        subject,
        seed,
        answerPath: path,
        answerModule: path,
        exports,
        caseBudget: budgetSeconds * 1000 * patienceOn(this.#backend),
        diagnose: subject.kind === "decoy",
        listDecoys: subject.kind === "solution",
      },
      onReport,
    );
    if (end.kind === "exited") failure = `the process ended (${end.signal ?? end.code})`;
    else if (results.length === 0) failure ??= end.error ?? "no case was reported";
    return { results, diagnosis, failure, milliseconds: performance.now() - start };
  }
}

async function checkSolution(bench: Bench, room: Room, complain: Complain): Promise<Outcome> {
  await bench.run({ kind: "solution" }, 1);
  let last: Outcome | undefined;
  for (const seed of [0, 7919]) {
    last = await bench.run({ kind: "solution" }, seed);
    if (last.failure !== undefined) complain(`The grader does not load: ${last.failure}`);
    for (const { id, status, failure } of last.results) {
      if (status !== "pass")
        complain(`The solution gets ${status} in ${id} with seed ${seed}: ${failure?.message ?? ""}`);
    }
  }
  const outcome = last as Outcome;
  checkIds(outcome.results, room, complain);
  return outcome;
}

function checkIds(results: readonly CaseResult[], room: Room, complain: Complain): void {
  const ids = results.map(({ id }) => id);
  for (const id of ids.filter((one, i) => ids.indexOf(one) !== i)) complain(`Two cases have the id ${id}.`);
  const known = new Set(room.subProblems.map(({ id }) => id));
  for (const subProblem of new Set(results.map((result) => result.subProblem))) {
    if (!known.has(subProblem))
      complain(`The grader has cases for ${subProblem}, which is no sub-problem of exercise.md.`);
    known.delete(subProblem);
  }
  for (const missing of known) complain(`The sub-problem ${missing} has no case.`);
}

async function checkStub(bench: Bench, solution: Outcome, room: Room, complain: Complain): Promise<void> {
  const { results, failure } = await bench.run({ kind: "stub" });
  if (failure !== undefined) return complain(`The stub does not load: ${failure}`);
  if (room.stub === "broken") refuseWholeSubProblems(results, room, complain);
  else refuseWorkDone(results, complain);
  if (results.length !== solution.results.length)
    complain(`The stub ran ${results.length} of ${solution.results.length} cases.`);
}

/** A stub to be written says "not yet" in every case. */
function refuseWorkDone(results: readonly CaseResult[], complain: Complain): void {
  for (const { id, status, failure: why } of results) {
    if (why?.kind !== "not-yet")
      complain(
        `The stub gets ${status} (${why?.kind ?? "no failure"}) in ${id}, where it should say "not yet".`,
      );
  }
}

/** A stub to be repaired has a fault in each sub-problem: at least one of its cases fails. */
function refuseWholeSubProblems(results: readonly CaseResult[], room: Room, complain: Complain): void {
  for (const { id } of room.subProblems) {
    const cases = results.filter(({ subProblem }) => subProblem === id);
    if (cases.every(({ status }) => status === "pass"))
      complain(`The broken stub passes every case of ${id}, so there is no fault to find in it.`);
  }
  for (const { id, failure } of results) {
    if (failure?.kind === "not-yet")
      complain(`The broken stub says "not yet" in ${id}; it should be a whole function.`);
  }
}

async function checkDecoys(
  bench: Bench,
  solution: Outcome,
  decoys: readonly DecoyPromise[],
  complain: Complain,
) {
  const catching = new Set<string>();
  let caught = 0;
  let named = 0;
  for (const decoy of decoys) {
    const { results, diagnosis, failure } = await bench.run({ kind: "decoy", name: decoy.name });
    const failing = new Set(results.filter(({ status }) => status !== "pass").map(({ id }) => id));
    for (const id of failing) catching.add(id);
    const escaped = decoy.caughtBy.filter((id) => !failing.has(id));
    if (failure !== undefined) complain(`The decoy ${decoy.name} does not run: ${failure}`);
    if (decoy.caughtBy.length === 0) complain(`The decoy ${decoy.name} names no case that must catch it.`);
    for (const id of escaped) complain(`The decoy ${decoy.name} is not caught by ${id}.`);
    if (escaped.length === 0 && failing.size > 0) caught++;
    if (diagnosis?.source === "decoy" && diagnosis.name === decoy.name) named++;
    else
      complain(
        `The decoy ${decoy.name} is taken for ${diagnosis === undefined ? "nothing known" : diagnosis.name}.`,
      );
  }
  for (const { id } of solution.results) {
    if (!catching.has(id)) complain(`No decoy is caught by ${id}.`, "note");
  }
  return { caught, named };
}
