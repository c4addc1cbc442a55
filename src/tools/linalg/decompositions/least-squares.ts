import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";
import { requireOptions } from "../../arguments/options.ts";
import { broadcastShapesFor } from "../../shape/broadcast.ts";
import { transposed } from "../matrices.ts";
import { withRightSides } from "../right-sides.ts";
import { sidesOf } from "./matrices-of.ts";
import { svd } from "./svd.ts";

/** What float32 can tell from 1: torch's tolerance for a singular value is this times the longer side. */
const EPSILON = 2 ** -23;

export interface PinvOptions {
  /** Share of the largest singular value up to which another counts as 0; 2⁻²³ max(m, n) unless given. */
  readonly tolerance?: number;
}

/**
 * The pseudo-inverse of every matrix [..., m, n] of a batch, [..., n, m], as torch.linalg.pinv: singular values that are
 * at most `tolerance` (by default 2⁻²³ max(m, n)) times the largest count as 0. Differentiable to any order where the
 * rank does not change.
 *
 * ```ts
 * linalg.pinv(directions); // [64, 3] -> [3, 64], reads off how much of each direction there is
 * ```
 * @throws ToolError if an entry is not finite (webgpu cannot tell: the result is NaN).
 */
export function pinv<R extends Rank = Rank>(a: Tensor, options: PinvOptions = {}): Tensor<R> {
  const [m, n] = sidesOf("pinv", a);
  requireOptions<PinvOptions>("pinv", options, { tolerance: "1e-5" });
  const tolerance = options.tolerance ?? EPSILON * Math.max(m, n);
  return tf.tidy(() => pseudoInverse(tf.cast(a, "float32"), tolerance) as Tensor<R>);
}

/**
 * The x [..., n, columns] for which `a x` comes closest to `b`, the shortest of them where there are several, as
 * torch.linalg.lstsq(a, b).solution. `a` [..., m, n]; `b` [..., m, columns], or [m] for a single right-hand side; batch
 * axes broadcast. Differentiable to any order where the rank does not change.
 *
 * ```ts
 * const probe = linalg.lstsq(activations, labels); // [tokens, model], [tokens] -> [model]
 * ```
 * @throws ToolError if the rows do not agree or an entry is not finite (webgpu cannot tell: the result is NaN).
 */
export function lstsq<R extends Rank = Rank>(a: Tensor, b: Tensor): Tensor<R> {
  sidesOf("lstsq", a);
  return withRightSides("lstsq", a, b, (sides) => {
    broadcastShapesFor("lstsq", [a.shape.slice(0, -2), sides.shape.slice(0, -2)]);
    return tf.matMul(pinv(a), tf.cast(sides, "float32")); // [..., n, columns]
  }) as Tensor<R>;
}

type PseudoInverse = (a: Tensor) => Tensor;

function pseudoInverse(a: Tensor, tolerance: number): Tensor {
  const differentiable: PseudoInverse = tf.customGrad((...args: unknown[]) => {
    const [matrices, save] = args as [Tensor, (tensors: Tensor[]) => void];
    const value = fromSingularValues(matrices, tolerance);
    save([matrices, value]);
    return { value, gradFunc: (dy: Tensor, saved: Tensor[]) => gradient(dy, saved as [Tensor, Tensor]) };
  });
  return differentiable(a);
}

/** V diag(1/S) Uᵀ, with 0 for 1/S where S counts as 0. */
function fromSingularValues(a: Tensor, tolerance: number): Tensor {
  const { U, S, Vh } = svd(a);
  const least = tf.mul(tf.max(S, -1, true), tolerance); // [..., 1]
  const counts = tf.greater(S, least); // [..., k]
  const inverse = tf.where(counts, tf.div(1, tf.where(counts, S, tf.onesLike(S))), tf.zerosLike(S)); // [..., k]
  return tf.matMul(tf.mul(transposed(Vh), tf.expandDims(inverse, -2)), U, false, true); // [..., n, m]
}

/**
 * dA = -Pᵀ dP Pᵀ + (I - A P) dPᵀ P Pᵀ + Pᵀ P dPᵀ (I - P A) (Golub and Pereyra, The differentiation of pseudo-inverses and
 * nonlinear least squares problems whose variables separate, 1973).
 */
function gradient(dy: Tensor, [A, P]: readonly [Tensor, Tensor]): Tensor {
  const turned = transposed(dy); // dPᵀ [..., m, n]
  const through = tf.matMul(P, tf.matMul(dy, P, false, true), true); // Pᵀ dP Pᵀ [..., m, n]
  const rowsLeft = (x: Tensor) => tf.sub(x, tf.matMul(A, tf.matMul(P, x))); // (I - A P) x
  const columnsLeft = (x: Tensor) => tf.sub(x, tf.matMul(x, tf.matMul(P, A))); // x (I - P A)
  const first = rowsLeft(tf.matMul(turned, tf.matMul(P, P, false, true))); // [..., m, n]
  const second = columnsLeft(tf.matMul(P, tf.matMul(P, turned), true)); // [..., m, n]
  return tf.sub(tf.add(first, second), through);
}
