import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";

/** Number of entries of a shape. */
export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

/** Axes as non-negative numbers; `undefined` means all of them. */
export function axesOf(axis: number | readonly number[] | undefined, shape: readonly number[]): number[] {
  return tfjs.util.parseAxisParam(axis as number | number[], [...shape]);
}

/** The shape that is left when `axes` are reduced. */
export function reducedShape(shape: readonly number[], axes: readonly number[], keepDims = false): number[] {
  const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  return keepDims ? kept : kept.filter((_, axis) => !axes.includes(axis));
}

/** The tensor itself if it has this shape already, which spares a kernel and a node on the tape; else its reshape. */
export const reshaped = (x: Tensor, shape: readonly number[]): Tensor =>
  tfjs.util.arraysEqual(x.shape, [...shape]) ? x : tfjs.reshape(x, [...shape]);

/** The shape that both shapes broadcast to. Throws where they do not. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  return tfjs.broadcast_util.assertAndGetBroadcastShape([...a], [...b]);
}

/** `length` with ones in front until it has `rank` axes. */
export function padShape(shape: readonly number[], rank: number): number[] {
  return [...new Array<number>(rank - shape.length).fill(1), ...shape];
}

/** Sums a gradient over the axes along which an operand of `shape` was broadcast. */
export function sumTo(gradient: Tensor, shape: readonly number[]): Tensor {
  if (tfjs.util.arraysEqual(gradient.shape, [...shape])) return gradient;
  const axes = tfjs.broadcast_util.getReductionAxes([...shape], gradient.shape);
  return tfjs.reshape(axes.length > 0 ? tfjs.sum(gradient, axes) : gradient, [...shape]);
}

/** Zeros for an input that nothing flows back to: indices, conditions, whatever is only compared. */
export const noGradient = (input: Tensor): Tensor => tfjs.zeros(input.shape, "float32");

/** `[begin, begin + length)` of one axis. */
export function sliceAxis(x: Tensor, axis: number, begin: number, length: number): Tensor {
  const begins = x.shape.map((_, i) => (i === axis ? begin : 0));
  const sizes = x.shape.map((whole, i) => (i === axis ? length : whole));
  return tfjs.slice(x, begins, sizes);
}

/** `before` and `after` entries of `value` around one axis. */
export function padAxis(x: Tensor, axis: number, before: number, after: number, value = 0): Tensor {
  const paddings = x.shape.map((_, i): [number, number] => (i === axis ? [before, after] : [0, 0]));
  return tfjs.pad(x, paddings, value);
}

/** 1 where the condition holds, else 0, as float32. */
export const asMask = (condition: Tensor): Tensor => tfjs.cast(condition, "float32");

/** Number of entries of the axes `from` up to, not including, `to`. */
export const product = (shape: readonly number[], from: number, to?: number): number =>
  sizeOf(shape.slice(from, to));
