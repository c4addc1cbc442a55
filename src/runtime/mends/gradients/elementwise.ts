import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import { noGradient, sumTo } from "../shapes.ts";

/**
 * Broadcast squaredDifference (stock throws), where (stock multiplies, so inf * 0 = NaN), and elu's second
 * derivative.
 */
export function mendElementwise(): void {
  mendGradient("SquaredDifference", {
    inputs: ["a", "b"],
    gradient: (dy, { a, b }) => ({
      a: () => sumTo(tfjs.mul(dy, tfjs.mul(2, tfjs.sub(a, b))), a.shape),
      b: () => sumTo(tfjs.mul(dy, tfjs.mul(2, tfjs.sub(b, a))), b.shape),
    }),
  });
  mendGradient("Select", {
    inputs: ["condition", "t", "e"],
    gradient: (dy, { condition, t, e }) => ({
      condition: () => noGradient(condition),
      t: () => sumTo(tfjs.where(condition, dy, tfjs.zerosLike(dy)), t.shape),
      e: () => sumTo(tfjs.where(condition, tfjs.zerosLike(dy), dy), e.shape),
    }),
  });
  mendGradient<unknown, never, "y">("Elu", {
    outputs: ["y"],
    // elu'(x) is 1 for positive x and exp(x) = y + 1 for the rest, hence 1 + min(y, 0).
    gradient: (dy, { y }) => ({ x: () => tfjs.mul(dy, tfjs.sub(1, tfjs.relu(tfjs.neg(y)))) }),
  });
}
