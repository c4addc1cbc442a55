import type { Tensor } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";
import { readableNow } from "../../indexing/reading.ts";
import { transposed } from "../matrices.ts";
import { asBatch, packed, packedOneByOne, unpacked } from "./batches.ts";
import { signsOf, singularByOperations } from "./by-operations.ts";
import { fixSigns, sidesOf, turnColumn } from "./matrices-of.ts";
import { singularOf } from "./singular.ts";

export interface Svd {
  /** [..., m, k]: orthonormal columns; the largest entry of each is positive. */
  readonly U: Tensor;
  /** [..., k], descending; k = min(m, n). */
  readonly S: Tensor;
  /** [..., k, n]: orthonormal rows. */
  readonly Vh: Tensor;
}

/**
 * The reduced singular value decomposition a = U diag(S) Vh of every matrix [..., m, n] of a batch, as
 * torch.linalg.svd(a, full_matrices=False). The signs of a pair of vectors are free; here the largest entry of each
 * column of U is positive, on every backend.
 *
 * Computed by QR and one-sided Jacobi rotations in double precision, result float32; on webgpu in float32, where a column
 * of U that belongs to a singular value of 0 is 0. Differentiable to any order, with PyTorch's gradient: that of U and Vh
 * is finite only where the singular values differ.
 *
 * ```ts
 * const { U, S, Vh } = linalg.svd(wEmbed); // [vocab, model] -> [vocab, model], [model], [model, model]
 * const share = S.square().div(S.square().sum()); // [model], the variance that each direction explains
 * ```
 * @throws ToolError if an entry is not finite (webgpu cannot tell: the result is NaN).
 */
export function svd(a: Tensor): Svd {
  const [m, n] = sidesOf("svd", a);
  const k = Math.min(m, n);
  return tf.tidy(() => {
    const [U, S, V] = unpacked(differentiable(tf.cast(a, "float32")), sidesOfFactors(m, n)) as Factors;
    return { U, S: tf.reshape(S, [...a.shape.slice(0, -2), k]), Vh: transposed(V) };
  });
}

type Factors = [U: Tensor, S: Tensor, V: Tensor];

const sidesOfFactors = (m: number, n: number) => {
  const k = Math.min(m, n);
  return [
    [m, k],
    [1, k],
    [n, k],
  ] as const;
};

/** From the matrices to U, S and V in one tensor [..., m k + k + n k]. */
const differentiable = tf.customGrad((...args: unknown[]) => {
  const [a, save] = args as [Tensor, (tensors: Tensor[]) => void];
  const value = decompose(a);
  const sides = sidesOf("svd", a); // now: a may be gone when the gradient is asked for
  save([value]);
  return {
    value,
    gradFunc: (dy: Tensor, [kept]: Tensor[]) => gradient(dy, kept as Tensor, sides),
  };
});

/**
 * dA = U (skew(Uᵀ dU)/E S + S skew(Vᵀ dV)/E + diag(dS)) Vᵀ, with skew(X) = X - Xᵀ and E[i, j] = S[j]² - S[i]², and what
 * dU and dV have outside the spaces of U and V, divided by S (Townsend, Differentiating the singular value
 * decomposition, 2016).
 */
function gradient(dy: Tensor, value: Tensor, [m, n]: readonly [number, number]): Tensor {
  const [U, S, V] = unpacked(value, sidesOfFactors(m, n)) as Factors; // [..., m, k], [..., 1, k], [..., n, k]
  const [dU, dS, dV] = unpacked(dy, sidesOfFactors(m, n)) as Factors;
  const eye = tf.eye(Math.min(m, n));
  const squares = tf.square(S); // [..., 1, k]
  const gaps = tf.add(tf.sub(squares, transposed(squares)), eye); // [..., k, k]
  const turning = (x: Tensor, dx: Tensor) => tf.div(skew(tf.matMul(x, dx, true)), gaps);
  const inner = tf.addN([tf.mul(turning(U, dU), S), tf.mul(transposed(S), turning(V, dV)), tf.mul(dS, eye)]); // [..., k, k]
  const parts = [tf.matMul(tf.matMul(U, inner), V, false, true)];
  if (m > n) parts.push(tf.matMul(tf.div(outside(U, dU), S), V, false, true));
  if (n > m) parts.push(tf.matMul(U, tf.div(outside(V, dV), S), false, true));
  return tf.addN(parts);
}

const skew = (x: Tensor): Tensor => tf.sub(x, transposed(x));

/** What is left of x without its part in the space that the columns of `basis` span. */
const outside = (basis: Tensor, x: Tensor): Tensor => tf.sub(x, tf.matMul(basis, tf.matMul(basis, x, true)));

function decompose(a: Tensor): Tensor {
  const [m, n] = sidesOf("svd", a);
  if (!readableNow()) return decomposeByOperations(a, m < n);
  const k = Math.min(m, n);
  return packedOneByOne("svd", a, sidesOfFactors(m, n), (matrix) => {
    const { u, s, v } = singularOf(matrix, m, n);
    fixSigns(u, m, k).forEach((turned, column) => {
      if (turned) turnColumn(v, n, k, column);
    });
    return [u, s, v];
  });
}

function decomposeByOperations(a: Tensor, isWide: boolean): Tensor {
  const { u, s, v } = singularByOperations(asBatch("svd", isWide ? transposed(a) : a));
  const [left, right] = isWide ? [v, u] : [u, v];
  const signs = signsOf(left); // [count, 1, k]
  return packed(a.shape.slice(0, -2), [tf.mul(left, signs), tf.expandDims(s, 1), tf.mul(right, signs)]);
}
