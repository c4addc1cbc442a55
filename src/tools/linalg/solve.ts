import type { Rank, Tensor } from "#tfjs";
import { refuseLater } from "../../runtime/mends/webgpu/late-checks.ts";
import { peek } from "../../runtime/reading.ts";
import { tf } from "../../runtime/tf.ts";
import { readableNow } from "../indexing/reading.ts";
import { broadcastShapesFor } from "../shape/broadcast.ts";
import { reshaped, sameShape } from "../shape/reshaped.ts";
import { eliminateByOperations } from "./by-operations.ts";
import { countOf, memberAt, SingularMatrixError, sideOf, transposed } from "./matrices.ts";
import { solveSystems } from "./on-processor.ts";
import { withRightSides } from "./right-sides.ts";

/**
 * Solves `a x = b` for x, for every matrix of a batch. `a` [..., n, n]; `b` [..., n, columns], or [..., n]
 * for one right-hand side a matrix; batch axes broadcast. As torch.linalg.solve.
 *
 * Computed by LU with partial pivoting in double precision, result float32; on webgpu by Gauss-Jordan in
 * float32. Differentiable in both to any order.
 *
 * ```ts
 * linalg.solve(a, b); // [nRays, 3, 3], [nRays, 3] -> [nRays, 3]
 * linalg.solve(a, b); // [3, 3], [3, 5] -> [3, 5]
 * ```
 * @throws ToolError if the shapes do not fit; SingularMatrixError naming the first matrix that has no inverse
 * (on webgpu, which cannot tell in time, the next reading of a tensor throws it, and the solution is NaN).
 */
export function solve<R extends Rank = Rank>(a: Tensor, b: Tensor): Tensor<R> {
  sideOf("solve", a);
  return withRightSides("solve", a, b, (sides) => solveMatrices("solve", a, sides)) as Tensor<R>;
}

/**
 * The inverse of every matrix [..., n, n] of a batch, as torch.linalg.inv. To apply an inverse, `solve` is
 * quicker and more exact. Differentiable to any order.
 *
 * ```ts
 * linalg.inv(a); // [5, 3, 3] -> [5, 3, 3]
 * ```
 * @throws ToolError if the matrices are not square; SingularMatrixError as `solve`.
 */
export function inv<T extends Tensor>(a: T): T {
  const n = sideOf("inv", a);
  return tf.tidy(() => solveMatrices("inv", a, tf.eye(n)) as T);
}

/** `a` [..., n, n] and `b` [..., n, columns] with batch axes that broadcast. */
export function solveMatrices(tool: string, a: Tensor, b: Tensor): Tensor {
  const batch = broadcastShapesFor(tool, [a.shape.slice(0, -2), b.shape.slice(0, -2)]);
  const whole = (x: Tensor) => {
    const shape = [...batch, ...x.shape.slice(-2)];
    const numbers = tf.cast(x, "float32");
    return sameShape(x.shape, shape) ? numbers : tf.broadcastTo(numbers, shape);
  };
  return differentiable(tool, false)(whole(a), whole(b));
}

type Solver = (a: Tensor, b: Tensor) => Tensor;

/**
 * x = a⁻¹ b with its gradient: for dx, db = a⁻ᵀ dx and da = -db xᵀ. Both are solves again, so higher orders
 * follow.
 */
function differentiable(tool: string, transpose: boolean): Solver {
  const solver = tf.customGrad((...args: unknown[]) => {
    const [a, b, save] = args as [Tensor, Tensor, (tensors: Tensor[]) => void];
    const x = solutionOf(tool, a, b, transpose);
    save([a, x]);
    const gradFunc = (dx: Tensor, saved: Tensor[]) => {
      const [matrices, solutions] = saved as [Tensor, Tensor];
      const db = differentiable(tool, !transpose)(matrices, dx); // [..., n, columns]
      // [..., n, n]
      const outer = transpose ? tf.matMul(solutions, db, false, true) : tf.matMul(db, solutions, false, true);
      return [tf.neg(outer), db];
    };
    return { value: x, gradFunc };
  });
  return solver;
}

function solutionOf(tool: string, a: Tensor, b: Tensor, transpose: boolean): Tensor {
  if (!readableNow()) return eliminatedLater(tool, transpose ? transposed(a) : a, b);
  const [n, columns] = b.shape.slice(-2) as [number, number];
  const solution = solveSystems({
    matrices: peek(a) as Float32Array,
    sides: peek(b) as Float32Array,
    count: countOf(a),
    n,
    columns,
    transposed: transpose,
  });
  if (solution.kind === "singular")
    throw new SingularMatrixError(tool, memberAt(solution.member, a.shape.slice(0, -2)), a.shape);
  return reshaped(tf.tensor(solution.values, [countOf(a), n, columns]), b.shape);
}

/** A determinant's own gradient asks for an inverse that need not exist: there it is left NaN. */
function eliminatedLater(tool: string, a: Tensor, b: Tensor): Tensor {
  const { solutions, determinants } = eliminateByOperations(a, b);
  const batch = a.shape.slice(0, -2);
  if (tool !== "det")
    refuseLater(
      tf.equal(determinants, 0),
      (member) => new SingularMatrixError(tool, memberAt(member, batch), a.shape),
    );
  return solutions;
}
