import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { broadcastShapesFor } from "../shape/broadcast.ts";
import { withCommonType } from "../shape/common-type.ts";

/**
 * `a` where the condition is true, `b` elsewhere. Condition, `a` and `b` broadcast together; either value may
 * be a number.
 *
 * Differentiable in both values: each gets its gradient where it was chosen, 0 elsewhere. (An infinite
 * derivative in the value not chosen still gives NaN when it is multiplied by that 0, as in PyTorch: put the
 * `where` inside the root.)
 *
 * ```ts
 * where(hit, distance, Infinity);              // [5], [5] -> [5]
 * where(unsqueeze(mask, -1), x, tf.zeros([3])); // [4, 1], [4, 3], [3] -> [4, 3]
 * ```
 * @throws ToolError if the condition is not bool or the shapes do not broadcast.
 */
export function where<R extends Rank = Rank>(
  condition: Tensor,
  a: Tensor | number,
  b: Tensor | number,
): Tensor<R> {
  requireTensor("where", condition, "the condition");
  if (condition.dtype !== "bool") {
    throw lesson("where", {
      what: `the condition must be a bool tensor, not ${condition.dtype}.`,
      fits: "a comparison such as x.greater(0), or x.notEqual(0)",
      example: "where(x.greater(0), x, 0)",
    });
  }
  requireValue(a, "the value where it is true");
  requireValue(b, "the value elsewhere");
  return tf.tidy(() => {
    const [chosen, other] = withCommonType([valueBeside(a, b), valueBeside(b, a)]);
    if (chosen === undefined || other === undefined) throw new Error("internal: where lost a value");
    const shape = broadcastShapesFor("where", [condition.shape, chosen.shape, other.shape]);
    const fitted = (x: Tensor) => (shapeText(x.shape) === shapeText(shape) ? x : tf.broadcastTo(x, shape));
    return tf.where(fitted(condition), fitted(chosen), fitted(other)) as Tensor<R>;
  });
}

/**
 * `x` with `value` wherever the mask is true, as torch.Tensor.masked_fill. The mask broadcasts to x. Differentiable in x.
 *
 * ```ts
 * maskedFill(scores, future, -Infinity); // [head, query, key], [query, key] -> [head, query, key]
 * ```
 * @throws ToolError if the mask is not bool or does not broadcast, or x's dtype cannot hold the value.
 */
export function maskedFill<T extends Tensor>(x: T, mask: Tensor, value: number): T {
  requireTensor("maskedFill", x);
  requireTensor("maskedFill", mask, "the mask");
  if (typeof value !== "number") {
    throw lesson("maskedFill", {
      what: `the value must be a number, not ${described(value)}.`,
      fits: "where(mask, values, x) for a tensor of values",
      example: "maskedFill(scores, future, -Infinity)",
    });
  }
  requireHolds(x, value);
  return tf.tidy(() => tf.cast(where(mask, value, x), x.dtype)) as Tensor as T;
}

/** The result has x's dtype, so the value has to be one of it: -Infinity is no int32. */
function requireHolds(x: Tensor, value: number): void {
  if (x.dtype === "float32") return;
  if (x.dtype === "bool" ? value === 0 || value === 1 : Number.isInteger(value)) return;
  throw lesson("maskedFill", {
    what: `x is ${x.dtype}, which cannot hold ${value}.`,
    given: { x: `${shapeText(x.shape)} ${x.dtype}` },
    fits: "maskedFill(x.toFloat(), mask, value)",
  });
}

function requireValue(value: unknown, name: string): void {
  if (typeof value !== "number" && typeof value !== "boolean") requireTensor("where", value, name);
}

/** A number takes the other value's type, unless that is int32 and the number is not whole. */
function valueBeside(value: Tensor | number, other: Tensor | number): Tensor {
  if (typeof value !== "number") return value;
  const integers = typeof other !== "number" && other.dtype === "int32" && Number.isInteger(value);
  return tf.scalar(value, integers ? "int32" : "float32");
}
