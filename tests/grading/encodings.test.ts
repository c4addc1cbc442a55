import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Grader } from "../../src/grading/grader.ts";
import type { RunResult } from "../../src/grading/verdict.ts";
import { clamp, root } from "./fixtures/clamp.ts";

const ANSWER =
  'import { tf } from "arena/tools";\n\nexport const relu = (x: tf.Tensor): tf.Tensor => tf.maximum(x, 0);\n';
const path = join(mkdtempSync(join(tmpdir(), "arena-encodings-")), "01-clamp.ts");

let grader: Grader;
beforeAll(async () => {
  grader = await Grader.start({ root, rooms: [clamp], backend: "wasm" });
});
afterAll(() => grader.close());

/** Grades what lies on the disk as these bytes, as the commands read it. */
function graded(bytes: Buffer): Promise<RunResult> {
  writeFileSync(path, bytes);
  return grader.grade({ room: clamp, path, text: readFileSync(path, "utf8") });
}

const utf16 = (text: string) => Buffer.from(text, "utf16le");
const MARK = "\ufeff";

test.each([
  ["with a byte order mark", Buffer.from(MARK + ANSWER)],
  ["with Windows' line ends", Buffer.from(ANSWER.replaceAll("\n", "\r\n"))],
  ["with both", Buffer.from(MARK + ANSWER.replaceAll("\n", "\r\n"))],
  ["with old Macs' line ends", Buffer.from(ANSWER.replaceAll("\n", "\r"))],
])("UTF-8 %s just works", { timeout: 30_000 }, async (_, bytes) => {
  expect((await graded(bytes)).verdict).toBe("passed");
});

test.each([
  ["PowerShell's, little endian with a mark", utf16(MARK + ANSWER), "UTF-16 LE"],
  ["big endian with a mark", utf16(MARK + ANSWER).swap16(), "UTF-16 BE"],
  ["little endian without a mark", utf16(ANSWER), "UTF-16 LE"],
  ["big endian without a mark", utf16(ANSWER).swap16(), "UTF-16 BE"],
])("UTF-16, %s: which it is and how to save it anew", { timeout: 30_000 }, async (_, bytes, name) => {
  const { verdict, failure } = await graded(bytes);
  expect(verdict).toBe("could-not-load");
  expect(failure?.message).toContain(`saved as ${name}`);
  expect(failure?.message).toMatch(/UTF-8[\s\S]*Set-Content -Encoding utf8 01-clamp\.ts/);
  expect(failure).not.toHaveProperty("frame");
});

test("what is no text at all is told as that", { timeout: 30_000 }, async () => {
  const { verdict, failure } = await graded(Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256)));
  expect(verdict).toBe("could-not-load");
  expect(failure?.message).toMatch(/no text/);
});

test("one stray NUL has a place", { timeout: 30_000 }, async () => {
  const { failure } = await graded(Buffer.from(`${ANSWER}\0\n`));
  expect(failure).toMatchObject({ line: 4, column: 1 });
});

test("a decorator: Node has none, and what to write", { timeout: 30_000 }, async () => {
  const decorated = `${ANSWER}const kept = (value: unknown, _: unknown): void => void value;\n@kept\nexport class Box {}\n`;
  const { verdict, failure } = await graded(Buffer.from(decorated));
  expect(verdict).toBe("could-not-load");
  expect(failure?.message).toMatch(/decorator.*`export const Net = logged\(class/);
});
