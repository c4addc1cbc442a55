import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson } from "../lesson.ts";
import { axisOf } from "../shape/axis.ts";
import { gather } from "./gather.ts";
import { readableNow } from "./reading.ts";

export interface Sorted<T extends Tensor> {
  readonly values: T;
  /** Where each value stood, int32. */
  readonly indices: T;
}

/**
 * Sorts along an axis (the last one by default), ascending unless `descending`. Equal values keep their
 * order; NaN counts as larger than every number, as in PyTorch. The values are differentiable.
 *
 * ```ts
 * sort(x);          // [3, 1, 2] -> values [1, 2, 3], indices [1, 2, 0]
 * sort(x, 0, true); // each column, largest first
 * ```
 */
export function sort<T extends Tensor>(x: T, axis = -1, descending = false): Sorted<T> {
  requireTensor("sort", x);
  requireFlag(descending);
  if (x.rank === 0) return { values: tf.clone(x), indices: tf.scalar(0, "int32") as Tensor as T };
  const along = axisOf("sort", axis, x.shape);
  const last = x.rank - 1;
  const order = x.shape.map((_, i) => (i === along ? last : i === last ? along : i)); // its own inverse
  return tf.tidy(() => {
    const lines = along === last ? x : tf.transpose(x as Tensor, order); // [..., length]
    // [..., length]
    const sorted = readableNow() ? orderOf(lines, descending) : orderByTopK(lines, descending);
    const indices = (along === last ? sorted : tf.transpose(sorted, order)) as T;
    return { values: gather(x, along, indices), indices };
  });
}

/**
 * The positions of the entries in order, int32, as torch.argsort; equal entries keep their order. See `sort`.
 *
 * ```ts
 * argsort(scores, -1, true); // [8, 5] -> [8, 5], the best first
 * ```
 */
export function argsort<T extends Tensor>(x: T, axis = -1, descending = false): T {
  return tf.tidy(() => sort(x, axis, descending).indices);
}

/** An object, such as { descending: false }, would count as true. */
function requireFlag(descending: unknown): void {
  if (typeof descending === "boolean") return;
  throw lesson("sort", {
    what: `descending is true or false, not ${described(descending)}.`,
    example: "sort(x, -1, true)",
  });
}

function orderOf(lines: Tensor, descending: boolean): Tensor {
  const values = lines.dataSync<"float32">();
  const length = lines.shape.at(-1) ?? 1;
  const order = new Int32Array(values.length);
  for (let begin = 0; begin < values.length; begin += length) {
    const at = (i: number) => values[begin + i] ?? Number.NaN;
    const positions = Array.from({ length }, (_, i) => i);
    order.set(
      positions.sort((i, j) => (descending ? compare(at(j), at(i)) : compare(at(i), at(j)))),
      begin,
    );
  }
  return tf.tensor(order, lines.shape, "int32");
}

/** Ascending, NaN last. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : Number(a > b);
}

/** Upwards is downwards read from behind; of a line turned round, so that equal entries keep their order. */
function orderByTopK(lines: Tensor, descending: boolean): Tensor {
  const length = lines.shape.at(-1) ?? 1;
  if (descending) return tf.topk(lines, length).indices;
  const fromBehind = tf.topk(tf.reverse(lines, -1), length).indices; // [..., length]
  return tf.reverse(tf.sub(tf.scalar(length - 1, "int32"), fromBehind), -1);
}
