import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { applyPlan } from "./apply.ts";
import { oneTensor } from "./inputs.ts";
import type { Lengths } from "./lengths.ts";
import { planFor } from "./plan.ts";

/**
 * Reorders, splits and merges axes by a pattern that names them; the values stay as they are.
 *
 * Left of `->` stand the axes of `x`, right of it those of the result. `(h w)` is one axis made of two, h the
 * slow one; `...` is any number of axes; `1` or `()` an axis of length 1, which may come and go. When an axis
 * is split, all lengths but one must be given. A list of tensors of one shape counts as one tensor with a new
 * first axis. Differentiable. The grammar is that of einops (Rogozhnikov, ICLR 2022).
 *
 * ```ts
 * rearrange(images, "b c h w -> b (c h w)");                 // [8, 3, 28, 28] -> [8, 2352]
 * rearrange(x, "b s (head d) -> b head s d", { head: 12 });  // [2, 5, 768] -> [2, 12, 5, 64]
 * rearrange(x, "... h w -> ... w h");                        // [4, 2, 3] -> [4, 3, 2]
 * rearrange([x, y], "pair n -> n pair");                     // two of [5] -> [5, 2]
 * ```
 * @throws ToolError where pattern, shape and lengths do not fit together.
 */
export function rearrange<R extends Rank = Rank>(
  x: Tensor | readonly Tensor[],
  pattern: string,
  lengths: Lengths = {},
): Tensor<R> {
  return tf.tidy(() => {
    const input = oneTensor("rearrange", x);
    return applyPlan(
      input,
      planFor("rearrange", pattern, input.shape, lengths),
      nothingToReduce,
    ) as Tensor<R>;
  });
}

const nothingToReduce = (x: Tensor): Tensor => x;
