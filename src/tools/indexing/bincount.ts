import type { Tensor, Tensor1D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { lesson, shapeText } from "../lesson.ts";

export interface BincountOptions {
  /** [entry]: what each entry adds to its count in place of 1. */
  readonly weights?: Tensor;
  /** The least length of the result, such as the size of a vocabulary. Default 0. */
  readonly minLength?: number;
}

/**
 * How often each whole number from 0 on occurs in a vector, as torch.bincount: [entry] gives [largest number + 1], or
 * [minLength] if that is longer. int32; float32, the sums of the weights, if there are weights.
 *
 * How long the result is depends on the numbers, so it waits for them and works on every backend. Not differentiable.
 *
 * ```ts
 * await bincount(tf.tensor1d([0, 2, 2], "int32"));      // [3] -> [1, 0, 2]
 * await bincount(tokens.flatten(), { minLength: 50 });  // [8, 64] -> [50], how often each token occurs
 * ```
 * @throws ToolError for what is no vector of whole numbers from 0 on, or weights of another shape.
 */
export async function bincount(
  x: Tensor,
  { weights, minLength = 0 }: BincountOptions = {},
): Promise<Tensor1D> {
  checkVector(x, weights);
  const numbers = await x.data<"int32">();
  const length = numbers.reduce((longest, number) => Math.max(longest, number + 1), minLength);
  const wrong = numbers.findIndex((number) => !Number.isInteger(number) || number < 0);
  if (wrong >= 0)
    throw lesson("bincount", {
      what: `entry ${wrong} is ${numbers[wrong]}, which counts nothing.`,
      fits: "whole numbers from 0 on; x.greaterEqual(0) tells which are",
    });
  if (weights !== undefined)
    return tf.tidy(() =>
      tf.unsortedSegmentSum(tf.cast(weights, "float32") as Tensor1D, tf.cast(x, "int32") as Tensor1D, length),
    );
  const counts = new Int32Array(length);
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
  return tf.tensor1d(counts, "int32");
}

function checkVector(x: Tensor, weights: Tensor | undefined): void {
  if (x.rank !== 1)
    throw lesson("bincount", {
      what: `a vector is needed, not ${shapeText(x.shape)}.`,
      fits: "x.flatten(), or one call a row",
      example: "await bincount(tokens.flatten(), { minLength: 50 })",
    });
  if (weights !== undefined && shapeText(weights.shape) !== shapeText(x.shape))
    throw lesson("bincount", {
      what: "there must be one weight an entry.",
      given: { x: shapeText(x.shape), weights: shapeText(weights.shape) },
    });
}
