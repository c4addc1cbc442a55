import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { Grader } from "../../src/grading/grader.ts";
import { Spares } from "../../src/grading/spares.ts";
import { TransformServer } from "../../src/grading/transform-server.ts";
import type { RunEvent } from "../../src/grading/verdict.ts";
import { clamp, root } from "./fixtures/clamp.ts";

const path = join(mkdtempSync(join(tmpdir(), "arena-fallback-")), "01-clamp.ts");
const text =
  'import { tf } from "arena/tools";\nexport const relu = (x: tf.Tensor): tf.Tensor => tf.maximum(x, 0);\n';

const order = {
  room: clamp.id,
  seed: 0,
  answerPath: path,
  answerModule: path,
  exports: clamp.exports,
  caseBudget: 5000,
};

test("a backend that was named and is not here is told, and not quietly replaced", async () => {
  const events: RunEvent[] = [];
  const grader = await Grader.start({
    root,
    rooms: [clamp],
    backend: "no-such-backend",
    emit: (event) => events.push(event),
  });
  const result = await grader.grade({ room: clamp, path, text });
  await grader.close();
  expect(result.verdict).toBe("could-not-grade");
  expect(result.failure).toMatchObject({
    kind: "no-backend",
    message: expect.stringContaining('There is no backend called "no-such-backend"'),
  });
  expect(events.filter(({ type }) => type === "printed")).toEqual([]);
});

test("a backend that crashes is replaced by wasm for the whole run, with one sentence", async () => {
  const server = await TransformServer.start(root, [clamp.files]);
  const spares = new Spares(root, server, "auto");
  const part = { grader: clamp.files.grader, data: [], order };
  spares.prepare(part);
  const { pid } = spares;
  expect(pid).toBeGreaterThan(0);
  const taken = spares.take(part);
  process.kill(pid as number, "SIGKILL"); // as a driver's crash would
  const { backend, notice, rehearsal, worker } = await taken;
  await worker.kill();
  await server.close();
  expect(backend).toBe("wasm");
  expect(notice).toBe("The fastest backend failed (its process ended), so this is graded on wasm.");
  expect(rehearsal.faults).toEqual([]);
}, 60_000);

test("on the backend that was found by trying, memory has the same bounds as on one that was named", async () => {
  const hoarding = text.replace(
    "tf.maximum(x, 0)",
    "{ const hoard: Float32Array[] = []; for (;;) hoard.push(new Float32Array(4e6).fill(1)); }",
  );
  const grader = await Grader.start({ root, rooms: [clamp], backend: "auto" });
  const bomb = await grader.grade({ room: clamp, path, text: hoarding });
  const after = await grader.grade({ room: clamp, path, text });
  await grader.close();
  expect(bomb.verdict).toBe("failed");
  // The system refuses the memory: in a case that is an error of the answer, elsewhere it ends the process.
  const failure = bomb.failure ?? bomb.cases.find((each) => each.failure)?.failure;
  expect(failure).toMatchObject({
    kind: "memory",
    message: expect.stringContaining("more memory than a room may use"),
  });
  expect(after.verdict).toBe("passed");
}, 60_000);

/** The grading processes of this one. */
function workers(): number[] {
  return readdirSync("/proc/self/task")
    .flatMap((task) => readFileSync(`/proc/self/task/${task}/children`, "utf8").trim().split(" "))
    .filter((pid) => pid !== "" && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("worker.js"))
    .map(Number);
}

test.skipIf(process.platform !== "linux").each([0, 200])(
  "a spare that is killed while it waits, %i ms before a save, is nobody's mistake",
  { timeout: 60_000 },
  async (milliseconds) => {
    const events: RunEvent[] = [];
    const emit = (event: RunEvent) => events.push(event);
    const grader = await Grader.start({ root, rooms: [clamp], backend: "wasm", emit });
    expect((await grader.grade({ room: clamp, path, text })).verdict).toBe("passed");
    grader.prepare(clamp, path);
    await delay(3000); // the spare is warm, and waits
    events.length = 0;
    const waiting = workers();
    expect(waiting).toHaveLength(1);
    for (const pid of waiting) process.kill(pid, "SIGKILL");
    if (milliseconds > 0) await delay(milliseconds);
    const result = await grader.grade({ room: clamp, path, text });
    await grader.close();
    expect(result.verdict).toBe("passed");
    expect(result.failure).toBeUndefined();
    expect(events.filter(({ type }) => type === "run-started")).toHaveLength(1);
    expect(events.filter(({ type }) => type === "run-finished")).toHaveLength(1);
  },
);
