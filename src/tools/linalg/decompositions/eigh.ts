import type { Tensor } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";
import { readableNow } from "../../indexing/reading.ts";
import { tril } from "../../indexing/triangles.ts";
import { sideOf, transposed } from "../matrices.ts";
import { asBatch, packed, packedOneByOne, unpacked } from "./batches.ts";
import { eigenByOperations, signsOf } from "./by-operations.ts";
import { fixSigns } from "./matrices-of.ts";
import { eigenOfSymmetric } from "./symmetric.ts";

export interface Eigen {
  /** [..., n], ascending. */
  readonly eigenvalues: Tensor;
  /** [..., n, n]: column k belongs to eigenvalue k, has length 1, and its largest entry is positive. */
  readonly eigenvectors: Tensor;
}

/**
 * Eigenvalues and eigenvectors of every symmetric matrix [..., n, n] of a batch, as torch.linalg.eigh: only the lower
 * triangle is read, and the eigenvalues ascend. The sign of an eigenvector is free; here its largest entry is positive,
 * on every backend.
 *
 * Computed by Jacobi rotations in double precision, result float32; on webgpu in float32. Differentiable to any order,
 * with PyTorch's gradient: that of eigenvectors is finite only where the eigenvalues differ.
 *
 * ```ts
 * const { eigenvalues, eigenvectors } = linalg.eigh(covariance); // [64, 64] -> [64] and [64, 64]
 * const principal = index(eigenvectors, ":", -1);                // [64], the direction of most variance
 * ```
 * @throws ToolError if the matrices are not square or an entry is not finite (webgpu cannot tell: the result is NaN).
 */
export function eigh(a: Tensor): Eigen {
  const n = sideOf("eigh", a);
  return tf.tidy(() => {
    const [eigenvalues, eigenvectors] = unpacked(
      differentiable(tf.cast(a, "float32")),
      sidesOfFactors(n),
    ) as [Tensor, Tensor];
    return { eigenvalues: tf.reshape(eigenvalues, a.shape.slice(0, -1)), eigenvectors };
  });
}

const sidesOfFactors = (n: number) =>
  [
    [1, n],
    [n, n],
  ] as const;

/** From the matrices to eigenvalues and eigenvectors in one tensor [..., n + n²]. */
const differentiable = tf.customGrad((...args: unknown[]) => {
  const [a, save] = args as [Tensor, (tensors: Tensor[]) => void];
  const value = decompose(a);
  save([value]);
  return {
    value,
    gradFunc: (dy: Tensor, [kept]: Tensor[]) => gradient(dy, kept as Tensor, a.shape.at(-1) ?? 1),
  };
});

/**
 * dA = V (diag(dλ) + (Vᵀ dV) / E) Vᵀ with E[i, j] = λ[j] - λ[i] off the diagonal (Giles, Collected matrix derivative
 * results, 2008, 3.1).
 */
function gradient(dy: Tensor, value: Tensor, n: number): Tensor {
  const sides = sidesOfFactors(n);
  const [values, vectors] = unpacked(value, sides) as [Tensor, Tensor]; // [..., 1, n], [..., n, n]
  const [dValues, dVectors] = unpacked(dy, sides) as [Tensor, Tensor];
  const eye = tf.eye(n);
  const gaps = tf.add(tf.sub(values, transposed(values)), eye); // 1 on the diagonal
  const turning = tf.mul(tf.matMul(vectors, dVectors, true), tf.sub(1, eye)); // [..., n, n]
  const inner = tf.add(tf.mul(dValues, eye), tf.div(turning, gaps)); // [..., n, n]
  return tf.matMul(tf.matMul(vectors, inner), vectors, false, true);
}

function decompose(a: Tensor): Tensor {
  const n = a.shape.at(-1) ?? 1;
  const whole = mirrored(a);
  if (!readableNow()) {
    const { values, vectors } = eigenByOperations(asBatch("eigh", whole));
    return packed(a.shape.slice(0, -2), [tf.expandDims(values, 1), tf.mul(vectors, signsOf(vectors))]);
  }
  return packedOneByOne("eigh", whole, sidesOfFactors(n), (matrix) => {
    const { values, vectors } = eigenOfSymmetric(matrix, n);
    fixSigns(vectors, n, n);
    return [values, vectors];
  });
}

/** The symmetric matrix with the same lower triangle. */
function mirrored(a: Tensor): Tensor {
  const lower = tril(a); // [..., n, n]
  const strictly = tf.mul(lower, tf.sub(1, tf.eye(a.shape.at(-1) ?? 1)));
  return tf.add(lower, transposed(strictly));
}
