import type { Tensor } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";
import { readableNow } from "../../indexing/reading.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { transposed } from "../matrices.ts";
import { solve } from "../solve.ts";
import { asBatch, packed, packedOneByOne, unpacked } from "./batches.ts";
import { qrByOperations } from "./by-operations.ts";
import { qrOf } from "./householder.ts";
import { sidesOf } from "./matrices-of.ts";

export interface Qr {
  /** [..., m, k]: orthonormal columns; k = min(m, n). */
  readonly Q: Tensor;
  /** [..., k, n], 0 below the diagonal. */
  readonly R: Tensor;
}

/**
 * The reduced QR decomposition a = Q R of every matrix [..., m, n] of a batch, as torch.linalg.qr, with the same signs.
 *
 * Computed by Householder reflections in double precision, result float32; on webgpu in float32. Differentiable to any
 * order where m >= n and the columns are independent.
 *
 * ```ts
 * const { Q } = linalg.qr(random.normal([64, 8])); // [64, 8]: eight orthonormal directions of the residual stream
 * ```
 * @throws ToolError if an entry is not finite (webgpu cannot tell: the result is NaN).
 */
export function qr(a: Tensor): Qr {
  const sides = sidesOfFactors(...sidesOf("qr", a));
  return tf.tidy(() => {
    const [Q, R] = unpacked(differentiable(tf.cast(a, "float32")), sides) as [Tensor, Tensor];
    return { Q, R };
  });
}

const sidesOfFactors = (m: number, n: number) => {
  const k = Math.min(m, n);
  return [
    [m, k],
    [k, n],
  ] as const;
};

/** From the matrices to Q and R in one tensor [..., m k + k n]. */
const differentiable = tf.customGrad((...args: unknown[]) => {
  const [a, save] = args as [Tensor, (tensors: Tensor[]) => void];
  const value = decompose(a);
  save([value]);
  return { value, gradFunc: (dy: Tensor, [kept]: Tensor[]) => gradient(dy, kept as Tensor, a.shape) };
});

/**
 * dA = (dQ + Q copyltu(M)) R⁻ᵀ with M = R dRᵀ - dQᵀ Q, where copyltu mirrors the lower triangle (Walter and Lehmann,
 * Algorithmic differentiation of linear algebra functions, 2010).
 */
function gradient(dy: Tensor, value: Tensor, shape: readonly number[]): Tensor {
  const [m, n] = shape.slice(-2) as [number, number];
  if (m < n) throw noGradient(shape);
  const sides = sidesOfFactors(m, n);
  const [Q, R] = unpacked(value, sides) as [Tensor, Tensor]; // [..., m, n], [..., n, n]
  const [dQ, dR] = unpacked(dy, sides) as [Tensor, Tensor];
  const inner = tf.sub(tf.matMul(R, tf.linalg.bandPart(dR, 0, -1), false, true), tf.matMul(dQ, Q, true)); // [..., n, n]
  const lower = tf.linalg.bandPart(inner, -1, 0);
  const mirrored = tf.add(lower, transposed(tf.mul(lower, tf.sub(1, tf.eye(n))))); // [..., n, n]
  return transposed(solve(R, transposed(tf.add(dQ, tf.matMul(Q, mirrored))))); // [..., m, n]
}

const noGradient = (shape: readonly number[]) =>
  lesson("qr", {
    what: "there is no gradient of matrices with more columns than rows.",
    given: { matrices: shapeText(shape) },
    fits: "[..., m, n] with m >= n; transpose the matrices first",
  });

function decompose(a: Tensor): Tensor {
  const [m, n] = sidesOf("qr", a);
  if (!readableNow()) {
    const { q, r } = qrByOperations(asBatch("qr", a));
    return packed(a.shape.slice(0, -2), [q, r]);
  }
  return packedOneByOne("qr", a, sidesOfFactors(m, n), (matrix) => {
    const { q, r } = qrOf(matrix, m, n);
    return [q, r];
  });
}
