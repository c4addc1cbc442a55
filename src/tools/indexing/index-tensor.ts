import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { type Picks, picked } from "./picking.ts";
import { type AxisSelector, checkMask, positionsWhere, selectionFor } from "./selection.ts";
import { sliced } from "./slicing.ts";
import type { IndexSpec } from "./specs.ts";

/**
 * Picks entries, axis by axis, as `x[...]` does in PyTorch and NumPy. Gives a new tensor; nothing can be
 * assigned.
 *
 * | for an axis | picks |
 * |---|---|
 * | `2`, `-1` | one entry; the axis goes |
 * | `":"`, `"1:5"`, `"::2"`, `"::-1"` | a range; ends beyond the axis are cut |
 * | `"..."` | all axes in between |
 * | `null`, `"newaxis"` | a new axis of length 1 |
 * | int32 tensor or list | these positions; several tensors broadcast and pick entry by entry |
 * | bool tensor | where it is true; it stands for as many axes as it has (not on webgpu: `indexByMask`) |
 *
 * ```ts
 * index(x, 0);                            // [4, 3, 2] -> [3, 2]
 * index(x, ":", -1);                      // [4, 3, 2] -> [4, 2]
 * index(x, "...", "::-1");                // [4, 3, 2] -> [4, 3, 2], last axis backwards
 * index(x, null, "1:3");                  // [4, 3] -> [1, 2, 3]
 * index(logits, arange(4), labels);       // [4, 10], labels [4] -> [4], one entry a row
 * index(x, x.greater(0));                 // [4, 3] -> [number of positive entries]
 * ```
 * Differentiable. @throws ToolError for what is no index or lies outside (webgpu cannot tell the latter).
 */
export function index<R extends Rank = Rank>(x: Tensor, ...specs: readonly IndexSpec[]): Tensor<R> {
  requireTensor("index", x);
  return tf.tidy(() => {
    const selection = selectionFor(specs, x.shape);
    const result = picked(sliced(x, selection), picksOf(selection));
    return (result === x ? tf.clone(x) : result) as Tensor<R>; // never the input itself
  });
}

/**
 * The entries of `x` where `mask` is true, in row-major order; the mask covers the first axes of `x`. Works
 * on every backend, since it waits for the mask's values. Differentiable in `x`.
 *
 * ```ts
 * await indexByMask(x, x.greater(0)); // [4, 3], mask [4, 3] -> [n]
 * await indexByMask(x, rows);         // [4, 3], mask [4] -> [n, 3]
 * ```
 * @throws ToolError if the mask's shape is not that of the first axes of `x`.
 */
export async function indexByMask<R extends Rank = Rank>(x: Tensor, mask: Tensor): Promise<Tensor<R>> {
  requireTensor("indexByMask", x);
  requireTensor("indexByMask", mask, "mask");
  requireBool(mask);
  checkMask(mask, x.shape.slice(0, mask.rank), x.shape);
  const values = await mask.data<"int32">();
  return tf.tidy(() => {
    const picks = positionsWhere(values, mask.shape).map((indices, axis): Picks => ({ axis, indices }));
    return picked(x, picks) as Tensor<R>;
  });
}

function requireBool(mask: Tensor): void {
  if (mask.dtype === "bool") return;
  throw lesson("indexByMask", {
    what: `the mask must be a bool tensor, not ${mask.dtype}.`,
    given: { mask: `${shapeText(mask.shape)} ${mask.dtype}` },
    fits: "a comparison such as x.greater(0); int32 positions are for index(x, positions)",
    example: "await indexByMask(x, x.greater(0))",
  });
}

/** Positions with the axis at which they stand once single entries are gone and new axes are there. */
function picksOf(selection: readonly AxisSelector[]): Picks[] {
  const left = selection.filter(({ kind }) => kind !== "at");
  return left.flatMap((selector, axis) =>
    selector.kind === "positions" ? [{ axis, indices: selector.indices }] : [],
  );
}
