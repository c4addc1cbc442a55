import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { type Lesson, lesson, shapeText } from "../lesson.ts";
import { described } from "./described.ts";

/**
 * Throws a lesson unless the value is a tensor that still has its values: for an array, a promise, something
 * forgotten, a tensor that was freed.
 */
export function requireTensor(tool: string, value: unknown, name = "x"): asserts value is Tensor {
  if (!(value instanceof tf.Tensor)) throw lesson(tool, noTensor(value, name));
  if (value.isDisposed) throw lesson(tool, disposed(value, name));
}

function noTensor(value: unknown, name: string): Lesson {
  const what = `${name} must be a tensor, not ${described(value)}.`;
  const fits = whatFits(value);
  return { what, ...(fits !== undefined && { fits }) };
}

function whatFits(value: unknown): string | undefined {
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return "tf.tensor(array), which makes a tensor of an array";
  if (value instanceof Promise) return "await in front of it: what it promises has to be there first";
  if (typeof value === "number" || typeof value === "boolean") return `tf.scalar(${value})`;
  if (value === undefined)
    return "a tensor: index(x, 0) for x[0], x.transpose() for x.T, which are undefined, as is what a function without a return gives";
  if (typeof value === "object" && value !== null && "forward" in value)
    return "its output: module.call(input)";
  return undefined;
}

function disposed(x: Tensor, name: string): Lesson {
  return {
    what: `${name} was disposed of, so its values are gone.`,
    given: { [name]: `${shapeText(x.shape)} ${x.dtype}` },
    fits: "what is still needed is disposed of later; tf.tidy spares what its function returns and what tf.keep was told of",
  };
}
