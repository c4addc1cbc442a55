import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireWhole } from "../arguments/number.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { axisOf } from "../shape/axis.ts";

/**
 * The entries with equal index, or `offset` further right (left, if negative), in two axes, as torch.diagonal. Those axes
 * go and the diagonal comes last. Differentiable.
 *
 * ```ts
 * diagonal(scores, -1, -2, -1); // [head, query, key] -> [head, query - 1], attention to the previous token
 * ```
 * @throws ToolError if the axes are the same or not there.
 */
export function diagonal<R extends Rank = Rank>(x: Tensor, offset = 0, axis1 = 0, axis2 = 1): Tensor<R> {
  requireTensor("diagonal", x);
  requireWhole("diagonal", "offset", offset);
  const [first, second] = [axisOf("diagonal", axis1, x.shape), axisOf("diagonal", axis2, x.shape)];
  if (first === second) {
    throw lesson("diagonal", {
      what: `a diagonal lies between two axes; ${axis1} and ${axis2} are the same one.`,
      given: { input: shapeText(x.shape) },
    });
  }
  const [rows, columns] = [x.shape[first] as number, x.shape[second] as number];
  const rest = x.shape.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second);
  const start = offset >= 0 ? offset : -offset * columns;
  const length = Math.max(0, Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0)));
  const places = Array.from({ length }, (_, i) => start + i * (columns + 1)); // [diagonal]
  return tf.tidy(() => {
    const lead = rest.map((axis) => x.shape[axis] as number);
    const flat = tf.reshape(tf.transpose(x, [...rest, first, second]), [...lead, rows * columns]); // [..., place]
    return tf.gather(flat, tf.tensor1d(places, "int32"), lead.length) as Tensor as Tensor<R>; // [..., diagonal]
  });
}
