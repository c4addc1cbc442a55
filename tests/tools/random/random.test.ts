import { afterAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import { manualSeed, random } from "../../../src/tools/random/index.ts";
import { seeded } from "../../../src/tools/scopes/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

await startBackend("cpu");
afterAll(() => startBackend("cpu"));

const momentsOf = (values: ArrayLike<number>) => {
  const list = Array.from(values);
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  return { mean, variance: list.reduce((sum, v) => sum + (v - mean) ** 2, 0) / list.length };
};

describe("random(seed)", () => {
  test("gives the same numbers for the same seed, on every backend", async () => {
    const drawn: unknown[] = [];
    for (const backend of ["cpu", "wasm"]) {
      await startBackend(backend);
      const generator = random(7);
      drawn.push([
        await generator.normal([2, 3]).array(),
        await generator.uniform([4], -1, 1).array(),
        await generator.integers([5], 0, 10).array(),
        await generator.permutation(6).array(),
        generator.next(),
      ]);
    }
    expect(drawn[1]).toEqual(drawn[0]);
  });

  test("goes on instead of repeating itself, and other seeds give other numbers", () => {
    const first = random(0);
    expect(first.next()).not.toBe(first.next());
    expect(random(0).next()).not.toBe(random(1).next());
    expect(random(2 ** 40).next()).not.toBe(random(0).next());
    expect(() => random(0.5)).toThrow(/whole number/);
  });

  test("normal numbers have the mean and spread asked for", async () => {
    const { mean, variance } = momentsOf(await random(1).normal([20_000], 3, 2).data());
    expect(mean).toBeCloseTo(3, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  });

  test("uniform numbers fill their range", async () => {
    const values = Array.from(await random(1).uniform([20_000], 2, 4).data());
    const { mean, variance } = momentsOf(values);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeLessThan(4);
    expect(mean).toBeCloseTo(3, 1);
    expect(variance).toBeCloseTo(4 / 12, 1);
  });

  test("whole numbers reach the lower end and stay below the upper one, all equally often", async () => {
    const x = random(3).integers([6000], -1, 2);
    expect(x.dtype).toBe("int32");
    const counts = new Map<number, number>();
    for (const value of await x.data()) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-1, 0, 1]);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(150);
    expect(() => random(0).integers([1], 3, 3)).toThrow(/high itself is never drawn/);
  });

  test("a permutation holds each number once", async () => {
    const order = random(2).permutation(50);
    expect(order.dtype).toBe("int32");
    expect([...(await order.data())].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(await order.array()).not.toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  test("categorical draws each class as often as softmax says, and never one that is ruled out", async () => {
    const logits = tf.log(tf.tensor1d([0.5, 0.3, 0.2, 0])); // [class]
    const drawn = await random(6)
      .categorical(tf.broadcastTo(logits, [4000, 4]))
      .data();
    const shares = [0, 1, 2, 3].map((label) => drawn.filter((one) => one === label).length / 4000);
    [0.5, 0.3, 0.2].forEach((share, label) => {
      expect(shares[label]).toBeGreaterThan(share - 0.03);
      expect(shares[label]).toBeLessThan(share + 0.03);
    });
    expect(shares[3]).toBe(0);
    expect(random(6).categorical(tf.zeros([2, 3, 5]))).toMatchObject({ shape: [2, 3], dtype: "int32" });
    expect(() => random(6).categorical(tf.scalar(1))).toThrow(/no class/);
  });

  test("choice and shuffled draw from a list and leave it alone", () => {
    const items = ["a", "b", "c"];
    const generator = random(0);
    expect(new Set(Array.from({ length: 50 }, () => generator.choice(items)))).toEqual(new Set(items));
    expect(generator.shuffled(items).sort()).toEqual(items);
    expect(() => generator.choice([])).toThrow(/empty/);
  });
});

describe("the default generator", () => {
  const weights = async () => new nn.Linear(3, 2).weight.array();

  test("manualSeed repeats a model's first weights", async () => {
    manualSeed(4);
    const first = await weights();
    manualSeed(4);
    expect(await weights()).toEqual(first);
    expect(await weights()).not.toEqual(first);
  });

  test("seeded holds for its block and leaves the sequence outside as it was", async () => {
    manualSeed(9);
    const [first, second] = [await weights(), await weights()];
    manualSeed(9);
    expect(await weights()).toEqual(first);
    {
      using _ = seeded(4);
      await weights();
    }
    expect(await weights()).toEqual(second);
  });
});
