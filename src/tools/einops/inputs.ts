import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { described } from "../arguments/described.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import type { Operation } from "./problem.ts";

/** One tensor, or several of one shape that become one with a new first axis. */
export function oneTensor(operation: Operation, input: Tensor | readonly Tensor[]): Tensor {
  if (input instanceof tf.Tensor) {
    requireTensor(operation, input);
    return input;
  }
  if (!Array.isArray(input) || input.length === 0 || !input.every((x) => x instanceof tf.Tensor)) {
    throw lesson(operation, {
      what: `the first argument must be a tensor or a list of tensors, not ${described(input)}.`,
      ...whatFits(input),
      example: `${operation}([x, y], "pair h w -> ...")`,
    });
  }
  const shapes = input.map(({ shape }) => shapeText(shape));
  if (new Set(shapes).size > 1) {
    throw lesson(operation, {
      what: "tensors in a list must have one shape, because the list becomes the first axis.",
      given: { shapes: shapes.join(" ") },
    });
  }
  return tf.stack([...input]);
}

function whatFits(input: unknown): { readonly fits?: string } {
  if (typeof input === "string") return { fits: "the tensor first, the pattern after it" };
  return Array.isArray(input) && input.length > 0
    ? { fits: "tf.tensor(array), which makes a tensor of an array" }
    : {};
}
