import { beforeAll, describe, expect } from "vitest";
import type { Tensor } from "#tfjs";
import { startBackend } from "../../src/runtime/backend.ts";
import { tf } from "../../src/tools/index.ts";

/** Runs a suite on both backends that every machine has. */
export function onEachBackend(suite: () => void): void {
  for (const backend of ["wasm", "cpu"]) {
    describe(`on ${backend}`, () => {
      beforeAll(async () => {
        await startBackend(backend);
      });
      suite();
    });
  }
}

/** 0, 1, 2, ... in the given shape. */
export function counting(...shape: number[]): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => i),
    shape,
    "float32",
  );
}

/** Irregular numbers between -1 and 1, the same for the same shape and phase. */
export function wavy(shape: readonly number[], phase = 0): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => Math.sin(1 + phase + 2.3 * i + 0.7 * i * i)),
    [...shape],
    "float32",
  );
}

/** Compares shape and values. */
export async function expectTensor(actual: Tensor, expected: unknown, digits = 5): Promise<void> {
  const wanted = expected instanceof tf.Tensor ? expected : tf.tensor(expected as number[]);
  expect(actual.shape).toEqual(wanted.shape);
  const [values, targets] = [await actual.data(), await wanted.data()];
  for (let i = 0; i < values.length; i++)
    expect(Number(values[i]), `entry ${i}`).toBeCloseTo(Number(targets[i]), digits);
}

/**
 * Holds the gradient of a function (entries weighted irregularly and summed) to central finite differences.
 */
export async function expectGradient(
  run: (x: Tensor) => Tensor,
  x: Tensor,
  { step = 1e-2, tolerance = 2e-2 } = {},
): Promise<void> {
  const loss = (y: Tensor): Tensor =>
    tf.tidy(() => {
      const result = run(y);
      return tf.sum(tf.mul(result, wavy(result.shape, 3)));
    });
  const gradient = await tf.grad(loss)(x).data();
  const values = await x.data();
  for (let i = 0; i < values.length; i++) {
    const difference = await slope(loss, x, values, i, step);
    expect(
      Math.abs((gradient[i] ?? Number.NaN) - difference),
      `entry ${i}: ${gradient[i]} against ${difference}`,
    ).toBeLessThan(tolerance * (1 + Math.abs(difference)));
  }
}

async function slope(
  loss: (x: Tensor) => Tensor,
  x: Tensor,
  values: ArrayLike<number>,
  at: number,
  step: number,
): Promise<number> {
  const moved = async (by: number) => {
    const shifted = Float32Array.from(values);
    shifted[at] = (shifted[at] ?? 0) + by;
    return (await loss(tf.tensor(shifted, x.shape)).data())[0] ?? Number.NaN;
  };
  return ((await moved(step)) - (await moved(-step))) / (2 * step);
}

/** The gradient of `run`, weighted and summed: a function whose own gradient is of second order in `run`. */
export function gradientOf(run: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  return tf.grad((x: Tensor) => {
    const result = run(x);
    return tf.sum(tf.mul(result, wavy(result.shape, 5)));
  });
}
