import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireNumber } from "../arguments/number.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { axesOf, axisOf, withoutAxes } from "../shape/axis.ts";
import { broadcastShapesFor } from "../shape/broadcast.ts";
import { rootOf } from "../statistics/spread.ts";

/**
 * The cross product of vectors of length 3 along an axis (the last one by default); other axes broadcast.
 * As torch.linalg.cross. Differentiable.
 *
 * ```ts
 * linalg.cross(b.sub(a), c.sub(a)); // [nTriangles, 3] -> [nTriangles, 3], the normals
 * ```
 * @throws ToolError if the axis has not length 3 or the shapes do not broadcast.
 */
export function cross<T extends Tensor>(a: T, b: Tensor, axis = -1): T {
  requireTensor("cross", a, "a");
  requireTensor("cross", b, "b");
  const shape = broadcastShapesFor("cross", [a.shape, b.shape]);
  const along = axisOf("cross", axis, shape);
  if (a.shape.at(along - shape.length) !== 3 || b.shape.at(along - shape.length) !== 3) {
    throw lesson("cross", {
      what: `the cross product is defined for 3 coordinates along axis ${along}.`,
      given: { a: shapeText(a.shape), b: shapeText(b.shape) },
    });
  }
  return tf.tidy(() => {
    const [a0, a1, a2] = coordinates(a, along - shape.length);
    const [b0, b1, b2] = coordinates(b, along - shape.length);
    const parts = [minus(a1, b2, a2, b1), minus(a2, b0, a0, b2), minus(a0, b1, a1, b0)];
    return tf.concat(parts, along) as T;
  });
}

/** The three coordinates, each with length 1 along the axis, which counts from the end. */
function coordinates(x: Tensor, fromEnd: number): [Tensor, Tensor, Tensor] {
  return tf.split(x, 3, x.rank + fromEnd) as [Tensor, Tensor, Tensor];
}

const minus = (a: Tensor, b: Tensor, c: Tensor, d: Tensor): Tensor => tf.sub(tf.mul(a, b), tf.mul(c, d));

export interface NormOptions {
  /**
   * p of the p-norm: 2 (default) Euclidean, 1 sum of absolute values, Infinity the largest, -Infinity the
   * smallest, 0 how many are not 0.
   */
  readonly order?: number;
  /** Keeps the reduced axes with length 1. Default false. */
  readonly keepDims?: boolean;
}

const OPTIONS: OptionExamples<NormOptions> = { order: "1", keepDims: "true" };

/**
 * The norm of vectors along one, several or all axes, as torch.linalg.vector_norm; over two axes with order 2
 * it is the Frobenius norm. float32. Where the norm is 0 its gradient is 0.
 *
 * ```ts
 * linalg.norm(directions, -1);                     // [nRays, 3] -> [nRays]
 * linalg.norm(x, -1, { order: 1, keepDims: true }) // [8, 5] -> [8, 1]
 * ```
 */
export function norm<R extends Rank = Rank>(
  x: Tensor,
  axis?: number | readonly number[],
  options: NormOptions = {},
): Tensor<R> {
  requireTensor("norm", x);
  requireOptions<NormOptions>("norm", options, OPTIONS);
  const { order = 2, keepDims = false } = options;
  requireNumber("norm", "order", order);
  const axes = axesOf("norm", axis, x.shape);
  requireEntries(x, axes, order);
  return tf.tidy(() => {
    const numbers = tf.cast(x, "float32");
    return tf.reshape(
      normOver(numbers, axes, order),
      withoutAxes(x.shape, axes, keepDims),
    ) as Tensor as Tensor<R>;
  });
}

/** Of no entries at all there is a sum, 0, but neither a largest nor a smallest. */
function requireEntries(x: Tensor, axes: readonly number[], order: number): void {
  if (axes.every((axis) => x.shape[axis] !== 0) || (order >= 0 && order !== Number.POSITIVE_INFINITY)) return;
  throw lesson("norm", {
    what: `there is no entry to take the norm of order ${order} of.`,
    given: { shape: shapeText(x.shape), axes: shapeText(axes) },
    fits: "at least one entry along the axes; order 0, 1 and 2 of nothing are 0",
  });
}

function normOver(x: Tensor, axes: number[], order: number): Tensor {
  switch (order) {
    case 0:
      return tf.sum(tf.cast(tf.notEqual(x, 0), "float32"), axes);
    case 1:
      return tf.sum(tf.abs(x), axes);
    case 2:
      return rootOf(tf.sum(tf.square(x), axes));
    case Number.POSITIVE_INFINITY:
      return tf.max(tf.abs(x), axes);
    case Number.NEGATIVE_INFINITY:
      return tf.min(tf.abs(x), axes);
    default:
      return powerNorm(x, axes, order);
  }
}

/** (sum |x|^p)^(1/p), with gradient 0 where the sum is 0. */
function powerNorm(x: Tensor, axes: number[], order: number): Tensor {
  const total = tf.sum(tf.pow(tf.abs(x), order), axes);
  const zero = tf.equal(total, 0);
  return tf.where(zero, tf.zerosLike(total), tf.pow(tf.where(zero, tf.onesLike(total), total), 1 / order));
}
