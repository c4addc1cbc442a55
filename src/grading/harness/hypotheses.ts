import { shapeText } from "../../tools/lesson.ts";
import type { Diagnosis } from "../verdict.ts";
import { closeEnough } from "./compare.ts";
import type { CaseFailure } from "./failures.ts";
import type { Reading } from "./reading.ts";

type Tensor = Extract<Reading, { kind: "tensor" }>;
type Hypothesis = (actual: Tensor, expected: Tensor) => Diagnosis | undefined;

const LOOSE = 1e-3;

/**
 * What would make a wrong output right, tried in order from the most specific. None of them is tried on outputs that
 * are constant, where almost any of them would fit by accident.
 */
const HYPOTHESES: readonly Hypothesis[] = [
  keptAxis,
  missingAxis,
  permuted,
  broadcastByLuck,
  wrongDtype,
  drift,
  flippedSign,
  scaled,
  shifted,
  reversed,
  rolled,
];

/** A sentence about the failure's values, or undefined where no transformation of the catalogue explains them. */
export function hypothesisFor({ actual, expected }: CaseFailure): Diagnosis | undefined {
  if (actual?.kind !== "tensor" || expected?.kind !== "tensor") return undefined;
  for (const hypothesis of HYPOTHESES) {
    const found = hypothesis(actual, expected);
    if (found !== undefined) return found;
  }
  return undefined;
}

function found(name: string, sentence: string, technique?: string): Diagnosis {
  return { source: "hypothesis", name, sentence, ...(technique !== undefined && { technique }) };
}

function keptAxis(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  const squeezed = actual.shape.filter((size) => size !== 1);
  const wanted = expected.shape.filter((size) => size !== 1);
  if (
    actual.shape.length <= expected.shape.length ||
    !sameShape(squeezed, wanted) ||
    !sameValues(actual.values, expected.values)
  )
    return undefined;
  return found(
    "kept-axis",
    `The values are right, but an axis of length 1 was kept: ${shapeText(actual.shape)} should be ${shapeText(expected.shape)}. Squeeze it, or reduce without keepDims.`,
    "squeeze-unsqueeze",
  );
}

function missingAxis(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  if (
    actual.values.length !== expected.values.length ||
    actual.shape.length >= expected.shape.length ||
    !sameValues(actual.values, expected.values)
  )
    return undefined;
  return found(
    "missing-axis",
    `The values are right and in the right order, but ${shapeText(actual.shape)} should be ${shapeText(expected.shape)}.`,
    onlyUnitAxes(actual, expected) ? "squeeze-unsqueeze" : undefined,
  );
}

/** Whether the shapes differ in axes of length 1 alone. */
function onlyUnitAxes(actual: Tensor, expected: Tensor): boolean {
  const long = ({ shape }: Tensor) => shape.filter((size) => size !== 1);
  return sameShape(long(actual), long(expected));
}

function permuted(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  const rank = actual.shape.length;
  if (rank < 2 || rank > 4 || rank !== expected.shape.length || isConstant(expected.values)) return undefined;
  for (const order of permutations(rank).slice(1)) {
    if (!order.every((axis, i) => actual.shape[axis] === expected.shape[i])) continue;
    if (!sameValues(permute(actual, order), expected.values)) continue;
    return found(
      "transposed",
      rank === 2
        ? "Your result is the transpose of the right one: its two axes are swapped."
        : `Your result has its axes in another order: transposed by [${order.join(", ")}] it would be right.`,
    );
  }
  return undefined;
}

function broadcastByLuck(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  const n = expected.shape[0];
  if (expected.shape.length !== 1 || !sameShape(actual.shape, [n ?? -1, n ?? -1])) return undefined;
  return found(
    "broadcast-by-luck",
    `Your result has shape ${shapeText(actual.shape)} where ${shapeText(expected.shape)} was meant: a [${n}, 1] and a [${n}] were broadcast against each other. Give both the same rank first.`,
    "broadcasting",
  );
}

function wrongDtype(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  if (
    !sameShape(actual.shape, expected.shape) ||
    actual.dtype === expected.dtype ||
    !sameValues(actual.values, expected.values)
  )
    return undefined;
  return found(
    "dtype",
    `The numbers are right; only the dtype is ${actual.dtype} instead of ${expected.dtype}. Cast it at the end.`,
  );
}

function drift(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  if (!comparable(actual, expected) || !sameValues(actual.values, expected.values, 2e-4)) return undefined;
  return found(
    "drift",
    "Your values are right up to rounding, but less exact than float32 allows. Look for a subtraction of nearly equal numbers or a sum in an unlucky order.",
  );
}

function flippedSign(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  if (
    !comparable(actual, expected) ||
    !sameValues(
      actual.values.map((value) => -value),
      expected.values,
    )
  )
    return undefined;
  return found("sign", "Every value has the wrong sign.");
}

