import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Grader } from "../../src/grading/grader.ts";
import { hashOf } from "../../src/grading/hash.ts";
import type { RunEvent, RunResult } from "../../src/grading/verdict.ts";
import { workersOf } from "../faults/workers.ts";
import { clamp, root } from "./fixtures/clamp.ts";

const path = join(mkdtempSync(join(tmpdir(), "arena grader ü ")), "01-clamp.ts");
const right =
  'import { tf } from "arena/tools";\nexport const relu = (x: tf.Tensor): tf.Tensor => tf.maximum(x, 0);\n';
const body = (code: string) =>
  `import { tf } from "arena/tools";\nexport function relu(x: tf.Tensor): tf.Tensor {\n  ${code}\n}\n`;

let grader: Grader;
let events: RunEvent[] = [];

beforeAll(async () => {
  grader = await Grader.start({ root, rooms: [clamp], backend: "wasm", emit: (event) => events.push(event) });
});
afterAll(() => grader.close());
beforeEach(() => {
  events = [];
});

const grade = (text: string): Promise<RunResult> => grader.grade({ room: clamp, path, text });
const statuses = (result: RunResult) => result.cases.map(({ status }) => status);
const firstFailure = (result: RunResult) => result.cases.find(({ failure }) => failure !== undefined);

describe("a right answer", () => {
  test("passes every case, for the hash of exactly its bytes", async () => {
    const result = await grade(right);
    expect(result.verdict).toBe("passed");
    expect(statuses(result)).toEqual(["pass", "pass", "pass"]);
    expect(result.hash).toBe(hashOf(right));
    expect(result.backend).toBe("wasm");
  });

  test("passes in another style, with helpers, classes and await", async () => {
    const other = body("return positive(x);").concat(
      "const positive = (t: tf.Tensor) => tf.where(t.greater(0), t, tf.zerosLike(t));\n",
    );
    expect((await grade(other)).verdict).toBe("passed");
    expect(
      (
        await grade(
          right.replace("(x: tf.Tensor): tf.Tensor => tf.maximum(x, 0)", "async (x: tf.Tensor) => x.relu()"),
        )
      ).verdict,
    ).toBe("passed");
  });

  test("passes with a byte order mark, Windows line ends and console output", async () => {
    expect((await grade(`\uFEFF${right.replaceAll("\n", "\r\n")}console.log("hello");`)).verdict).toBe(
      "passed",
    );
    expect(events).toContainEqual(
      expect.objectContaining({ type: "printed", text: expect.stringContaining("hello") }),
    );
  });

  test("passes in a folder whose name means something in an address", async () => {
    for (const name of ["why? 100% #1", "?arena=1", "#"]) {
      const strange = join(path, "..", name, "01-clamp.ts");
      const save = { room: clamp, path: strange, text: right };
      expect((await grader.grade(save)).verdict, name).toBe("passed");
      expect(
        (await grader.grade({ ...save, text: body("throw new Error('mine');") })).cases[0],
      ).toMatchObject({
        failure: { kind: "threw", line: 3 },
      });
    }
  });

  test("streams its cases one by one, in order, between start and end", async () => {
    await grade(right);
    expect(events.map(({ type }) => type)).toEqual([
      "run-started",
      "case-started",
      "case-finished",
      "case-started",
      "case-finished",
      "case-started",
      "case-finished",
      "run-finished",
    ]);
  });
});

