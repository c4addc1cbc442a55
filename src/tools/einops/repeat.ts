import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { applyPlan } from "./apply.ts";
import { oneTensor } from "./inputs.ts";
import type { Lengths } from "./lengths.ts";
import { planFor } from "./plan.ts";

/**
 * Repeats the tensor along the axes that only the right side of the pattern has; otherwise as `rearrange`.
 *
 * A new axis is a name with a length or a number. Where it stands within a composition decides the order: `(w
 * 2)` says each entry twice in a row, `(2 w)` says the whole row twice. Differentiable: gradients of the
 * copies are added up.
 *
 * ```ts
 * repeat(x, "h w -> h w c", { c: 3 });         // [4, 5] -> [4, 5, 3]
 * repeat(x, "w -> (w 2)");                     // [1, 2, 3] -> [1, 1, 2, 2, 3, 3]
 * repeat(x, "w -> (2 w)");                     // [1, 2, 3] -> [1, 2, 3, 1, 2, 3]
 * repeat(rays, "nr p d -> nr ns p d", { ns }); // [100, 2, 3] -> [100, ns, 2, 3]
 * ```
 * @throws ToolError where pattern, shape and lengths do not fit together.
 */
export function repeat<R extends Rank = Rank>(
  x: Tensor | readonly Tensor[],
  pattern: string,
  lengths: Lengths = {},
): Tensor<R> {
  return tf.tidy(() => {
    const input = oneTensor("repeat", x);
    return applyPlan(input, planFor("repeat", pattern, input.shape, lengths), nothingToReduce) as Tensor<R>;
  });
}

const nothingToReduce = (x: Tensor): Tensor => x;
