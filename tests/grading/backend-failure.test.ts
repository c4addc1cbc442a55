/**
 * Backends that fail in the middle of an answer's run, on a real WebGPU device. Wants one, or SwiftShader
 * (tests/webgpu/swiftshader.sh sets that up): set ARENA_TEST_WEBGPU.
 */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { Room } from "../../src/curriculum/model.ts";
import { Grader } from "../../src/grading/grader.ts";
import type { RunEvent, RunResult } from "../../src/grading/verdict.ts";
import { ON_DEVICE } from "../webgpu/on-device.ts";
import { clamp as quick, root } from "./fixtures/clamp.ts";

const path = join(mkdtempSync(join(tmpdir(), "arena-backend-failure-")), "01-clamp.ts");

/** A software device compiles its shaders for a second or two. */
const clamp = { ...quick, budgetSeconds: 6 };

/** An answer that does `first` before it computes what is asked. */
const answer = (first: string, result = "tf.maximum(x, 0)") => `import { tf } from "arena/tools";
export async function relu(x: tf.Tensor): Promise<tf.Tensor> {
  ${first}
  return ${result};
}
`;
const right = answer("");

let grader: Grader;
let events: RunEvent[] = [];
const grade = (text: string): Promise<RunResult> => {
  events = [];
  return grader.grade({ room: clamp, path, text });
};
const statuses = ({ cases }: RunResult) => cases.map(({ status }) => status);
const notices = () => events.flatMap((event) => (event.type === "backend-failed" ? [event.notice] : []));
const count = (type: RunEvent["type"]) => events.filter((event) => event.type === type).length;

