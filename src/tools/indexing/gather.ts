import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { axisOf, sizeOf } from "../shape/axis.ts";
import { checkRange } from "./bounds.ts";

/**
 * Takes one entry along `axis` for each entry of `index`, as torch.gather: for axis 1 of a matrix `result[i,
 * j] = x[i, index[i, j]]`. The result has the shape of `index`.
 *
 * `index` (int32) has as many axes as `x` and is no longer than `x` in any but `axis`. Differentiable in `x`:
 * what was taken twice gets both gradients. `tf.gather` is another function, torch's index_select.
 *
 * ```ts
 * gather(logProbs, 1, unsqueeze(labels, 1)); // [8, 10], [8, 1] -> [8, 1]
 * ```
 * @throws ToolError if the shapes do not fit or a position is outside (webgpu cannot tell the latter).
 */
export function gather<T extends Tensor>(x: Tensor, axis: number, index: T): T {
  if ((axis as unknown) instanceof tf.Tensor)
    throw lesson("gather", {
      what: "the axis is a tensor. As torch's, it takes the axis second and the index last.",
      example: "gather(logits, 1, unsqueeze(labels, 1))",
    });
  requireTensor("gather", x);
  requireTensor("gather", index, "index");
  const along = axisOf("gather", axis, x.shape);
  const given = { x: shapeText(x.shape), index: shapeText(index.shape), axis: String(along) };
  if (index.rank !== x.rank || index.shape.some((length, i) => i !== along && length > (x.shape[i] ?? 0))) {
    throw lesson("gather", {
      what: "the index must have as many axes as x and be no longer than x in any axis but the one gathered along.",
      given,
      fits: "for one entry a row: unsqueeze(labels, 1), then squeeze the result",
      example: "gather(logits, 1, unsqueeze(labels, 1))",
    });
  }
  checkRange("gather", index, x.shape[along] ?? 0, given);
  return tf.tidy(() => {
    const stride = sizeOf(x.shape.slice(along + 1));
    const starts = tf.tensor(startsOf(x.shape, index.shape, along), index.shape, "int32");
    const places = tf.add(starts, tf.mul(index as Tensor, tf.scalar(stride, "int32")));
    return tf.gather(tf.reshape(x, [x.size]), places) as T;
  });
}

/** Where in the flat `x` each entry's line along `axis` begins. */
function startsOf(shape: readonly number[], picked: readonly number[], axis: number): Int32Array {
  const starts = new Int32Array(sizeOf(picked));
  let repeats = 1; // how often the positions of one axis occur in a row
  let stride = 1;
  for (let i = picked.length - 1; i >= 0; i--) {
    const length = picked[i] ?? 1;
    if (i !== axis)
      for (let at = 0; at < starts.length; at++)
        starts[at] = (starts[at] ?? 0) + (Math.floor(at / repeats) % length) * stride;
    repeats *= length;
    stride *= shape[i] ?? 1;
  }
  return starts;
}
