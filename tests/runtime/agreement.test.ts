import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../src/runtime/backend.ts";
import { openRun } from "../../src/runtime/memory.ts";
import { tf } from "../../src/runtime/tf.ts";
import { expectClose } from "./numbers.ts";

type Tensor = import("#tfjs").Tensor;
type Tensor4D = import("#tfjs").Tensor4D;

/** Whole numbers in [low, high], the same sequence for a seed (mulberry32). */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  whole(low: number, high: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return low + (((t ^ (t >>> 14)) >>> 0) % (high - low + 1));
  }
  one<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)] as T;
  }
  shape(ranks: [number, number], lengths: [number, number] = [1, 4]): number[] {
    return Array.from({ length: this.whole(...ranks) }, () => this.whole(...lengths));
  }
  values(shape: readonly number[]): number[] {
    return Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => this.whole(-50, 50) / 16);
  }
  order(count: number): number[] {
    const left = Array.from({ length: count }, (_, i) => i);
    return Array.from({ length: count }, () => left.splice(this.whole(0, left.length - 1), 1)[0] as number);
  }
}

/** A random computation: everything random is drawn here, so that it can be repeated on another backend. */
type Family = (dice: Dice) => () => Tensor;

/** Draws a tensor that is made anew on each backend. */
function draw(dice: Dice, shape: number[]): () => Tensor {
  const values = dice.values(shape);
  return () => tf.tensor(values, shape, "float32");
}

const pair = (dice: Dice, low: number, high: number): [number, number] => [
  dice.whole(low, high),
  dice.whole(low, high),
];