function scaled(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  if (!comparable(actual, expected)) return undefined;
  const pivot = Array.from(expected.values).reduce(
    (best, value, i, all) => (Math.abs(value) > Math.abs(all[best] as number) ? i : best),
    0,
  );
  const factor = (actual.values[pivot] as number) / (expected.values[pivot] as number);
  if (!Number.isFinite(factor) || factor === 0 || closeEnough(factor, 1, LOOSE)) return undefined;
  if (
    !sameValues(
      actual.values.map((value) => value / factor),
      expected.values,
    )
  )
    return undefined;
  return found(
    "scaled",
    `Every value is ${Number(factor.toPrecision(4))} times the right one${meaning(factor)}.`,
  );
}

function meaning(factor: number): string {
  const whole = Math.round(factor);
  if (whole >= 2 && closeEnough(factor, whole, LOOSE))
    return `: is that a sum over ${whole} entries where a mean was meant, or a missing division by ${whole}?`;
  const inverse = Math.round(1 / factor);
  if (inverse >= 2 && closeEnough(1 / factor, inverse, LOOSE))
    return `: is that a mean over ${inverse} entries where a sum was meant, or a division by ${inverse} too many?`;
  const square = Math.round(factor ** 2);
  if (square >= 2 && closeEnough(factor ** 2, square, LOOSE))
    return `, the square root of ${square}: is a division by √${square} missing?`;
  const n = Math.round(1 / (1 - Math.min(factor, 1 / factor)));
  if (n >= 2 && n < 1000 && closeEnough(Math.min(factor, 1 / factor), (n - 1) / n, LOOSE / 10))
    return `, which is ${factor < 1 ? `${n - 1}/${n}` : `${n}/${n - 1}`}: is that the biased variance where the unbiased one was meant, or the reverse?`;
  return "";
}

function shifted(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  if (!comparable(actual, expected)) return undefined;
  const offset = (actual.values[0] as number) - (expected.values[0] as number);
  if (
    !Number.isFinite(offset) ||
    !sameValues(
      actual.values.map((value) => value - offset),
      expected.values,
    )
  )
    return undefined;
  return found(
    "shifted",
    `Every value is ${Number(Math.abs(offset).toPrecision(4))} too ${offset > 0 ? "large" : "small"}.`,
  );
}

function reversed(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  return alongSomeAxis(
    actual,
    expected,
    "reversed",
    (axis) => `Your result is reversed along axis ${axis}.`,
    (i, size) => size - 1 - i,
  );
}

function rolled(actual: Tensor, expected: Tensor): Diagnosis | undefined {
  return (
    alongSomeAxis(
      actual,
      expected,
      "off-by-one",
      (axis) => `Along axis ${axis} your values stand one place too late.`,
      (i, size) => (i + 1) % size,
      true,
    ) ??
    alongSomeAxis(
      actual,
      expected,
      "off-by-one",
      (axis) => `Along axis ${axis} your values stand one place too early.`,
      (i, size) => (i + size - 1) % size,
      true,
    )
  );
}

/** Tries `source`, the index each entry should have been taken from, on each axis; `inner` leaves the wrapped entry out. */
function alongSomeAxis(
  actual: Tensor,
  expected: Tensor,
  name: string,
  sentence: (axis: number) => string,
  source: (i: number, size: number) => number,
  inner = false,
): Diagnosis | undefined {
  if (!comparable(actual, expected)) return undefined;
  for (let axis = 0; axis < actual.shape.length; axis++) {
    const size = actual.shape[axis] as number;
    if (size < 3) continue;
    const stride = actual.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
    const fits = Array.from(expected.values).every((value, flat) => {
      const i = Math.floor(flat / stride) % size;
      const j = source(i, size);
      if (inner && Math.abs(i - j) > 1) return true;
      return closeEnough(actual.values[flat + (j - i) * stride] as number, value, LOOSE);
    });
    if (fits) return found(name, sentence(axis));
  }
  return undefined;
}

function comparable(actual: Tensor, expected: Tensor): boolean {
  return (
    sameShape(actual.shape, expected.shape) && !isConstant(expected.values) && !isConstant(actual.values)
  );
}

function isConstant(values: ArrayLike<number>): boolean {
  return Array.from(values).every((value) => value === values[0]);
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

function sameValues(a: ArrayLike<number>, b: ArrayLike<number>, tolerance = 1e-4): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++)
    if (!closeEnough(a[i] as number, b[i] as number, tolerance)) return false;
  return true;
}

function permutations(rank: number): number[][] {
  const grow = (prefix: number[]): number[][] =>
    prefix.length === rank
      ? [prefix]
      : [...Array(rank).keys()]
          .filter((axis) => !prefix.includes(axis))
          .flatMap((axis) => grow([...prefix, axis]));
  return grow([]);
}

/** The values of `tensor` with its axes in the given order, as `tf.transpose(x, order)` lays them out. */
function permute({ shape, values }: Tensor, order: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  const sizes = order.map((axis) => shape[axis] as number);
  const out = new Float32Array(values.length);
  const at = new Array<number>(shape.length).fill(0);
  for (let flat = 0; flat < out.length; flat++) {
    out[flat] = values[
      at.reduce((sum, i, axis) => sum + i * (strides[order[axis] as number] as number), 0)
    ] as number;
    for (let axis = at.length - 1; axis >= 0; axis--) {
      at[axis] = (at[axis] as number) + 1;
      if ((at[axis] as number) < (sizes[axis] as number)) break;
      at[axis] = 0;
    }
  }
  return out;
}
