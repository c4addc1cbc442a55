import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectTensor, wave } from "../numbers.ts";

/** Below, at and above the sides of the tiles (4 and 8), and over one packed block (256). */
const SIDES = [1, 3, 5, 8, 17] as const;

async function expectProduct(
  m: number,
  k: number,
  n: number,
  transposeA: boolean,
  transposeB: boolean,
): Promise<void> {
  const a = wave(transposeA ? [k, m] : [m, k]);
  const b = wave(transposeB ? [n, k] : [k, n], 1);
  const [x, y] = [await a.data(), await b.data()];
  const expected: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++)
        sum += (x[transposeA ? p * m + i : i * k + p] ?? 0) * (y[transposeB ? j * k + p : p * n + j] ?? 0);
      expected.push(sum);
    }
  }
  await expectTensor(tf.matMul(a, b, transposeA, transposeB), [m, n], expected, "float32", 1e-4);
}

describe("the compiled kernels", () => {
  it("belong to the sources beside them (else: npm run build:simd)", () => {
    const script = join(import.meta.dirname, "../../../bin/build-simd.js");
    expect(spawnSync(process.execPath, [script, "--check"]).status).toBe(0);
  });
});

onEachBackend("products of odd sides", () => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])(
    "with transposeA %s, transposeB %s",
    async (ta, tb) => {
      for (const m of SIDES)
        for (const k of SIDES) for (const n of SIDES) await expectProduct(m, k, n, ta, tb);
      for (const [m, k, n] of [
        [5, 259, 261],
        [67, 300, 9],
      ] as const)
        await expectProduct(m, k, n, ta, tb);
    },
    60_000,
  );

  it("keeps every matrix of a batch apart, and one matrix for all of them", async () => {
    const a = wave([3, 2, 5, 7]);
    const b = wave([3, 2, 7, 9], 1);
    const one = (i: number, j: number): number[] =>
      Array.from(tf.matMul(a.slice([i, j], [1, 1]), b.slice([i, j], [1, 1])).dataSync());
    const each = [0, 1, 2].flatMap((i) => [0, 1].flatMap((j) => one(i, j)));
    await expectTensor(tf.matMul(a, b), [3, 2, 5, 9], each, "float32", 1e-5);
    const shared = Array.from(tf.matMul(tf.tile(a.slice([0, 0], [1, 1]), [3, 2, 1, 1]), b).dataSync());
    await expectTensor(tf.matMul(a.slice([0, 0], [1, 1]), b), [3, 2, 5, 9], shared, "float32", 1e-5);
  });

  it("lets NaN and infinity reach the entries that they belong to, and no others", async () => {
    const a = tf.tensor([1, Number.NaN, 2, 3, 4, 5], [3, 2]);
    const b = tf.tensor([1, 0, 0, Number.POSITIVE_INFINITY], [2, 2]);
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    await expectTensor(tf.matMul(a, b), [3, 2], [nan, nan, 2, infinity, 4, infinity]);
  });

  it("leaves no tensor and no data behind", async () => {
    const [a, b] = [wave([9, 300]), wave([300, 11])];
    const before = tf.memory();
    for (let i = 0; i < 50; i++) tf.matMul(a, b).dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
}, ["cpu", "wasm"]);
