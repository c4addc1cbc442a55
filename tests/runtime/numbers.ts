import { expect } from "vitest";
import { tf } from "../../src/runtime/tf.ts";

type Tensor = import("#tfjs").Tensor;
type NumberDataType = import("#tfjs").NumericDataType;

/** Well-spread values in [-1, 1] without ties, the same on every run. */
export function wave(shape: readonly number[], phase = 0): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(1.7 * i + phase)),
    [...shape],
  );
}

export async function numbersOf(x: Tensor): Promise<number[]> {
  return Array.from(await x.data());
}

/** Expects shape, dtype and values; `tolerance` is relative to max(1, |expected|). */
export async function expectTensor(
  x: Tensor,
  shape: readonly number[],
  values: readonly number[],
  dtype: NumberDataType | "bool" = "float32",
  tolerance = 1e-5,
): Promise<void> {
  expect({ shape: x.shape, dtype: x.dtype }).toEqual({ shape: [...shape], dtype });
  expectClose(await numbersOf(x), values, tolerance);
}

export function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const far = actual.flatMap((value, i) => {
    const wanted = expected[i] as number;
    if (Object.is(value, wanted) || Math.abs(value - wanted) <= tolerance * Math.max(1, Math.abs(wanted)))
      return [];
    return [`at ${i}: ${value} instead of ${wanted}`];
  });
  expect(far.slice(0, 5)).toEqual([]);
}

const STEP = 1e-2;

type Operation = (...inputs: Tensor[]) => Tensor;

/**
 * Compares the gradient of sum(w * f(inputs)), w arbitrary, with central differences at every entry of every
 * input. The differences are summed in float64, so they are good to about 1e-3 for functions that are smooth
 * on a scale of 1.
 */
export async function expectGradient(
  f: Operation,
  inputs: readonly Tensor[],
  tolerance = 4e-3,
): Promise<void> {
  const weighted = (...xs: Tensor[]): Tensor => {
    const y = f(...xs);
    return tf.sum(tf.mul(y, wave(y.shape, 0.3)));
  };
  const gradients = tf.grads(weighted as never)([...inputs]) as Tensor[];
  for (const [i, input] of inputs.entries()) {
    const gradient = gradients[i] as Tensor;
    expect(gradient.shape).toEqual(input.shape);
    expectClose(await numbersOf(gradient), await differences(f, inputs, i), tolerance);
  }
}

/** The same for the gradient itself: second derivatives. */
export async function expectSecondOrder(
  f: Operation,
  inputs: readonly Tensor[],
  tolerance = 1e-2,
): Promise<void> {
  for (const index of inputs.keys()) {
    const first: Operation = (...xs) => {
      const along = (x: Tensor): Tensor => {
        const y = f(...xs.map((other, i) => (i === index ? x : other)));
        return tf.sum(tf.mul(y, wave(y.shape, 0.3)));
      };
      return tf.grad(along)(xs[index] as Tensor);
    };
    await expectGradient(first, inputs, tolerance);
  }
}

async function differences(f: Operation, inputs: readonly Tensor[], index: number): Promise<number[]> {
  const input = inputs[index] as Tensor;
  const base = await numbersOf(input);
  const weights = await numbersOf(wave(f(...inputs).shape, 0.3));
  const lossAt = async (entry: number, step: number): Promise<number> => {
    const moved = tf.tensor(
      base.map((value, i) => (i === entry ? value + step : value)),
      input.shape,
    );
    const y = await numbersOf(f(...inputs.map((other, i) => (i === index ? moved : other))));
    return y.reduce((sum, value, i) => sum + value * (weights[i] as number), 0);
  };
  const slopes: number[] = [];
  for (const entry of base.keys())
    slopes.push(((await lossAt(entry, STEP)) - (await lossAt(entry, -STEP))) / (2 * STEP));
  return slopes;
}
