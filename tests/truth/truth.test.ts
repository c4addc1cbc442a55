import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue } from "../../src/curriculum/index.ts";
import { TransformServer } from "../../src/grading/transform-server.ts";
import { clamp, root } from "../grading/fixtures/clamp.ts";
import { Bench } from "./bench.ts";
import { gradeMutants } from "./grade-mutants.ts";
import type { Mutant } from "./mutants.ts";
import { truthOf } from "./room-truth.ts";
import { shortcomingsOf } from "./table.ts";

const solution = `import { nn, type tf } from "arena/tools";
export const relu = (x: tf.Tensor): tf.Tensor => x.maximum(0);
`;
const mutant = (code: string): Mutant => ({
  operator: "by hand",
  line: 2,
  code,
  change: code,
  text: `import { noGrad, type tf } from "arena/tools";\n${code}\n`,
});

const relu = readCatalogue(root)
  .sections.flatMap(({ rooms }) => rooms)
  .find(({ id }) => id === "0.2/relu");

let server: TransformServer;
let bench: Bench;
beforeAll(async () => {
  server = await TransformServer.start(root, relu ? [relu.files] : []);
  bench = await Bench.start(root, clamp, "wasm");
});
afterAll(async () => {
  await bench.close();
  await server.close();
});

test("what is right passes and what is wrong does not, whoever came before in the process", async () => {
  const graded = await gradeMutants(bench, solution, [
    mutant("export const relu = (x: tf.Tensor): tf.Tensor => x.minimum(0);"),
    mutant("export const relu = (x: tf.Tensor): tf.Tensor => { while (x); return x; };"),
    mutant("export const relu = (x: tf.Tensor): tf.Tensor => x.relu();"),
    mutant("export const relu = (x: tf.Tensor) => { setTimeout(() => { throw 1; }); return x.relu(); };"),
    mutant("export const relu = (x: tf.Tensor): tf.Tensor => x.maximum(0);"),
  ]);
  expect(graded.map(({ outcome }) => outcome.kind)).toEqual([
    "rejected",
    "timed-out",
    "passed",
    "rejected",
    "passed",
  ]);
}, 120_000);

test("a grader that rejects its own solution is no judge", async () => {
  await expect(gradeMutants(bench, solution.replace("maximum", "minimum"), [])).rejects.toThrow(
    /rejects its own solution/,
  );
});

test("a whole room is put to all its tests", async () => {
  if (relu === undefined) throw new Error("0.2/relu is gone");
  const truth = await truthOf({ root, server, backend: "wasm" }, relu);
  expect(shortcomingsOf(truth)).toEqual([]);
  expect(truth.mutants).toBeGreaterThan(3);
  expect(truth.killed + truth.equivalent).toBe(truth.mutants);
  expect(truth.decoys).toBeGreaterThan(3);
  expect(truth.styles).toBeGreaterThan(1);
}, 120_000);
