import { init, runBaseTests, setupEnvironment } from "vitest/worker";
import type { PictureOrder } from "../../pictures/picture.ts";
import { BackendUnavailableError, onBackendFailure, startBackend } from "../../runtime/backend.ts";
import { openRun } from "../../runtime/memory.ts";
import { failureOf } from "../harness/failures.ts";
import { watchIntrinsics } from "../harness/integrity.ts";
import { drawPicture } from "../harness/picture.ts";
import { openSession, type Session } from "../harness/session.ts";
import type { Instruction, Report, RunOrder } from "../protocol.ts";
import { openChannel } from "./channel.ts";
import { lockForGood, prepareSeal, sealWorker } from "./seal.ts";

// Everything an answer could reach later is taken now, before any answer is loaded.
const channel = openChannel();
prepareSeal();
Error.stackTraceLimit = 40; // the learner's own line lies below a dozen of ours and of the tensor library
let backend = "";
let session: Session | undefined;
/** Known to the tutor and to this process's channel only: what is not signed with it, whoever sends it, is not believed. */
let word: string | undefined;

// The frames of the test runner's own protocol pass through, wrapped so that none can be a report.
init({
  post: (message) => channel.send({ runner: message }),
  on: (listener) => channel.onMessage(listener),
  off: () => {},
  setup: setupEnvironment,
  runTests: (state, traces) => runBaseTests("run", state, traces),
  collectTests: (state, traces) => runBaseTests("collect", state, traces),
});

channel.onMessage((message) => {
  const instruction = message as Instruction;
  if (instruction?.arena === "hello" && word === undefined) {
    word = instruction.word;
    channel.sign(word);
    void warm(instruction.backend);
  }
  if (instruction?.arena === "order" && instruction.word === word) open(instruction.order);
  if (instruction?.arena === "draw" && instruction.word === word)
    void draw(instruction.run, instruction.wanted);
});

function report(body: Report): void {
  channel.send({ report: body });
}

async function warm(choice: string): Promise<void> {
  const start = performance.now();
  try {
    const started = await startBackend(choice);
    backend = started.name;
    const tools = await import("../../tools/index.ts"); // not before: it would start a backend of its own
    lockForGood(tools);
    listenForStrayErrors();
    listenForBackendFailures();
    report({ type: "warm", backend, milliseconds: performance.now() - start });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    report({ type: error instanceof BackendUnavailableError ? "no-backend" : "could-not-warm", message });
  }
}

async function draw(run: number, wanted: PictureOrder): Promise<void> {
  report({ type: "drawn", run, drawn: await drawPicture(wanted) });
}

function open(order: RunOrder): void {
  if (session === undefined) openRun(); // bounds what this process may allocate; the process ends with its run
  session = {
    order,
    report,
    backend,
    firstTampering: watchIntrinsics(),
    cases: [],
    subject: {},
    solution: {},
    decoys: async () => [],
    seal: sealWorker,
    loaded: false,
    hasShownValues: false,
  };
  openSession(session);
  report({ type: "ordered", run: order.run });
}

/** Told at once: what the answer does afterwards it does on a backend that is broken. */
function listenForBackendFailures(): void {
  onBackendFailure((failure) => {
    if (session !== undefined) report({ type: "backend-failed", run: session.order.run, failure });
  });
}

/** A rejected promise nobody waits for, or a throw in a timer, is the learner's; it is told and the cases go on. */
function listenForStrayErrors(): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.removeAllListeners(event);
    process.on(event, (thrown: unknown) => {
      if (session === undefined) return;
      const { order } = session;
      report({ type: "stray-error", run: order.run, failure: failureOf(thrown, "", order.answerPath) });
    });
  }
}
