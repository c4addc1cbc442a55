import { beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { backward } from "../../../src/tools/autograd/index.ts";
import { DataLoader, data, TensorDataset } from "../../../src/tools/data/index.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import * as optim from "../../../src/tools/optim/index.ts";
import { seeded } from "../../../src/tools/scopes/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

beforeAll(() => startBackend("wasm"));

const ten = () => new TensorDataset(tf.range(0, 20).reshape([10, 2]), tf.range(0, 10, 1, "int32"));
const labelsOf = async (loader: Iterable<readonly tf.Tensor[]>) =>
  Promise.all([...loader].map(async ([, labels]) => Array.from(await (labels as tf.Tensor).data())));

describe("DataLoader", () => {
  test("goes through all examples in order, the last batch being smaller", async () => {
    const loader = new DataLoader(ten(), { batchSize: 4 });
    expect(loader.length).toBe(3);
    expect(await labelsOf(loader)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
  });

  test("keeps rows and labels together", async () => {
    for (const [rows, labels] of new DataLoader(ten(), { batchSize: 3, shuffle: true, seed: 0 })) {
      const first = Array.from(await rows.slice([0, 0], [-1, 1]).data());
      expect(first.map((value) => value / 2)).toEqual(Array.from(await labels.data()));
    }
  });

  test("dropLast leaves the smaller batch out", async () => {
    const loader = new DataLoader(ten(), { batchSize: 4, dropLast: true });
    expect(loader.length).toBe(2);
    expect(await labelsOf(loader)).toHaveLength(2);
  });

  test("shuffles each epoch anew; a seed repeats the whole sequence of epochs", async () => {
    const [one, two] = [0, 0].map((seed) => new DataLoader(ten(), { batchSize: 10, shuffle: true, seed }));
    const epochs = async (loader: typeof one) => [
      await labelsOf(loader as never),
      await labelsOf(loader as never),
    ];
    const [first, second] = await epochs(one);
    expect(first).not.toEqual(second);
    expect(first?.[0]?.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await epochs(two)).toEqual([first, second]);
  });

  test("refuses what is no batch size", () => {
    expect(() => new DataLoader(ten(), { batchSize: 0 })).toThrow(/at least 1; not 0/);
  });
});

describe("TensorDataset", () => {
  test("needs equally many rows", () => {
    expect(() => new TensorDataset(tf.zeros([3, 2]), tf.zeros([4]))).toThrow(/\[3, 2\], \[4\]/);
    expect(() => ten().take([10])).toThrow(/from 0 to 9/);
  });

  test("splits into training and test", async () => {
    expect(await ten().slice(8).tensors[1].array()).toEqual([8, 9]);
    expect(ten().slice(0, -2).length).toBe(8);
  });
});

describe("generated data", () => {
  test("glyphs are pictures from 0 to 1, each digit equally often, the same for the same seed", async () => {
    const {
      tensors: [images, labels],
    } = data.glyphs({ examples: 50, seed: 3 });
    expect(images.shape).toEqual([50, 1, 14, 14]);
    const values = await images.data();
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBe(1);
    const counts = new Array<number>(10).fill(0);
    for (const label of await labels.data()) counts[label] = (counts[label] ?? 0) + 1;
    expect(counts).toEqual(new Array(10).fill(5));
    expect(await data.glyphs({ examples: 50, seed: 3 }).tensors[0].data()).toEqual(values);
    expect(await data.glyphs({ examples: 50, seed: 4 }).tensors[0].data()).not.toEqual(values);
  });

  test("a small network learns to read the glyphs and reads ones it has not seen", async () => {
    using _ = seeded(0);
    const model = new nn.Sequential(
      new nn.Flatten(),
      new nn.Linear(196, 32),
      new nn.ReLU(),
      new nn.Linear(32, 10),
    );
    const optimizer = new optim.Adam(model.parameters(), { lr: 0.01 });
    const loader = new DataLoader(data.glyphs({ examples: 600, seed: 0 }), {
      batchSize: 60,
      shuffle: true,
      seed: 0,
    });
    for (let epoch = 0; epoch < 8; epoch++) {
      for (const [images, labels] of loader) {
        optimizer.zeroGrad();
        backward(() => nn.functional.crossEntropy(model.call(images), labels), model.parameters()).dispose();
        optimizer.step();
        tf.dispose([images, labels]);
      }
    }
    const {
      tensors: [images, labels],
    } = data.glyphs({ examples: 200, seed: 1 });
    const right = tf.equal(model.call(images).argMax(1), labels).cast("float32").mean();
    expect((await right.data())[0]).toBeGreaterThan(0.9);
  });

  test("moons without noise lie on their half circles", async () => {
    const {
      tensors: [points, labels],
    } = data.moons({ examples: 40, noise: 0 });
    const classes = await labels.array();
    (await points.array()).forEach(([x = 0, y = 0], i) => {
      const [centreX, centreY] = classes[i] === 0 ? [0, 0] : [1, 0.5];
      expect(Math.hypot(x - centreX, y - centreY)).toBeCloseTo(1, 5);
      expect(classes[i] === 0 ? y >= 0 : y <= 0.5).toBe(true);
    });
  });

  test("spirals have the classes asked for and stay within radius 1", async () => {
    const {
      tensors: [points, labels],
    } = data.spirals({ examples: 30, classes: 3, noise: 0 });
    expect(new Set(await labels.data())).toEqual(new Set([0, 1, 2]));
    for (const [x = 0, y = 0] of await points.array()) expect(Math.hypot(x, y)).toBeLessThanOrEqual(1);
  });
});
