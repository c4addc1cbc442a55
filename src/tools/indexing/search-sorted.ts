import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { lesson, shapeText } from "../lesson.ts";

/**
 * Where each value would go into an ascending row so that it stays ascending, int32 in the shape of `values`. As
 * torch.searchsorted: "left" is the first such place, before equal entries (the number of entries that are less), "right"
 * the last, behind them (the number that are not greater).
 *
 * `sorted` is [n], one row for values of any shape, or [..., n] for values [..., m], a row for each of theirs. What is not
 * sorted is not noticed.
 *
 * ```ts
 * searchSorted(cumulative, random().uniform([1000])); // [10], [1000] -> [1000], draws from a distribution
 * searchSorted(rows, limits, "right");                // [8, 50], [8, 1] -> [8, 1]
 * ```
 * @throws ToolError if the rows do not go with the values.
 */
export function searchSorted<T extends Tensor>(
  sorted: Tensor,
  values: T,
  side: "left" | "right" = "left",
): T {
  const oneRow = sorted.rank === 1;
  if (!oneRow && shapeText(sorted.shape.slice(0, -1)) !== shapeText(values.shape.slice(0, -1))) {
    throw lesson("searchSorted", {
      what: "the sorted rows must be one row, or have the values' shape but for the last axis.",
      given: { sorted: shapeText(sorted.shape), values: shapeText(values.shape) },
      fits: `[n], or [${[...values.shape.slice(0, -1), "n"].join(", ")}]`,
    });
  }
  return tf.tidy(() => {
    const areIntegers = sorted.dtype === "int32" && values.dtype === "int32";
    const length = sorted.shape.at(-1) ?? 0;
    const count = oneRow ? values.size : (values.shape.at(-1) ?? 0);
    if (values.size === 0 || length === 0) return tf.zeros(values.shape, "int32") as Tensor as T;
    const rows = tf.reshape(areIntegers ? sorted : tf.cast(sorted, "float32"), [-1, length]); // [row, n]
    const asked = tf.reshape(areIntegers ? values : tf.cast(values, "float32"), [-1, count]); // [row, m]
    return tf.reshape(tf.searchSorted(rows, asked, side), values.shape) as Tensor as T;
  });
}
