import { beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

beforeAll(() => startBackend("cpu"));

const model = () => new nn.Sequential({ hidden: new nn.Linear(2, 3), norm: new nn.BatchNorm2d(3) });

describe("stateDict", () => {
  test("holds parameters, then buffers, by dotted path", () => {
    expect(Object.keys(model().stateDict())).toEqual([
      "hidden.weight",
      "hidden.bias",
      "norm.weight",
      "norm.bias",
      "norm.runningMean",
      "norm.runningVar",
      "norm.numBatchesTracked",
    ]);
  });

  test("leaves out buffers that are not persistent", () => {
    const identity = new nn.Identity();
    Object.assign(identity, { mask: new nn.Buffer(tf.ones([2]), false) });
    expect(Object.keys(identity.stateDict())).toEqual([]);
    expect(identity.buffers()).toHaveLength(1);
  });

  test("is live: a clone is what stays as it is", async () => {
    const linear = new nn.Linear(1, 1, false);
    linear.weight.assign(tf.tensor2d([[1]]));
    const state = linear.stateDict();
    const snapshot = state.weight?.clone();
    linear.weight.assign(tf.tensor2d([[5]]));
    expect(await state.weight?.array()).toEqual([[5]]);
    expect(await snapshot?.array()).toEqual([[1]]);
  });
});

describe("loadStateDict", () => {
  test("makes two models compute the same and does not tie them together", async () => {
    const [from, to] = [new nn.Linear(2, 2), new nn.Linear(2, 2)];
    expect(to.loadStateDict(from.stateDict())).toEqual({ missingKeys: [], unexpectedKeys: [] });
    expect(await to.weight.array()).toEqual(await from.weight.array());
    from.weight.assign(tf.zeros([2, 2]));
    expect(await to.weight.sum().data()).not.toEqual(new Float32Array([0]));
  });

  test("a model that loads its own state stays as it is, with tied parameters too", async () => {
    const tied = new nn.Sequential(new nn.Linear(2, 2, false), new nn.Linear(2, 2, false));
    (tied.at(1) as nn.Linear).weight = (tied.at(0) as nn.Linear).weight;
    const before = await (tied.at(0) as nn.Linear).weight.array();
    tied.loadStateDict(tied.stateDict());
    expect(await (tied.at(1) as nn.Linear).weight.array()).toEqual(before);
  });

  test("names what is missing and what is unexpected, with a guess at what was meant", () => {
    const { "hidden.bias": _bias, "norm.runningMean": mean, ...rest } = model().stateDict();
    const state = { ...rest, "norm.running_mean": mean as tf.Tensor, extra: tf.scalar(1) };
    const attempt = () => model().loadStateDict(state);
    expect(attempt).toThrow(/missing +hidden\.bias, norm\.runningMean/);
    expect(attempt).toThrow(/unexpected +norm\.running_mean \(perhaps norm\.runningMean\), extra/);
  });

  test("loads what fits with strict: false and reports the rest", async () => {
    const linear = new nn.Linear(1, 1);
    const report = linear.loadStateDict(
      { weight: tf.tensor2d([[4]]), other: tf.scalar(0) },
      { strict: false },
    );
    expect(report).toEqual({ missingKeys: ["bias"], unexpectedKeys: ["other"] });
    expect(await linear.weight.array()).toEqual([[4]]);
  });

  test("refuses wrong shapes even then, and changes nothing", async () => {
    const linear = new nn.Linear(2, 2);
    const before = await linear.weight.array();
    const state = { weight: tf.zeros([2, 2]), bias: tf.zeros([3]) };
    expect(() => linear.loadStateDict(state, { strict: false })).toThrow(
      /bias is \[2\] here and \[3\] in the state/,
    );
    expect(await linear.weight.array()).toEqual(before);
  });
});
