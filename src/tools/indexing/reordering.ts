import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireWhole } from "../arguments/number.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { axesOf, axisOf } from "../shape/axis.ts";

/**
 * The entries backwards along one or several axes (all of them if none is named).
 *
 * ```ts
 * flip(x, -1); // [1, 2, 3] -> [3, 2, 1]
 * ```
 */
export function flip<T extends Tensor>(x: T, axis?: number | readonly number[]): T {
  requireTensor("flip", x);
  const axes = axesOf("flip", axis, x.shape);
  return axes.length === 0 ? tf.clone(x) : tf.reverse(x, axes);
}

/**
 * Moves entries `shift` places towards the end of an axis; what leaves comes in at the front. Negative shifts
 * move towards the front. Without an axis the tensor is rolled as if it were flat. Several shifts go with as
 * many axes.
 *
 * ```ts
 * roll(x, 1, 0);             // [1, 2, 3] -> [3, 1, 2]
 * roll(x, [1, -1], [0, 1]);  // rows down, columns left
 * ```
 * @throws ToolError if there are not as many shifts as axes.
 */
export function roll<T extends Tensor>(
  x: T,
  shift: number | readonly number[],
  axis?: number | readonly number[],
): T {
  requireTensor("roll", x);
  const shifts: readonly number[] = Array.isArray(shift) ? shift : [shift];
  for (const places of shifts) requireWhole("roll", "the shift", places);
  if (axis === undefined && shifts.length !== 1) {
    throw lesson("roll", {
      what: `${shifts.length} shifts need as many axes; without an axis the tensor is rolled as if it were flat, once.`,
      given: { shape: shapeText(x.shape) },
      example: "roll(x, [1, -1], [0, 1])",
    });
  }
  if (axis === undefined) {
    return tf.tidy(
      () =>
        tf.reshape(
          rolledAll(
            tf.reshape(x, [x.size]),
            shifts,
            shifts.map(() => 0),
          ),
          x.shape,
        ) as Tensor as T,
    );
  }
  const axes = (Array.isArray(axis) ? (axis as readonly number[]) : [axis as number]).map((one) =>
    axisOf("roll", one, x.shape),
  );
  if (axes.length !== shifts.length) {
    throw lesson("roll", {
      what: `${shifts.length} shifts do not go with ${axes.length} axes.`,
      given: { shape: shapeText(x.shape) },
      example: "roll(x, [1, -1], [0, 1])",
    });
  }
  return tf.tidy(() => tf.clone(rolledAll(x, shifts, axes)) as T);
}

function rolledAll(x: Tensor, shifts: readonly number[], axes: readonly number[]): Tensor {
  return shifts.reduce<Tensor>((y, shift, i) => rolled(y, shift, axes[i] ?? 0), x);
}

function rolled(x: Tensor, shift: number, axis: number): Tensor {
  const length = x.shape[axis] ?? 1;
  const places = length === 0 ? 0 : ((shift % length) + length) % length;
  if (places === 0) return x;
  const [front, back] = tf.split(x, [length - places, places], axis);
  return front === undefined || back === undefined ? x : tf.concat([back, front], axis);
}

/**
 * The tensors along an axis, without it: the opposite of `stack`.
 *
 * ```ts
 * const [origin, direction] = unbind(rays, 1); // [n, 2, 3] -> two of [n, 3]
 * ```
 */
export function unbind<R extends Rank = Rank>(x: Tensor, axis = 0): Tensor<R>[] {
  requireTensor("unbind", x);
  return tf.unstack(x, axisOf("unbind", axis, x.shape)) as Tensor<R>[];
}
