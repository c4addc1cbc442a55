import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { type Lesson, lesson, shapeText } from "../lesson.ts";
import { readableNow, valuesOf } from "./reading.ts";

/** Throws unless the tensor holds whole numbers by its type. */
function checkInteger(tool: string, indices: Tensor): void {
  if (indices.dtype === "int32") return;
  throw lesson(tool, {
    what: `positions must be an int32 tensor, not ${indices.dtype}.`,
    given: { positions: `${indices.dtype} ${shapeText(indices.shape)}` },
    fits: 'x.toInt(), or tf.tensor1d([0, 2], "int32")',
  });
}

/**
 * Positions along an axis of `length`, negative ones counted from its end. Out of range throws where values
 * can be read at once; webgpu cannot tell.
 */
export function fromFront(
  tool: string,
  indices: Tensor,
  length: number,
  given: Lesson["given"] = {},
): Tensor {
  checkInteger(tool, indices);
  if (!readableNow())
    return tf.where(tf.less(indices, 0), tf.add(indices, tf.scalar(length, "int32")), indices);
  const values = valuesOf(indices);
  const outside = values.find((at) => at < -length || at >= length);
  if (outside !== undefined) throw outOfRange(tool, outside, -length, length, given);
  if (values.every((at) => at >= 0)) return indices;
  return tf.tensor(
    Int32Array.from(values, (at) => (at < 0 ? at + length : at)),
    indices.shape,
    "int32",
  );
}

/** As `fromFront`, for tools that take no negative positions. */
export function checkRange(tool: string, indices: Tensor, length: number, given: Lesson["given"] = {}): void {
  checkInteger(tool, indices);
  if (!readableNow()) return;
  const outside = valuesOf(indices).find((at) => at < 0 || at >= length);
  if (outside !== undefined) throw outOfRange(tool, outside, 0, length, given);
}

export function outOfRange(
  tool: string,
  at: number,
  lowest: number,
  length: number,
  given: Lesson["given"] = {},
): Error {
  const fits = length === 0 ? "nothing: the axis is empty" : `${lowest} to ${length - 1}`;
  return lesson(tool, { what: `position ${at} is outside an axis of length ${length}.`, given, fits });
}