describe.skipIf(!process.env.ARENA_TEST_WEBGPU)("on webgpu", { timeout: 120_000 }, () => {
  beforeEach(async () => {
    const emit = (event: RunEvent) => events.push(event);
    grader = await Grader.start({ root, rooms: [clamp], backend: "webgpu", emit });
  });
  afterEach(() => grader.close());

  test("a sound run stays there and says nothing", async () => {
    const result = await grade(right);
    expect(result).toMatchObject({ verdict: "passed", backend: "webgpu" });
    expect(result.notice).toBeUndefined();
    expect(notices()).toEqual([]);
  });

  test("a device that is lost in the second case: every case is done anew on wasm, with one sentence", async () => {
    const result = await grade(
      answer(`${ON_DEVICE} if (x.rank === 1) onDevice((device) => device.destroy());`),
    );
    const notice =
      "The backend webgpu failed (its device was lost: device was destroyed), so this is graded on wasm.";
    expect(result).toMatchObject({ verdict: "passed", backend: "wasm", notice });
    expect(statuses(result)).toEqual(["pass", "pass", "pass"]);
    expect(notices()).toEqual([notice]);
    expect([count("run-started"), count("run-finished")]).toEqual([1, 1]);
    const again = await grade(right);
    expect(again).toMatchObject({ verdict: "passed", backend: "wasm" });
    expect(again.notice).toBeUndefined();
  });

  test("a device that is lost while the file loads", async () => {
    const text = `${ON_DEVICE}\nonDevice((device) => device.destroy());\n${right}`;
    expect(await grade(text)).toMatchObject({ verdict: "passed", backend: "wasm" });
  });

  test("a wrong answer is as wrong on wasm, and is told its own mistake", async () => {
    const result = await grade(
      answer(`${ON_DEVICE} onDevice((device) => device.destroy());`, "tf.minimum(x, 0)"),
    );
    expect(result).toMatchObject({ verdict: "failed", backend: "wasm" });
    expect(result.cases[0]?.failure).toMatchObject({ kind: "values", label: "relu(x)" });
  });

  test("a device that complains has numbers that cannot be trusted, right or not", async () => {
    const complain = `${ON_DEVICE} onDevice((device) => device.createShaderModule({ code: "no shader" }));`;
    const result = await grade(answer(complain));
    expect(result).toMatchObject({ verdict: "passed", backend: "wasm" });
    expect(result.notice).toMatch(
      /^The backend webgpu failed \(its device reported "Error while parsing WGSL/,
    );
  });

  test("an operation without a kernel there, and the next save is graded there again", async () => {
    const result = await grade(answer("tf.bitwiseAnd(tf.ones([2], 'int32'), tf.ones([2], 'int32'));"));
    expect(result).toMatchObject({ verdict: "passed", backend: "wasm" });
    expect(result.notice).toBe(
      "The backend webgpu cannot do this (it has no BitwiseAnd), so it is graded on wasm.",
    );
    expect(await grade(right)).toMatchObject({ verdict: "passed", backend: "webgpu" });
  });

  test("a result whose size depends on values that are on the device", async () => {
    const result = await grade(answer("tf.unique(x.reshape([-1]).tile([300]).add(1));"));
    expect(result).toMatchObject({ verdict: "passed", backend: "wasm" });
    expect(result.notice).toBe(
      "The backend webgpu cannot do this (it cannot read a tensor without `await`), so it is graded on wasm.",
    );
  });

  test("a tensor that is read without await, which webgpu cannot do", async () => {
    const result = await grade(answer("const y = x.reshape([-1]).tile([300]).add(1); y.dataSync();"));
    expect(result).toMatchObject({ verdict: "passed", backend: "wasm" });
    expect(result.notice).toBe(
      "The backend webgpu cannot do this (it cannot read a tensor without `await`), so it is graded on wasm.",
    );
  });

  test("what is refused there too late to be caught has wasm's verdict", async () => {
    const solving = "linalg.solve(tf.zeros([2, 2]), tf.ones([2]))";
    const withLinalg = (text: string) => text.replace("{ tf }", "{ linalg, tf }");
    const uncaught = await grade(withLinalg(answer(`${solving};`)));
    expect(uncaught).toMatchObject({ verdict: "failed", backend: "wasm" });
    expect(uncaught.cases[0]?.failure?.message).toMatch(/the matrix is singular/);
    expect(uncaught.cases[0]?.failure?.line).toBe(3);
    const caught = `try { ${solving}; } catch { return tf.maximum(x, 0); }`;
    const result = await grade(withLinalg(answer(caught, "tf.minimum(x, 0)")));
    expect(result).toMatchObject({ verdict: "passed", backend: "wasm" });
    expect(result.notice).toBe(
      "The backend webgpu cannot do this (it notices too late what an operation has to refuse), so it is graded on wasm.",
    );
    const outside = await grade(answer('tf.gather(x, tf.tensor1d([99], "int32"));'));
    expect(outside.cases[0]?.failure?.message).toMatch(/outside axis 0/);
  });

  test("a process that ends there and not on wasm was ended by the driver", async () => {
    const result = await grade(answer('if (tf.getBackend() === "webgpu") process.abort();'));
    expect(result).toMatchObject({ verdict: "passed", backend: "wasm" });
    expect(result.notice).toBe("The process that graded on webgpu ended, so this is graded on wasm.");
    expect((await grade(right)).backend).toBe("wasm");
  });

  test("a process that ends on wasm, too, was ended by the answer", async () => {
    const result = await grade(answer("process.abort();"));
    expect(result).toMatchObject({ verdict: "failed", backend: "wasm" });
    expect(result.failure?.message).toMatch(/^Your code ended the grading process by SIGABRT/);
    expect(await grade(right)).toMatchObject({ verdict: "passed", backend: "webgpu" });
  });

  test("memory without end is the learner's, on the heap and beside it", async () => {
    const beside = "const hoard: Float32Array[] = []; for (;;) hoard.push(new Float32Array(4e6).fill(1));";
    for (const first of [beside, "const hoard: object[] = []; for (;;) hoard.push({ hoard });"]) {
      const result = await grade(answer(first));
      expect(result.verdict).toBe("failed");
      expect(result.failure?.kind, first).toBe("memory");
    }
  });

  test("an answer that throws, never ends or exits is the learner's there as anywhere", async () => {
    expect((await grade(answer('throw new Error("mine");'))).cases[0]?.failure?.message).toBe("Error: mine");
    expect(statuses(await grade(answer("for (;;) {}")))[0]).toBe("timeout");
    expect((await grade(answer("process.exit(0);"))).cases[0]?.failure?.kind).toBe("exited");
    expect(notices()).toEqual([]);
  });

  test("what is still being read for a case that throws at once is not told as a stray error", async () => {
    const rooms = readCatalogue(root).sections.flatMap((section) => section.rooms);
    const resnet = { ...(rooms.find(({ id }) => id === "0.2/resnet") as Room), budgetSeconds: 60 };
    const text = readFileSync(resnet.files.solution, "utf8");
    const small = text.replace(
      "stemFeatures, 7, { stride: 2, padding: 3",
      "stemFeatures, 3, { stride: 2, padding: 1",
    );
    expect(small).not.toBe(text);
    const elsewhere = await Grader.start({ root, rooms: [resnet], backend: "webgpu" });
    const result = await elsewhere.grade({ room: resnet, path: resnet.files.stub, text: small });
    await elsewhere.close();
    expect(result).toMatchObject({ verdict: "failed", backend: "webgpu" });
    expect(result.failure).toBeUndefined();
  });
});
