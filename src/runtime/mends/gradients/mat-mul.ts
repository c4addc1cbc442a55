import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import { product, reshaped, sumTo } from "../shapes.ts";

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * matMul with a broadcast batch. Stock throws in the backward pass of `x[batch, time, in] · w[in, out]`, that
 * is of every dense layer over a sequence.
 */
export function mendMatMul(): void {
  mendGradient<Attributes, "a" | "b">("BatchMatMul", {
    inputs: ["a", "b"],
    gradient: (dy, { a, b }, { transposeA, transposeB }) => {
      const oneMatrix = product(b.shape, 0, b.rank - 2) === 1 && !transposeA;
      return oneMatrix
        ? foldedGradients(dy, a, b, transposeB)
        : batchedGradients(dy, a, b, transposeA, transposeB);
    },
  });
}

/**
 * `b` is a single matrix: fold `a`'s batch into rows, so that each gradient is one product instead of a batch
 * and a sum.
 */
function foldedGradients(
  dy: Tensor,
  a: Tensor,
  b: Tensor,
  transposeB: boolean,
): Record<string, () => Tensor> {
  // Not [-1, width]: a width of 0 leaves the number of rows open.
  const rows = (x: Tensor): Tensor =>
    reshaped(x, [product(x.shape, 0, x.rank - 1), x.shape[x.rank - 1] as number]);
  const matrix = (): Tensor => reshaped(b, b.shape.slice(-2));
  return {
    a: () => reshaped(tfjs.matMul(rows(dy), matrix(), false, !transposeB), a.shape),
    b: () => {
      const [left, right] = transposeB ? [rows(dy), rows(a)] : [rows(a), rows(dy)];
      return reshaped(tfjs.matMul(left, right, true, false), b.shape);
    },
  };
}

function batchedGradients(
  dy: Tensor,
  a: Tensor,
  b: Tensor,
  transposeA: boolean,
  transposeB: boolean,
): Record<string, () => Tensor> {
  return {
    a: () =>
      sumTo(
        transposeA ? tfjs.matMul(b, dy, transposeB, true) : tfjs.matMul(dy, b, false, !transposeB),
        a.shape,
      ),
    b: () =>
      sumTo(
        transposeB ? tfjs.matMul(dy, a, true, transposeA) : tfjs.matMul(a, dy, !transposeA, false),
        b.shape,
      ),
  };
}
