import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { lesson, shapeText } from "../lesson.ts";
import { axisOf } from "../shape/axis.ts";
import { gather } from "./gather.ts";
import { type Sorted, sort } from "./sort.ts";

/**
 * The `k` largest entries along an axis (the last one by default), the largest first, or the `k` smallest, the smallest
 * first, with the places where they stood. Of equal entries the first comes first; NaN counts as larger than every number.
 * As torch.topk; the values are differentiable.
 *
 * ```ts
 * topk(logits, 5);           // [8, 10] -> [8, 5], the five likeliest classes of each row
 * topk(losses, 3, 0, false); // [64] -> [3], the three lowest
 * ```
 * @throws ToolError if there is no such axis, or if `k` is no whole number from 0 to its length.
 */
export function topk<T extends Tensor>(x: T, k: number, axis = -1, largest = true): Sorted<T> {
  const along = axisOf("topk", axis, x.shape);
  const length = x.shape[along] ?? 0;
  if (!Number.isInteger(k) || k < 0 || k > length) {
    throw lesson("topk", {
      what: `there are no ${k} entries along axis ${along}, which has ${length}.`,
      given: { x: shapeText(x.shape) },
      fits: `a whole number from 0 to ${length}; Math.min(k, ${length}) takes as many as there are`,
    });
  }
  return tf.tidy(() => {
    const found = largest ? largestAlong(x, k, along) : firstAlong(sort(x, along).indices, k, along);
    const indices = found as T;
    return { values: gather(x, along, indices), indices };
  });
}

function largestAlong(x: Tensor, k: number, along: number): Tensor {
  const last = x.rank - 1;
  if (along === last) return tf.topk(x, k).indices;
  const order = x.shape.map((_, i) => (i === along ? last : i === last ? along : i)); // its own inverse
  return tf.transpose(tf.topk(tf.transpose(x, order), k).indices, order);
}

function firstAlong(x: Tensor, k: number, along: number): Tensor {
  const begins = x.shape.map(() => 0);
  return tf.slice(
    x,
    begins,
    x.shape.map((length, axis) => (axis === along ? k : length)),
  );
}
