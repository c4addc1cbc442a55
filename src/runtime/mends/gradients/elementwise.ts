import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import { noGradient, sumTo } from "../shapes.ts";

/**
 * Broadcast squaredDifference (stock throws), where (stock multiplies, so inf * 0 = NaN), elu's second
 * derivative, and gradients at kinks that are not PyTorch's.
 */
export function mendElementwise(): void {
  mendKinks();
  mendPower();
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

/** At 0 |x| has the gradient 0, stock says -1. At 6 relu6 has 0, stock says 1. */
function mendKinks(): void {
  mendGradient("Abs", {
    inputs: ["x"],
    gradient: (dy, { x }) => ({ x: () => tfjs.mul(dy, tfjs.sign(tfjs.cast(x, "float32"))) }),
  });
  mendGradient("Relu6", {
    inputs: ["x"],
    gradient: (dy, { x }) => ({ x: () => within(dy, x, 0, 6) }),
  });
}

/** dy where x lies between the bounds, 0 elsewhere and at them. */
function within(dy: Tensor, x: Tensor, least: number, most: number): Tensor {
  const inside = tfjs.logicalAnd(tfjs.greater(x, least), tfjs.less(x, most));
  return tfjs.where(inside, dy, tfjs.zerosLike(dy));
}

/** x ** 0 is 1 everywhere, so its gradient is 0, also at 0, where stock multiplies 0 by 1 / 0. */
function mendPower(): void {
  mendGradient<unknown, "a" | "b", "y">("Pow", {
    inputs: ["a", "b"],
    outputs: ["y"],
    gradient: (dy, { a, b, y }) => ({
      a: () => {
        const power = tfjs.cast(b, "float32");
        const below = tfjs.where(tfjs.equal(power, 0), tfjs.zerosLike(power), tfjs.sub(power, 1));
        return sumTo(tfjs.mul(dy, tfjs.mul(power, tfjs.pow(a, below))), a.shape);
      },
      b: () => {
        const isPositive = tfjs.greater(a, 0);
        const logarithm = tfjs.where(
          isPositive,
          tfjs.log(tfjs.where(isPositive, a, tfjs.onesLike(a))),
          tfjs.zerosLike(a),
        );
        return sumTo(tfjs.mul(dy, tfjs.mul(y, logarithm)), b.shape);
      },
    }),
  });
}
