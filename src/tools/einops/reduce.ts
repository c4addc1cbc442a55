import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { applyPlan } from "./apply.ts";
import { oneTensor } from "./inputs.ts";
import type { Lengths } from "./lengths.ts";
import { planFor } from "./plan.ts";
import { type Reduction, reducerFor } from "./reductions.ts";

/**
 * Reduces the axes that the right side of the pattern does not have; otherwise as `rearrange`.
 *
 * A number on the left is an axis without a name, which is always reduced: `"b c (h 2) (w 2) -> b c h w"`
 * with "max" is 2 x 2 max pooling. A `1` on the right keeps a reduced axis with length 1. `mean` of integers
 * gives float32; `any` and `all` take every value other than 0 for true and give bool. A function `(x, axes)
 * => tensor` may stand for the name. Differentiable, apart from any and all.
 *
 * ```ts
 * reduce(images, "b c h w -> b c", "mean");                  // [8, 3, 28, 28] -> [8, 3]
 * reduce(images, "b c (h 2) (w 2) -> b c h w", "max");       // [8, 3, 28, 28] -> [8, 3, 14, 14]
 * reduce(x, "b ... -> b 1", "sum");                          // [4, 5, 6] -> [4, 1]
 * reduce(x, "b k -> b", (x, axes) => x.logSumExp(axes));     // [4, 10] -> [4]
 * ```
 * @throws ToolError where pattern, shape and lengths do not fit, or the reduction is not known.
 */
export function reduce<R extends Rank = Rank>(
  x: Tensor | readonly Tensor[],
  pattern: string,
  reduction: Reduction,
  lengths: Lengths = {},
): Tensor<R> {
  return tf.tidy(() => {
    const input = oneTensor("reduce", x);
    const reducer = reducerFor(reduction);
    return applyPlan(input, planFor("reduce", pattern, input.shape, lengths), reducer) as Tensor<R>;
  });
}
