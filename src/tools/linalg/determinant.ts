import type { Rank, Tensor } from "#tfjs";
import { peek } from "../../runtime/reading.ts";
import { tf } from "../../runtime/tf.ts";
import { readableNow } from "../indexing/reading.ts";
import { eliminateByOperations } from "./by-operations.ts";
import { countOf, sideOf, transposed } from "./matrices.ts";
import { determinants } from "./on-processor.ts";
import { solveMatrices } from "./solve.ts";

/**
 * The determinant of every matrix [..., n, n] of a batch, as torch.linalg.det. It is exactly 0 for the
 * matrices that `solve` and `inv` refuse (webgpu, in float32, may round differently). Differentiable to any
 * order, also where it is 0.
 *
 * ```ts
 * linalg.det(a);              // [5, 3, 3] -> [5]
 * linalg.det(a).equal(0);     // which of them cannot be solved
 * ```
 * @throws ToolError if the matrices are not square.
 */
export function det<R extends Rank = Rank>(a: Tensor): Tensor<R> {
  sideOf("det", a);
  return tf.tidy(() => differentiable(tf.cast(a, "float32")) as Tensor<R>);
}

/** The gradient with respect to a matrix is the matrix of its cofactors. */
function differentiable(a: Tensor): Tensor {
  return tf.customGrad((...args: unknown[]) => {
    const [matrices, save] = args as [Tensor, (tensors: Tensor[]) => void];
    const { value, invertible } = determinantOf(matrices);
    save([matrices]);
    const gradFunc = (dy: Tensor, saved: Tensor[]) => {
      const [whole] = saved as [Tensor];
      const scale = tf.reshape(dy, [...dy.shape, 1, 1]); // [..., 1, 1]
      return tf.mul(scale, invertible ? cofactorsByInverse(whole) : cofactorsByMinors(whole)); // [..., n, n]
    };
    return { value, gradFunc };
  })(a);
}

function determinantOf(a: Tensor): { value: Tensor; invertible: boolean } {
  const n = sideOf("det", a);
  const batch = a.shape.slice(0, -2);
  if (!readableNow()) {
    const identity = tf.broadcastTo(tf.eye(n), a.shape);
    // minors of larger ones take too much room
    return { value: eliminateByOperations(a, identity).determinants, invertible: n > 4 };
  }
  const values = determinants(peek(a) as Float32Array, countOf(a), n);
  return { value: tf.tensor(values, batch), invertible: values.every((value) => value !== 0) };
}

/** det(a) a⁻ᵀ: quick, for matrices that have an inverse. */
function cofactorsByInverse(a: Tensor): Tensor {
  const inverse = solveMatrices("det", a, tf.eye(a.shape.at(-1) ?? 1)); // [..., n, n]
  const value = differentiable(a); // [...]
  return tf.mul(tf.reshape(value, [...value.shape, 1, 1]), transposed(inverse));
}

/**
 * By definition: the determinants of what is left without row i and column j, signs alternating. Right for
 * every matrix.
 */
function cofactorsByMinors(a: Tensor): Tensor {
  const n = a.shape.at(-1) ?? 1;
  if (n === 1) return tf.onesLike(a);
  const batch = a.shape.slice(0, -2);
  const others = tf.tensor2d(
    Array.from({ length: n }, (_, i) => [...Array(n).keys()].filter((k) => k !== i)),
    [n, n - 1],
    "int32",
  );
  const flat = tf.reshape(a, [countOf(a), n, n]); // [count, row, column]
  const minors = tf.gather(tf.gather(flat, others, 1), others, 3); // [count, i, n - 1, j, n - 1]
  const values = differentiable(tf.transpose(minors, [0, 1, 3, 2, 4])); // [count, i, j]
  const signs = tf.tensor2d(
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (-1) ** (i + j))),
    [n, n],
  );
  return tf.reshape(tf.mul(values, signs), [...batch, n, n]); // [..., n, n]
}
