import { described } from "../arguments/described.ts";
import { lesson, shapeText } from "../lesson.ts";

/**
 * An axis counted from the front: -1 is the last one. Throws a lesson for an axis that a tensor of this shape
 * has not.
 */
export function axisOf(tool: string, axis: number, shape: readonly number[]): number {
  return axisWithin(tool, axis, shape.length, shape);
}

/** As `axisOf`, for a result with `rank` axes, which may be one more than `shape` has. */
export function axisWithin(tool: string, axis: number, rank: number, shape: readonly number[]): number {
  if (Number.isInteger(axis) && axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
  if (typeof axis !== "number") throw axisNoNumber(tool, axis, shape);
  throw lesson(tool, {
    what: `there is no axis ${axis} here.`,
    given: { shape: shapeText(shape) },
    fits: rank === 0 ? "no axis at all: this is a scalar" : `a whole number from ${-rank} to ${rank - 1}`,
  });
}

function axisNoNumber(tool: string, axis: unknown, shape: readonly number[]): Error {
  return lesson(tool, {
    what: `the axis must be a number, not ${described(axis)}.`,
    given: { shape: shapeText(shape) },
    fits: "the bare number, without name or braces",
  });
}

/** Several axes counted from the front, ascending; `undefined` means all of them. Each may be named once. */
export function axesOf(
  tool: string,
  axis: number | readonly number[] | undefined,
  shape: readonly number[],
): number[] {
  if (axis === undefined) return shape.map((_, i) => i);
  if (typeof axis !== "number" && !Array.isArray(axis)) throw noAxes(tool, axis, shape);
  const axes = (typeof axis === "number" ? [axis] : axis).map((one) => axisOf(tool, one, shape));
  if (new Set(axes).size === axes.length) return axes.sort((a, b) => a - b);
  throw lesson(tool, {
    what: `an axis is named twice in ${shapeText(axes)}.`,
    given: { shape: shapeText(shape) },
  });
}

/** The example is the call that was meant, if it was one with options. */
function noAxes(tool: string, axis: unknown, shape: readonly number[]): Error {
  const isOptions = typeof axis === "object" && axis !== null && !AXIS_NAMES.some((name) => name in axis);
  return lesson(tool, {
    what: isOptions
      ? `the axis, a number or an array of numbers, comes before the options; this is ${described(axis)}.`
      : `the axis must be a number or an array of numbers, not ${described(axis)}.`,
    given: { shape: shapeText(shape) },
    fits: "undefined where all axes are meant",
    example: isOptions ? `${tool}(x, undefined, ${described(axis)})` : `${tool}(x, 0)`,
  });
}

const AXIS_NAMES = ["axis", "axes", "dim", "dims"];

/** The shape with these axes taken out, or with length 1 in their place. */
export function withoutAxes(shape: readonly number[], axes: readonly number[], keepDims = false): number[] {
  const ones = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  return keepDims ? ones : ones.filter((_, axis) => !axes.includes(axis));
}

/** Number of entries of a shape. */
export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);