describe("a wrong answer", () => {
  test("is told which value differs and where", async () => {
    const result = await grade(body("return tf.minimum(x, 0);"));
    expect(result.verdict).toBe("failed");
    expect(firstFailure(result)).toMatchObject({
      status: "fail",
      failure: { kind: "values", label: "relu(x)", expected: { shape: [3, 4] }, difference: { total: 12 } },
    });
  });

  test("that is Python's gets what to write instead", async () => {
    expect((await grade(body("const [a] = x as never; return a;"))).cases[0]).toMatchObject({
      failure: { kind: "threw", message: expect.stringMatching(/is not iterable[\s\S]*`unbind\(x, 0\)`/) },
    });
    expect((await grade(body("return x[:, 1];"))).failure).toMatchObject({
      kind: "syntax",
      message: expect.stringContaining("`index(x, ':', 1)` is Python's `x[:, 1]`"),
    });
  });

  test("that is a known mistake gets that mistake's sentence", async () => {
    const result = await grade(body("return x.abs();"));
    expect(firstFailure(result)?.diagnosis).toMatchObject({
      source: "decoy",
      name: "absolute-value",
      technique: "max-vs-maximum",
    });
  });

  test("that is a simple transformation away is told which", async () => {
    const result = await grade(body("return tf.maximum(x, 0).mul(3);"));
    expect(firstFailure(result)?.diagnosis).toMatchObject({ source: "hypothesis", name: "scaled" });
  });

  test("with the wrong shape hears of the shape, not of values", async () => {
    const result = await grade(body("return tf.maximum(x, 0).reshape([-1]).expandDims(0);"));
    expect(firstFailure(result)?.failure?.kind).toBe("shape");
  });

  test("that throws is shown its own line", async () => {
    const result = await grade(body('throw new Error("mine");'));
    expect(firstFailure(result)).toMatchObject({
      status: "error",
      failure: { kind: "threw", message: "Error: mine", line: 3 },
    });
  });

  test("that throws no Error, or returns nothing, is still told so", async () => {
    expect(firstFailure(await grade(body("throw 42;")))?.failure?.message).toContain("threw 42");
    expect(firstFailure(await grade(body("return undefined as never;")))?.failure?.kind).toBe("not-a-tensor");
  });

  test("that lacks the export is told which, and what is there", async () => {
    const result = await grade(right.replace("relu", "reLU"));
    expect(firstFailure(result)?.failure).toMatchObject({
      kind: "missing-export",
      message: expect.stringMatching(/does not export relu.*exports reLU/),
    });
  });

  test("that disposes of its input is told so", async () => {
    const result = await grade(body("const y = tf.maximum(x, 0); x.dispose(); return y;"));
    expect(firstFailure(result)?.failure?.kind).toBe("input-changed");
  });

  test("that is not yet written says so, and is no error of types or grader", async () => {
    const result = await grade(
      'import { notYet } from "arena/tools";\nexport const relu = () => notYet("relu");\n',
    );
    expect(firstFailure(result)?.failure?.kind).toBe("not-yet");
  });
});

describe("a file that does not load", () => {
  test("with a syntax error gets file, line and frame, and no case runs", async () => {
    const result = await grade(`${right}const = 3;\n`);
    expect(result).toMatchObject({ verdict: "could-not-load", failure: { kind: "syntax", line: 3 } });
    expect(result.failure?.frame).toContain("> 3 | const = 3;");
  });

  test("that throws while loading is told so", async () => {
    const result = await grade(`${right}throw new Error("at the top");`);
    expect(result).toMatchObject({
      verdict: "could-not-load",
      failure: { message: "Error: at the top", line: 3 },
    });
    expect(statuses(result)).toEqual(["not-run", "not-run", "not-run"]);
  });

  test("that loops while loading is a time-out, and the next save is graded", async () => {
    const result = await grade(`${right}for (;;) {}`);
    expect(result).toMatchObject({ verdict: "could-not-load", failure: { kind: "timeout" } });
    expect((await grade(right)).verdict).toBe("passed");
  });

  test("that imports the test runner is refused", async () => {
    const result = await grade(`import { expect } from "vitest";\nexpect.extend({});\n${right}`);
    expect(result).toMatchObject({
      verdict: "could-not-load",
      failure: { message: expect.stringContaining('imports "vitest"') },
    });
  });
});

