import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { described } from "../arguments/described.ts";
import { lesson, shapeText } from "../lesson.ts";
import type { Reducer } from "./apply.ts";

/**
 * A reduction by name, or a function that takes the tensor and the axes to reduce and returns a tensor
 * without them.
 */
export type Reduction = "min" | "max" | "sum" | "mean" | "prod" | "any" | "all" | Reducer;

const BY_NAME: Readonly<Record<Exclude<Reduction, Reducer>, Reducer>> = {
  min: (x, axes) => tf.min(x, axes),
  max: (x, axes) => tf.max(x, axes),
  sum: (x, axes) => tf.sum(x, axes),
  mean: (x, axes) => tf.mean(x, axes),
  prod: (x, axes) => tf.prod(x, axes),
  any: (x, axes) => tf.any(asBool(x), axes),
  all: (x, axes) => tf.all(asBool(x), axes),
};

/** The function for a reduction. A custom one is held to returning the shape that is left. */
export function reducerFor(reduction: Reduction): Reducer {
  if (typeof reduction === "function") return (x, axes) => checked(reduction(x, axes), x, axes);
  const named =
    typeof reduction === "string" && Object.hasOwn(BY_NAME, reduction) ? BY_NAME[reduction] : undefined;
  if (named !== undefined) return named;
  throw lesson("reduce", {
    what: `there is no reduction called ${typeof reduction === "string" ? `"${reduction}"` : described(reduction)}.`,
    fits: `${Object.keys(BY_NAME).join(", ")}, or a function (x, axes) => tensor`,
    example: 'reduce(x, "b c h w -> b c", "mean")',
  });
}

function checked(result: Tensor, x: Tensor, axes: readonly number[]): Tensor {
  const left = x.shape.filter((_, axis) => !axes.includes(axis));
  if (result instanceof tf.Tensor && shapeText(result.shape) === shapeText(left)) return result;
  const got = result instanceof tf.Tensor ? shapeText(result.shape) : typeof result;
  throw lesson("reduce", {
    what: `your reduction must return ${shapeText(left)}, the shape without the axes it is given, but returned ${got}.`,
    given: { "it got": `a tensor ${shapeText(x.shape)} and the axes ${shapeText(axes)}` },
    example: 'reduce(x, "b h w -> b", (x, axes) => x.logSumExp(axes))',
  });
}

const asBool = (x: Tensor): Tensor => (x.dtype === "bool" ? x : tf.notEqual(x, 0));