const FAMILIES: Readonly<Record<string, Family>> = {
  "binary operations with broadcasting": (dice) => {
    const shape = dice.shape([0, 8], [1, 3]);
    const thinned = (): number[] =>
      shape.map((length) => (dice.whole(0, 2) === 0 ? 1 : length)).slice(dice.whole(0, shape.length));
    const [a, b] = [draw(dice, thinned()), draw(dice, thinned())];
    const operation = dice.one([
      tf.add,
      tf.sub,
      tf.mul,
      tf.maximum,
      tf.minimum,
      tf.squaredDifference,
      tf.greater,
      tf.lessEqual,
      tf.equal,
    ]);
    return () => operation(a(), b());
  },
  reductions: (dice) => {
    const shape = dice.shape([1, 6], [1, 4]);
    const x = draw(dice, shape);
    const axes = dice.order(shape.length).slice(0, dice.whole(1, shape.length));
    const keep = dice.one([true, false]);
    const operation = dice.one([tf.sum, tf.mean, tf.max, tf.min, tf.prod]);
    return () => operation(x(), axes, keep);
  },
  transpositions: (dice) => {
    const shape = dice.shape([1, 8], [1, 4]);
    const [x, order] = [draw(dice, shape), dice.order(shape.length)];
    return () => tf.transpose(x(), order);
  },
  "slices, steps and reversals": (dice) => {
    const shape = dice.shape([1, 5], [1, 6]);
    const x = draw(dice, shape);
    const begin = shape.map((length) => dice.whole(0, length - 1));
    const size = shape.map((length, axis) => dice.whole(0, length - (begin[axis] as number)));
    const end = shape.map((length) => dice.whole(0, length));
    const steps = shape.map(() => dice.one([1, 2, 3, -1, -2]));
    const axes = dice.order(shape.length).slice(0, dice.whole(1, shape.length));
    return dice.one([
      () => tf.slice(x(), begin, size),
      () => tf.stridedSlice(x(), begin, end, steps),
      () => tf.reverse(x(), axes),
    ]);
  },
  "joining and repeating": (dice) => {
    const shape = dice.shape([1, 4], [1, 5]);
    const axis = dice.whole(0, shape.length - 1);
    const longer = shape.map((length, i) => (i === axis ? dice.whole(1, 70) : length));
    const [a, b, c] = [draw(dice, shape), draw(dice, longer), draw(dice, shape)];
    const reps = shape.map(() => dice.whole(1, 3));
    return dice.one([
      () => tf.concat([a(), b()], axis),
      () => tf.stack([a(), c()], axis),
      () => tf.tile(a(), reps),
      () => tf.unstack(b(), axis)[0] as Tensor,
    ]);
  },
  "gather with its gradient": (dice) => {
    const shape = dice.shape([1, 4], [1, 5]);
    const axis = dice.whole(0, shape.length - 1);
    const batchDims = dice.whole(0, axis);
    const picked = [...shape.slice(0, batchDims), ...dice.shape([1, 2], [1, 4])];
    const indices = dice.values(picked).map(() => dice.whole(0, (shape[axis] as number) - 1));
    const x = draw(dice, shape);
    return () => {
      const f = (t: Tensor): Tensor =>
        tf.gather(t, tf.tensor(indices, picked, "int32") as never, axis, batchDims);
      return tf.concat([
        f(x()).flatten(),
        tf
          .grad((t: Tensor) => f(t).square())(x())
          .flatten(),
      ]);
    };
  },
  "matrix products with their gradients": (dice) => {
    const [m, k, n] = [dice.whole(1, 30), dice.whole(1, 30), dice.whole(1, 30)];
    const batch = dice.shape([0, 2], [1, 3]);
    const thinned = (): number[] =>
      batch.map((length) => dice.one([1, length])).slice(dice.whole(0, batch.length));
    const [ta, tb] = [dice.one([true, false]), dice.one([true, false])];
    const [a, b] = [
      draw(dice, [...thinned(), ...(ta ? [k, m] : [m, k])]),
      draw(dice, [...thinned(), ...(tb ? [n, k] : [k, n])]),
    ];
    return () => {
      const f = (x: Tensor, y: Tensor): Tensor => tf.matMul(x, y, ta, tb);
      return tf.concat([f(a(), b()), ...tf.grads(f)([a(), b()])].map((t) => (t as Tensor).flatten()));
    };
  },
  "convolutions with their gradients": (dice) => {
    const filter = pair(dice, 1, 3);
    const channels = dice.one([1, 2, 9]);
    const x = draw(dice, [dice.whole(1, 2), dice.whole(5, 8), dice.whole(5, 8), channels]);
    const w = draw(dice, [...filter, channels, dice.whole(1, 3)]);
    const dilated = dice.one([true, false]);
    const strides: [number, number] = dilated ? [1, 1] : pair(dice, 1, 3);
    const dilations: [number, number] = dilated ? pair(dice, 1, 2) : [1, 1];
    const pad = dice.one(["same", "valid", 1] as const);
    return () => {
      const f = (a: Tensor, b: Tensor): Tensor =>
        tf.conv2d(a as Tensor4D, b as Tensor4D, strides, pad, "NHWC", dilations);
      return tf.concat([f(x(), w()), ...tf.grads(f)([x(), w()])].map((t) => (t as Tensor).flatten()));
    };
  },
  "pooling with its gradient": (dice) => {
    const x = draw(dice, [dice.whole(1, 2), dice.whole(4, 7), dice.whole(4, 7), dice.whole(1, 3)]);
    const [size, strides] = [pair(dice, 1, 3), pair(dice, 1, 3)];
    const pad = dice.one(["same", "valid"] as const);
    const operation = dice.one([tf.maxPool, tf.avgPool]);
    return () => {
      const f = (t: Tensor): Tensor => operation(t as Tensor4D, size, strides, pad);
      return tf.concat([f(x()).flatten(), tf.grad(f)(x()).flatten()]);
    };
  },
  "scans, borders and choices": (dice) => {
    const shape = dice.shape([1, 5], [1, 5]);
    const [x, y] = [draw(dice, shape), draw(dice, shape)];
    const axis = dice.whole(0, shape.length - 1);
    const paddings = shape.map(() => pair(dice, 0, 2));
    const [exclusive, reverse] = [dice.one([true, false]), dice.one([true, false])];
    return dice.one([
      () => tf.cumsum(x(), axis, exclusive, reverse),
      () => tf.pad(x(), paddings, 0.5),
      () => tf.where(x().greater(y()), x(), y()),
      () => tf.clipByValue(x(), -1, 2),
    ]);
  },
};

const CASES = 60;

async function results(
  family: Family,
  seed: number,
): Promise<{ shape: number[]; dtype: string; values: number[] }[]> {
  const dice = new Dice(seed);
  const found: { shape: number[]; dtype: string; values: number[] }[] = [];
  for (let i = 0; i < CASES; i++) {
    const run = openRun();
    try {
      const x = family(dice)();
      found.push({ shape: x.shape, dtype: x.dtype, values: Array.from(await x.data()) });
    } finally {
      run.close();
    }
  }
  return found;
}

describe("wasm and cpu agree on random", () => {
  beforeAll(async () => void (await startBackend("wasm")));

  it.each(Object.entries(FAMILIES))("%s", async (_, family) => {
    const seed = Number(process.env.ARENA_TEST_SEED ?? 1);
    await startBackend("cpu");
    const expected = await results(family, seed);
    await startBackend("wasm");
    const actual = await results(family, seed);
    for (const [i, { shape, dtype, values }] of actual.entries()) {
      expect({ i, shape, dtype }).toEqual({ i, shape: expected[i]?.shape, dtype: expected[i]?.dtype });
      expectClose(values, expected[i]?.values ?? [], 1e-4);
    }
  });
});