describe("code that misbehaves gets an honest verdict", () => {
  test("an endless loop: the case is named, what was known before is kept", async () => {
    const result = await grade(body("if (x.rank === 1) for (;;) {} return tf.maximum(x, 0);"));
    expect(result.verdict).toBe("failed");
    expect(statuses(result)).toEqual(["pass", "timeout", "not-run"]);
  });

  test("a promise that never settles", async () => {
    const result = await grade("export const relu = () => new Promise(() => {});");
    expect(statuses(result)).toEqual(["timeout", "timeout", "timeout"]);
  });

  test("process.exit, the polite and the rude one", async () => {
    expect(firstFailure(await grade(body("process.exit(0);")))).toMatchObject({
      status: "error",
      failure: { kind: "exited" },
    });
    const rude = await grade(
      body("(process as never as { reallyExit(code: number): void }).reallyExit(0); return x;"),
    );
    expect(rude.verdict).toBe("failed");
    expect(statuses(rude)).toEqual(["error", "not-run", "not-run"]);
  });

  test("memory without end", async () => {
    const text = body("const hoard: object[] = []; for (;;) hoard.push({ hoard });");
    // A busy machine must have the time to fill the heap.
    const result = await grader.grade({ room: { ...clamp, budgetSeconds: 20 }, path, text });
    expect(firstFailure(result)?.failure?.kind).toBe("memory");
  });

  test("an object that equals everything", async () => {
    const result = await grade(
      'export const relu = (x: object) => new Proxy(x, { get: (t, k) => (k === "data" ? async () => ({ every: () => true }) : Reflect.get(t, k)) });',
    );
    expect(result.verdict).toBe("failed");
  });

  test("patched built-ins", async () => {
    for (const patch of [
      "Array.isArray = (() => true) as never;",
      "Math.abs = () => 0;",
      "Array.prototype.every = () => true;",
      "globalThis.Object = Object.create(Object);",
    ]) {
      const result = await grade(body(`${patch} return tf.minimum(x, 0);`));
      expect(result.verdict, patch).toBe("failed");
      expect(firstFailure(result)?.failure?.message, patch).toMatch(
        /read only property .* cannot be changed/,
      );
    }
  });

  test("messages forged on the channel", async () => {
    const forged = `
      const result = { id: "elementwise/all-negative", subProblem: "elementwise", title: "", status: "pass", milliseconds: 0 };
      const report = { type: "case-finished", run: 1, result };
      for (const arena of ["", "x", undefined]) (process as any)._send?.({ arena, report });
      process.emit("message", { arena: "order", word: undefined, order: { run: 1, subject: { kind: "solution" } } } as never, undefined as never);
      return tf.minimum(x, 0);`;
    const result = await grade(body(forged));
    expect(result.verdict).toBe("failed");
    expect(statuses(result)).toEqual(["fail", "fail", "pass"]); // an empty tensor is the same either way
  });

  test("writing files or starting processes is refused", async () => {
    const result = await grade(
      `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(`${path}.stolen`)}, "");\n${right}`,
    );
    expect(result).toMatchObject({
      verdict: "could-not-load",
      failure: { message: expect.stringContaining("restricted") },
    });
  });

  test("an error thrown later, outside every case, is not a pass", async () => {
    const result = await grade(`${right}Promise.reject(new Error("nobody waits for me"));`);
    expect(result.verdict).toBe("failed");
    expect(result.failure?.message).toContain("nobody waits for me");
  });

  test("a process that is ended by a timer after the last case has passed is no pass", async () => {
    const result = await grade(
      `${right}setTimeout(() => (process as never as { reallyExit(code: number): void }).reallyExit(0), 0);`,
    );
    expect(result.verdict).not.toBe("passed");
  });

  test("an endless stream of output is cut and does not hold the verdict up", async () => {
    const result = await grade(
      body('for (let i = 0; i < 50_000; i++) console.log("x".repeat(80)); return tf.maximum(x, 0);'),
    );
    expect(result.verdict).toBe("passed");
    const printed = events.reduce(
      (sum, event) => sum + (event.type === "printed" ? event.text.length : 0),
      0,
    );
    expect(printed).toBeLessThanOrEqual(64_000);
  });
});

describe.skipIf(process.platform !== "linux")("a worker that is killed by somebody else", () => {
  const slow = () =>
    body("const end = Date.now() + 300; while (Date.now() < end) {} return tf.maximum(x, 0);");
  const kill = async (times: number) => {
    for (let killed = 0; killed < times; killed++) {
      await expect
        .poll(() => events.some(({ type }) => type === "case-started"), { timeout: 10_000 })
        .toBe(true);
      events = [];
      for (const pid of workersOf(process.pid)) process.kill(pid, "SIGKILL");
    }
  };

  test("is no reason to fail an answer: it is graded again", async () => {
    const [result] = await Promise.all([grade(slow()), kill(1)]);
    expect(result.verdict).toBe("passed");
    expect(events.filter(({ type }) => type === "run-finished")).toHaveLength(1);
  });

  test("twice is not tried a third time", async () => {
    const [result] = await Promise.all([grade(slow()), kill(2)]);
    expect(result.verdict).toBe("failed");
    expect(firstFailure(result)?.failure?.message).toMatch(/SIGKILL.*memory/);
    expect((await grade(right)).verdict).toBe("passed");
  });
});

describe("a newer save wins", () => {
  test("a wrong answer saved while a right one is graded never opens the door", async () => {
    const slow = body("const end = Date.now() + 150; while (Date.now() < end) {} return tf.maximum(x, 0);");
    const first = grade(slow);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const second = grade(body("return tf.minimum(x, 0);"));
    expect((await first).verdict).toBe("cancelled");
    expect((await second).verdict).toBe("failed");
  });

  test("of a burst of saves only the last is judged", async () => {
    const results = await Promise.all(
      [...Array(10).keys()].map((i) => grade(i === 9 ? right : body(`return tf.minimum(x, ${i});`))),
    );
    expect(results.slice(0, 9).map(({ verdict }) => verdict)).toEqual(Array(9).fill("cancelled"));
    expect(results[9]?.verdict).toBe("passed");
  });
});

describe("what counts as the same value", () => {
  test("an infinity is only itself, NaN only NaN", async () => {
    const { closeEnough } = await import("../../src/grading/harness/compare.ts");
    expect(closeEnough(Infinity, Infinity, 1e-5)).toBe(true);
    expect(closeEnough(-Infinity, Infinity, 1e-5)).toBe(false);
    expect(closeEnough(3, Infinity, 1e-5)).toBe(false);
    expect(closeEnough(Number.NaN, Number.NaN, 1e-5)).toBe(true);
    expect(closeEnough(Number.NaN, 0, 1e-5)).toBe(false);
  });
});
