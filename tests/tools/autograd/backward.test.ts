import { beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { backward, detach, noGrad } from "../../../src/tools/autograd/index.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

beforeAll(() => startBackend("cpu"));

const parameter = (...values: number[]) => new nn.Parameter(tf.tensor1d(values));

const forget = (theta: nn.Parameter) => {
  theta.grad = null;
};

describe("backward", () => {
  test("returns the loss and sets the gradient", async () => {
    const theta = parameter(1, -2);
    const loss = backward(() => theta.square().sum(), [theta]);
    expect(await loss.array()).toBe(5);
    expect(await theta.grad?.array()).toEqual([2, -4]);
  });

  test("adds to the gradient that is there", async () => {
    const theta = parameter(3);
    backward(() => theta.square().sum(), [theta]);
    backward(() => theta.mul(10).sum(), [theta]);
    expect(await theta.grad?.array()).toEqual([16]);
    forget(theta);
    backward(() => theta.mul(10).sum(), [theta]);
    expect(await theta.grad?.array()).toEqual([10]);
  });

  test("gives two parameters that meet in a sum their own gradients", async () => {
    const [a, b] = [parameter(1), parameter(2)];
    backward(() => a.add(b).sum(), [a, b]);
    a.grad = null;
    expect(await b.grad?.array()).toEqual([1]);
  });

  test("leaves frozen parameters and those off the path alone", async () => {
    const [used, frozen, unused] = [parameter(2), parameter(5), parameter(7)];
    frozen.requiresGrad = false;
    backward(() => used.mul(frozen).sum(), [used, frozen, unused]);
    expect(await used.grad?.array()).toEqual([5]);
    expect(frozen.grad).toBeNull();
    expect(unused.grad).toBeNull();
  });

  test("works inside tidy, and a gradient survives it", async () => {
    const theta = parameter(1);
    tf.tidy(() => void backward(() => theta.mul(4).sum(), [theta]));
    expect(await theta.grad?.array()).toEqual([4]);
  });

  test("leaves nothing behind but loss and gradients", () => {
    const theta = parameter(1, 2);
    const before = tf.memory().numTensors;
    const loss = backward(() => theta.square().mul(3).sum(), [theta]);
    backward(() => theta.square().mul(3).sum(), [theta]).dispose();
    expect(tf.memory().numTensors).toBe(before + 2);
    loss.dispose();
    theta.grad = null;
    expect(tf.memory().numTensors).toBe(before);
  });

  test("explains what is wrong with a loss", () => {
    const theta = parameter(1, 2);
    expect(() => backward(() => theta.square(), [theta])).toThrow(/a tensor \[2\] float32[\s\S]*mean\(\)/);
    expect(() => backward(() => tf.scalar(1), [theta])).toThrow(/does not depend on any of these parameters/);
    expect(() => backward(() => theta.sum(), [])).toThrow(/list is empty/);
  });

  test("runs gradient hooks with the sum", () => {
    const theta = parameter(1);
    const seen: number[] = [];
    using _ = theta.registerGradHook((p) => seen.push(p.grad?.dataSync()[0] as number));
    backward(() => theta.mul(3).sum(), [theta]);
    backward(() => theta.mul(3).sum(), [theta]);
    expect(seen).toEqual([3, 6]);
  });
});

describe("parameters", () => {
  test("can be used wherever a tensor can", async () => {
    const theta = parameter(1, 2);
    expect(await tf.add(theta, 1).array()).toEqual([2, 3]);
    expect(theta).toBeInstanceOf(tf.Tensor);
    expect(theta).toBeInstanceOf(tf.Variable);
    expect(tf.variable(tf.zeros([1]))).not.toBeInstanceOf(nn.Parameter);
    expect(new nn.Buffer(tf.zeros([1]))).not.toBeInstanceOf(nn.Parameter);
  });

  test("train with TensorFlow.js' own optimizers, too", async () => {
    const theta = parameter(1);
    tf.train.sgd(0.5).minimize(() => theta.square().sum(), false, [theta]);
    expect(await theta.array()).toEqual([0]);
  });

  test("keep their values when the tensor they came from is freed", async () => {
    const initial = tf.tensor1d([1, 2]);
    const theta = new nn.Parameter(initial);
    initial.dispose();
    expect(await theta.array()).toEqual([1, 2]);
  });

  test("refuse what has no gradient and what has another shape", () => {
    expect(() => new nn.Parameter(tf.tensor1d([1], "int32"))).toThrow(/float32/);
    expect(() => parameter(1).assign(tf.tensor1d([1, 2]))).toThrow(/\[1\] float32[\s\S]*\[2\] float32/);
    expect(() => {
      parameter(1).grad = tf.zeros([3]);
    }).toThrow(/its parameter's shape/);
  });
});

describe("noGrad", () => {
  test("given a function to run, says that it holds for a block", () => {
    const wrap = noGrad as unknown as (run: () => void) => void;
    expect(() => wrap(() => {})).toThrow(/takes no function; .*\n.*using _ = noGrad\(\)/);
    expect(() => backward(() => tf.scalar(0), [])).not.toThrow(/inside noGrad/);
  });

  test("makes constants of what is computed inside", async () => {
    const theta = parameter(3);
    const half = () => {
      using _ = noGrad();
      return theta.mul(2);
    };
    backward(() => theta.mul(half()).sum(), [theta]);
    expect(await theta.grad?.array()).toEqual([6]);
  });

  test("ends with its block, even after an error", async () => {
    const theta = parameter(3);
    const failing = () => {
      using _ = noGrad();
      throw new Error("inside");
    };
    expect(failing).toThrow("inside");
    backward(() => theta.square().sum(), [theta]);
    expect(await theta.grad?.array()).toEqual([6]);
  });

  test("refuses backward inside", () => {
    using _ = noGrad();
    expect(() => backward(() => tf.scalar(0), [parameter(1)])).toThrow(/inside noGrad/);
  });

  test("detach cuts one tensor off", async () => {
    const theta = parameter(3);
    backward(() => theta.mul(detach(theta)).sum(), [theta]);
    expect(await theta.grad?.array()).toEqual([3]);
  });
});

describe("clipGradNorm", () => {
  test("scales all gradients by their common norm and returns it", async () => {
    const [a, b] = [parameter(0), parameter(0)];
    [a.grad, b.grad] = [tf.tensor1d([3]), tf.tensor1d([4])];
    expect(await nn.clipGradNorm([a, b], 1).array()).toBe(5);
    expect((await a.grad?.data())?.[0]).toBeCloseTo(0.6);
    expect((await b.grad?.data())?.[0]).toBeCloseTo(0.8);
  });
});
