import { beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import { seeded } from "../../../src/tools/scopes/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

beforeAll(() => startBackend("cpu"));

async function expectClose(x: tf.Tensor, expected: readonly number[], digits = 4): Promise<void> {
  const values = Array.from(await x.data());
  expect(values).toHaveLength(expected.length);
  values.forEach((value, i) => void expect(value).toBeCloseTo(expected[i] as number, digits));
}

describe("Linear", () => {
  test("computes x · weightᵀ + bias over the last axis of any number of axes", async () => {
    const linear = new nn.Linear(2, 3);
    linear.weight.assign(
      tf.tensor2d([
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
    );
    linear.bias?.assign(tf.tensor1d([10, 20, 30]));
    const y = linear.call(tf.tensor3d([[[1, 2]], [[3, 4]]]));
    expect(y.shape).toEqual([2, 1, 3]);
    await expectClose(y, [11, 22, 33, 13, 24, 37]);
    await expectClose(linear.call(tf.tensor1d([1, 2])), [11, 22, 33]);
  });

  test("starts uniform in ±1/√in", async () => {
    const weights = Array.from(await new nn.Linear(100, 400).weight.data());
    expect(Math.max(...weights)).toBeGreaterThan(0.0999);
    expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(0.1);
    const variance = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
    expect(Math.sqrt(variance)).toBeCloseTo(0.1 / Math.sqrt(3), 3);
  });

  test("has null for a bias that was not wanted", () => {
    expect(new nn.Linear(2, 3, false).bias).toBeNull();
  });

  test("says which shape would fit", () => {
    expect(() => new nn.Linear(784, 10).call(tf.zeros([5, 28, 28]))).toThrow(
      /Linear\(784, 10\)[\s\S]*\[5, 28, 28\][\s\S]*\[\.\.\., 784\][\s\S]*nn\.Flatten/,
    );
  });

  test("leaves no tensors behind but its result", () => {
    const linear = new nn.Linear(2, 3);
    const x = tf.ones([4, 2]);
    const before = tf.memory().numTensors;
    linear.call(x);
    expect(tf.memory().numTensors).toBe(before + 1);
  });
});

describe("BatchNorm2d", () => {
  const x = () => tf.tensor4d([1, 3, 2, 6], [2, 1, 1, 2]);
  const norm = () => {
    const layer = new nn.BatchNorm2d(1, { eps: 0.5, momentum: 0.5 });
    layer.weight?.assign(tf.tensor1d([2]));
    layer.bias?.assign(tf.tensor1d([-1]));
    return layer;
  };

  test("normalises by the batch with eps inside the root, then applies weight and bias", async () => {
    await expectClose(norm().call(x()), [-3, -1, -2, 2]);
  });

  test("keeps the unbiased variance, as PyTorch does", async () => {
    const layer = norm();
    layer.call(x());
    await expectClose(layer.runningMean, [1.5]);
    await expectClose(layer.runningVar, [0.5 + 0.5 * (14 / 3)]);
    expect(await layer.numBatchesTracked.array()).toBe(1);
  });

  test("uses and leaves alone the running statistics in evaluation", async () => {
    const layer = norm();
    layer.call(x());
    layer.eval();
    await expectClose(layer.call(x()), [-1.548, 0.643, -0.452, 3.93], 3);
    await expectClose(layer.runningMean, [1.5]);
    expect(await layer.numBatchesTracked.array()).toBe(1);
  });

  test("follows 1 − (1 − momentum)ⁿ over several batches", async () => {
    const layer = new nn.BatchNorm2d(3, { momentum: 0.6 });
    const batch = tf.range(0, 12).reshape<tf.Tensor4D>([2, 3, 2, 1]);
    for (let i = 0; i < 3; i++) layer.call(batch);
    await expectClose(
      layer.runningMean,
      [3.5, 5.5, 7.5].map((mean) => mean * (1 - 0.4 ** 3)),
    );
  });

  test("averages all batches alike without momentum", async () => {
    const layer = new nn.BatchNorm2d(1, { momentum: null });
    layer.call(tf.tensor4d([1, 3], [2, 1, 1, 1]));
    layer.call(tf.tensor4d([5, 7], [2, 1, 1, 1]));
    await expectClose(layer.runningMean, [4]);
  });

  test("explains a batch of one value per channel", () => {
    expect(() => new nn.BatchNorm2d(3).call(tf.zeros([1, 3, 1, 1]))).toThrow(/no variance[\s\S]*eval\(\)/);
  });
});

describe("the other layers", () => {
  test("LayerNorm normalises each row by its biased variance", async () => {
    const layer = new nn.LayerNorm(2, { eps: 0 });
    await expectClose(
      layer.call(
        tf.tensor2d([
          [1, 3],
          [10, 30],
        ]),
      ),
      [-1, 1, -1, 1],
    );
  });

  test("Embedding looks rows up, keeping the ids' shape", async () => {
    const layer = new nn.Embedding(3, 2);
    layer.weight.assign(
      tf.tensor2d([
        [0, 1],
        [10, 11],
        [20, 21],
      ]),
    );
    const y = layer.call(tf.tensor2d([[2, 0]], [1, 2], "int32"));
    expect(y.shape).toEqual([1, 2, 2]);
    await expectClose(y, [20, 21, 0, 1]);
    expect(() => layer.call(tf.tensor1d([0.5]))).toThrow(/int32/);
  });

  test("Conv2d slides its kernel unflipped over channels first", async () => {
    const layer = new nn.Conv2d(1, 1, 2, { bias: false });
    layer.weight.assign(tf.tensor4d([1, 2, 3, 4], [1, 1, 2, 2]));
    const y = layer.call(tf.tensor4d([1, 0, 0, 0, 1, 0], [1, 1, 2, 3]));
    expect(y.shape).toEqual([1, 1, 1, 2]);
    await expectClose(y, [5, 3]);
  });

  test("Conv2d starts uniform in ±1/√(in · kernel area), counting inputs and not outputs", async () => {
    const weights = Array.from(await new nn.Conv2d(4, 64, 5).weight.data());
    expect(Math.max(...weights)).toBeCloseTo(0.1, 3);
    expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(0.1);
  });

  test("MaxPool2d takes the kernel as stride and never lets padding win", async () => {
    const y = new nn.MaxPool2d(2, { padding: 1 }).call(tf.fill([1, 1, 2, 2], -5));
    expect(y.shape).toEqual([1, 1, 2, 2]);
    await expectClose(y, [-5, -5, -5, -5]);
  });

  test("pooling says in the tree what is not as usual", async () => {
    const apart = new nn.MaxPool2d(2, { stride: 1, dilation: [1, 2] });
    expect(String(apart)).toBe(
      "MaxPool2d(kernelSize=[2, 2], stride=[1, 1], padding=[0, 0], dilation=[1, 2])",
    );
    const inside = new nn.AvgPool2d(2, { padding: 1, countIncludePad: false });
    expect(String(inside)).toBe(
      "AvgPool2d(kernelSize=[2, 2], stride=[2, 2], padding=[1, 1], countIncludePad=false)",
    );
    await expectClose(inside.call(tf.fill([1, 1, 2, 2], 4)), [4, 4, 4, 4]);
  });

  test("Flatten merges the axes that are named", () => {
    const x = tf.zeros([2, 3, 4]);
    expect(new nn.Flatten(0).call(x).shape).toEqual([24]);
    expect(new nn.Flatten().call(x).shape).toEqual([2, 12]);
    expect(new nn.Flatten(0, 1).call(x).shape).toEqual([6, 4]);
    expect(new nn.Flatten(0, -2).call(x).shape).toEqual([6, 4]);
    expect(() => new nn.Flatten(3).call(x)).toThrow(/axes are -3 to 2/);
  });

  test("Dropout keeps the mean in training and does nothing in evaluation", async () => {
    using _ = seeded(0);
    const layer = new nn.Dropout(0.25);
    const values = Array.from(await layer.call(tf.ones([4000])).data());
    expect(new Set(values.map((value) => value.toFixed(4)))).toEqual(new Set(["0.0000", "1.3333"]));
    expect(values.filter((value) => value === 0).length / 4000).toBeCloseTo(0.25, 1);
    const x = tf.ones([3]);
    expect(layer.eval().call(x)).toBe(x);
  });

  test("activations give what their formulas say", async () => {
    const x = tf.tensor1d([-2, 0, 1]);
    await expectClose(new nn.ReLU().call(x), [0, 0, 1]);
    await expectClose(new nn.LeakyReLU(0.1).call(x), [-0.2, 0, 1]);
    await expectClose(new nn.ELU().call(x), [Math.exp(-2) - 1, 0, 1]);
    await expectClose(new nn.SiLU().call(x), [-2 / (1 + Math.exp(2)), 0, 1 / (1 + Math.exp(-1))]);
    await expectClose(new nn.GELU().call(x), [-0.0455, 0, 0.8413]);
    await expectClose(new nn.GELU("tanh").call(x), [-0.0454, 0, 0.8412]);
    await expectClose(new nn.Softmax(0).call(tf.tensor2d([[0], [Math.log(3)]])), [0.25, 0.75]);
  });

  test("Sequential is indexed from both ends and can be given a new head", () => {
    const model = new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU());
    const head = new nn.Linear(3, 1);
    model.append(new nn.Identity()).set(-1, head);
    expect([...model]).toHaveLength(3);
    expect(model.at(-1)).toBe(head);
    expect(model.call(tf.ones([5, 2])).shape).toEqual([5, 1]);
    expect(() => model.at(3)).toThrow(/-3 to 2/);
  });

  test("ModuleList says that it cannot be called", () => {
    expect(() => new nn.ModuleList([new nn.ReLU()]).call()).toThrow(/for \(const block/);
  });
});

describe("initialisers", () => {
  const spread = async (p: nn.Parameter) => {
    const values = Array.from(await p.data());
    return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
  };

  test("scale by the fans of the weight", async () => {
    const weight = () => new nn.Parameter(tf.zeros([50, 200]));
    expect(await spread(nn.init.kaimingNormal(weight(), { nonlinearity: "relu" }))).toBeCloseTo(
      Math.sqrt(2 / 200),
      2,
    );
    expect(await spread(nn.init.kaimingUniform(weight(), { mode: "fanOut" }))).toBeCloseTo(
      Math.sqrt(2 / 50),
      2,
    );
    expect(await spread(nn.init.xavierUniform(weight()))).toBeCloseTo(Math.sqrt(2 / 250), 2);
    expect(await spread(nn.init.constant(weight(), 3))).toBe(3);
  });

  test("orthogonal makes the shorter side's vectors orthogonal and as long as the gain", async () => {
    const wide = nn.init.orthogonal(new nn.Parameter(tf.zeros([3, 5])), { gain: 2 });
    await expectClose(
      tf.matMul(wide as tf.Tensor2D, wide as tf.Tensor2D, false, true),
      [4, 0, 0, 0, 4, 0, 0, 0, 4],
    );
    const tall = nn.init.orthogonal(new nn.Parameter(tf.zeros([4, 1, 2])));
    const matrix = tall.reshape<tf.Tensor2D>([4, 2]);
    await expectClose(tf.matMul(matrix, matrix, true, false), [1, 0, 0, 1]);
  });

  test("truncatedNormal stays within its bounds", async () => {
    const values = await nn.init
      .truncatedNormal(new nn.Parameter(tf.zeros([500])), { low: -1, high: 0.5 })
      .data();
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...values)).toBeLessThanOrEqual(0.5);
    expect(Math.max(...values)).toBeGreaterThan(0.3);
  });

  test("refuse a bias, which has no fans", () => {
    expect(() => nn.init.xavierNormal(new nn.Parameter(tf.zeros([3])))).toThrow(/two axes[\s\S]*\[3\]/);
  });
});

describe("losses", () => {
  test("crossEntropy is −log softmax at the label, also where a logit is −∞", async () => {
    const logits = tf.tensor2d([
      [0, Math.log(3)],
      [0, -Infinity],
    ]);
    const labels = tf.tensor1d([0, 0], "int32");
    await expectClose(nn.functional.crossEntropy(logits, labels, { reduction: "none" }), [Math.log(4), 0]);
    await expectClose(nn.functional.crossEntropy(logits, labels), [Math.log(4) / 2]);
    expect(() => nn.functional.crossEntropy(logits, tf.tensor2d([[0], [1]]))).toThrow(
      /labels \[batch\] int32/,
    );
  });

  test("crossEntropy refuses a label that is no class, which would cost nothing and teach nothing", () => {
    const labels = tf.tensor1d([1, 2, 3], "int32");
    expect(() => nn.functional.crossEntropy(tf.zeros([3, 3]), labels)).toThrow(
      /label 3 is no class[\s\S]*0 to 2[\s\S]*count from 0/,
    );
  });

  test("mseLoss refuses to broadcast", async () => {
    await expectClose(nn.functional.mseLoss(tf.tensor1d([1, 2]), tf.tensor1d([3, 2])), [2]);
    expect(() => nn.functional.mseLoss(tf.zeros([3, 1]), tf.zeros([3]))).toThrow(/same shape/);
  });

  test("binaryCrossEntropyWithLogits does not overflow", async () => {
    const losses = nn.functional.binaryCrossEntropyWithLogits(
      tf.tensor1d([0, 1000, -1000]),
      tf.tensor1d([1, 1, 1]),
      { reduction: "none" },
    );
    await expectClose(losses, [Math.LN2, 0, 1000]);
  });
});

describe("GroupNorm, RMSNorm and Unflatten", () => {
  test("say which input would fit", () => {
    expect(() => new nn.GroupNorm(4, 6)).toThrow(/6 channels cannot be split into 4 groups/);
    expect(() => new nn.GroupNorm(2, 6).call(tf.zeros([2, 4, 3]))).toThrow(
      /GroupNorm\(2, 6\)[\s\S]*\[2, 4, 3\][\s\S]*\[batch, 6, \.\.\.\]/,
    );
    expect(() => new nn.RMSNorm([3, 5]).call(tf.zeros([2, 5]))).toThrow(/RMSNorm[\s\S]*\[\.\.\., 3, 5\]/);
    expect(() => new nn.Unflatten(1, [3, 4]).call(tf.zeros([2, 10]))).toThrow(/12 entries[\s\S]*\[2, 10\]/);
  });

  test("have their parameters in PyTorch's order, and none without affine", () => {
    expect([...new nn.GroupNorm(2, 4).namedParameters()].map(([name]) => name)).toEqual(["weight", "bias"]);
    expect([...new nn.RMSNorm(4).namedParameters()].map(([name]) => name)).toEqual(["weight"]);
    expect([...new nn.RMSNorm(4, { affine: false }).parameters()]).toEqual([]);
    expect(new nn.GroupNorm(2, 4, { affine: false }).toString()).toContain("2, 4, eps=0.00001, affine=false");
  });

  test("RMSNorm of zeros is zeros, and leaves no tensors behind", async () => {
    const layer = new nn.RMSNorm(3);
    const x = tf.zeros([2, 3]);
    const before = tf.memory().numTensors;
    const y = layer.call(x);
    expect(tf.memory().numTensors).toBe(before + 1);
    await expectClose(y, [0, 0, 0, 0, 0, 0]);
  });
});
