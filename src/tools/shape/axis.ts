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
  throw lesson(tool, {
    what: `there is no axis ${axis} here.`,
    given: { shape: shapeText(shape) },
    fits: rank === 0 ? "no axis at all: this is a scalar" : `a whole number from ${-rank} to ${rank - 1}`,
  });
}

/** Several axes counted from the front, ascending; `undefined` means all of them. Each may be named once. */
export function axesOf(
  tool: string,
  axis: number | readonly number[] | undefined,
  shape: readonly number[],
): number[] {
  if (axis === undefined) return shape.map((_, i) => i);
  if (typeof axis !== "number" && !Array.isArray(axis)) {
    throw lesson(tool, {
      what: "the axis, a number or an array of numbers, comes before the options.",
      given: { shape: shapeText(shape) },
      fits: "undefined where all axes are meant",
      example: `${tool}(x, undefined, { keepDims: true })`,
    });
  }
  const axes = (typeof axis === "number" ? [axis] : axis).map((one) => axisOf(tool, one, shape));
  if (new Set(axes).size === axes.length) return axes.sort((a, b) => a - b);
  throw lesson(tool, {
    what: `an axis is named twice in ${shapeText(axes)}.`,
    given: { shape: shapeText(shape) },
  });
}

/** The shape with these axes taken out, or with length 1 in their place. */
export function withoutAxes(shape: readonly number[], axes: readonly number[], keepDims = false): number[] {
  const ones = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  return keepDims ? ones : ones.filter((_, axis) => !axes.includes(axis));
}

/** Number of entries of a shape. */
export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);
