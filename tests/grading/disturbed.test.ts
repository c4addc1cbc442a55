import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serialize } from "node:v8";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Grader } from "../../src/grading/grader.ts";
import { clamp, root } from "./fixtures/clamp.ts";

/*
 * Answers that break what judges them, on purpose or not. The grader has passed the solution in the same process a
 * moment before, so what no longer works is the answer's doing: never a pass, and never called a fault of arena.
 */

const path = join(mkdtempSync(join(tmpdir(), "arena disturbed ")), "01-clamp.ts");
const right = (top: string) =>
  `import { tf } from "arena/tools";\n${top}\nexport const relu = (x: tf.Tensor): tf.Tensor => tf.maximum(x, 0);\n`;
const wrong = (code: string, top = "") =>
  `import { tf } from "arena/tools";\n${top}\nexport function relu(x: tf.Tensor): tf.Tensor {\n  ${code}\n  return tf.minimum(x, 0);\n}\n`;

let grader: Grader;

beforeAll(async () => {
  grader = await Grader.start({ root, rooms: [clamp], backend: "wasm" });
});
afterAll(() => grader.close());

const grade = (text: string) => grader.grade({ room: clamp, path, text });

describe("an answer that changes what grades it", () => {
  test.each([
    [
      "methods of arrays, at the top",
      "Array.prototype.some = () => false; Array.prototype.filter = () => [];",
    ],
    ["how functions are called", "Function.prototype.call = () => undefined as any;"],
    ["a name on every object", '(Object.prototype as any).status = "pass";'],
    ["the shape of tensors", 'Object.defineProperty(tf.Tensor.prototype, "shape", { get: () => [] });'],
    ["the kernels", "tf.engine().runKernel = (() => 0) as any;"],
    [
      "the globals of the test runner",
      "for (const s of Object.getOwnPropertySymbols(globalThis)) { try { (globalThis as any)[s] = undefined; } catch {} }",
    ],
  ])("%s", async (_, top) => {
    for (const text of [right(top), wrong("", top)]) {
      const { verdict, failure, cases } = await grade(text);
      expect(["failed", "could-not-load"]).toContain(verdict);
      expect(cases.map(({ status }) => status)).not.toContain("grader-fault");
      expect(failure?.message ?? "").not.toContain("internal:");
    }
    expect((await grade(right(""))).verdict).toBe("passed");
  });

  test("Promise.race, while it is graded", async () => {
    const { verdict } = await grade(wrong("Promise.race = async () => undefined as never;"));
    expect(verdict).toBe("failed");
  });
});

/** A message as Node frames it on a channel with advanced serialization. */
function framed(message: unknown): readonly number[] {
  const body = serialize(message);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return [...head, ...body];
}

/** Writes bytes to whatever is open: one of the descriptors is the channel to the tutor. */
const onEveryDescriptor = (bytes: readonly number[]) =>
  wrong(
    "for (let fd = 3; fd < 30; fd++) { try { writeSync(fd, forged); } catch {} }",
    `import { writeSync } from "node:fs";\nconst forged = Uint8Array.from(${JSON.stringify(bytes)});`,
  );

describe("an answer that would set the reader's terminal", () => {
  const obeyed = String.raw`\u001b]52;c;aGFjaw==\u0007\u001b[2J\u009b31m\u202e`;
  test.each([
    ["by a message", `throw new Error("${obeyed}");`, ""],
    ["by the name of an error", `throw Object.assign(new Error("x"), { name: "${obeyed}" });`, ""],
    [
      "by the name of a class",
      "return new Odd() as never;",
      `class Odd {}\nObject.defineProperty(Odd, "name", { value: "${obeyed}" });`,
    ],
    ["by the name of a field", `return { "${obeyed}": 1 } as never;`, ""],
    ["by the name of an import", "", `import { y } from "./${obeyed}";\nexport const z = y;`],
    ["by its own text", "", `const odd = "${JSON.parse(`"${obeyed}"`)}" @@ 3;`],
  ])("%s", async (_, code, top) => {
    const result = await grade(wrong(code, top));
    expect(["failed", "could-not-load"]).toContain(result.verdict);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(textsOf(result).join("")).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
  });

  test("by a message without end, which is cut and says so", async () => {
    const { cases } = await grade(wrong('throw new Error("y".repeat(1e7));'));
    const message = cases.find(({ failure }) => failure)?.failure?.message ?? "";
    expect(message.length).toBeLessThan(5000);
    expect(message).toContain("more characters)");
  });
});

/** Every text in a result. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe("an answer that writes to the channel itself", () => {
  test.each([
    ["the end of the run", framed({ __vitest_worker_response__: true, type: "testfileFinished" })],
    ["noise", [0, 0, 0, 9, 255, 15, 250, 251, 252, 253, 254, 1, 2]],
    ["noise without a head", [0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ["a length that never comes", [255, 255, 255, 255, 1]],
  ])("%s", { timeout: 30_000 }, async (_, bytes) => {
    const { verdict, failure } = await grade(onEveryDescriptor(bytes));
    expect(verdict).toBe("failed");
    expect(failure?.message ?? "").not.toContain("internal:");
    expect((await grade(right(""))).verdict).toBe("passed");
  });
});

describe("an answer cannot end the tutor", () => {
  // Here the test's own process is the tutor, so the signals are ones that it survives and hears of.
  test.each([
    ["by a signal", 'process.kill(process.ppid, "SIGUSR2");', ""],
    ["by a signal under its inner name", "(process as any)._kill(process.ppid, 12);", ""],
    ["by a signal that it imports", 'kill(process.ppid, "SIGUSR2");', 'import { kill } from "node:process";'],
    ["by Node's inspector", "(process as any)._debugProcess(process.ppid);", ""],
  ])("%s", async (_, code, top) => {
    const received: string[] = [];
    const listener = (signal: string) => received.push(signal);
    process.on("SIGUSR1", listener).on("SIGUSR2", listener);
    const { verdict } = await grade(wrong(`try { ${code} } catch {}`, top));
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off("SIGUSR1", listener).off("SIGUSR2", listener);
    expect(verdict).toBe("failed");
    expect(received).toEqual([]);
  });

  test("the builtins that were closed are closed under every name", async () => {
    const { verdict, failure } = await grade(
      right(
        'import { getBuiltinModule } from "node:process";\ngetBuiltinModule("node:module").createRequire("/");',
      ),
    );
    expect(verdict).toBe("could-not-load");
    expect(failure?.message).toContain("getBuiltinModule");
  });
});
