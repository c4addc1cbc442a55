/** Runs the graders of rooms on their solutions and writes what was called: `record.js FOLDER`. Bundled by bundle.ts. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import rooms from "twins:rooms";
import { runCase } from "../../../src/grading/harness/run-case.ts";
import { openSession } from "../../../src/grading/harness/session.ts";
import { startBackend } from "../../../src/runtime/backend.ts";
import { casesOf } from "./grader-stand-in.ts";
import { Recorder } from "./recorder.ts";

/** Milliseconds a case may take: being written down slows it. */
const CASE_BUDGET = 60_000;

type RoomSource = (typeof rooms)[number];

function open(id: string, solution: Readonly<Record<string, unknown>>): void {
  const order = {
    run: 1,
    room: id,
    subject: { kind: "solution" },
    seed: 0,
    answerPath: "",
    answerModule: "",
  } as const;
  openSession({
    order: { ...order, exports: Object.keys(solution), caseBudget: CASE_BUDGET, diagnose: false },
    report: () => {},
    backend: "cpu",
    firstTampering: () => undefined,
    cases: [],
    subject: solution,
    solution,
    decoys: async () => [],
    loaded: true,
    hasShownValues: false,
  });
}

async function record({ id, load }: RoomSource, folder: string): Promise<void> {
  const { solution, grader } = load;
  const exports = await solution();
  open(id, exports);
  await grader();
  const recorder = new Recorder();
  const answer = recorder.around(exports);
  const failures: string[] = [];
  for (const { name, run } of casesOf.get(id) ?? []) {
    recorder.case = name.id;
    const { result } = await runCase(name, run, answer);
    if (result.status !== "pass") failures.push(`${name.id}: ${result.failure?.message ?? result.status}`);
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "calls.json"), JSON.stringify({ calls: recorder.calls, failures }));
  writeFileSync(join(folder, "tensors.bin"), recorder.encoder.tensors());
}

await startBackend("cpu");
const [target = ""] = process.argv.slice(2);
for (const room of rooms) await record(room, join(target, room.id));
