import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import { axesOf, sizeOf } from "../shapes.ts";

interface Attributes {
  readonly axis: number | number[];
}

/**
 * sum and mean: every entry gets its total's gradient. Stock multiplies it by a tensor of ones, which it makes in
 * JavaScript and copies, and divides the whole by the count.
 */
export function mendReductionGradients(): void {
  mendGradient<Attributes, "x">("Sum", {
    inputs: ["x"],
    gradient: (dy, { x }, { axis }) => ({ x: () => spread(dy, x.shape, axis) }),
  });
  mendGradient<Attributes, "x">("Mean", {
    inputs: ["x"],
    gradient: (dy, { x }, { axis }) => ({
      x: () => spread(tfjs.div(dy, countOf(x.shape, axis)), x.shape, axis),
    }),
  });
}

/** Entries that go into one total. */
const countOf = (shape: readonly number[], axis: number | number[]): number =>
  sizeOf(axesOf(axis, shape).map((each) => shape[each] as number));

/** dy, which lacks the reduced axes or has them of length 1, repeated along them. */
function spread(dy: Tensor, shape: readonly number[], axis: number | number[]): Tensor {
  if (sizeOf(shape) === 0) return tfjs.zeros([...shape]);
  const axes = axesOf(axis, shape);
  const kept = shape.map((length, each) => (axes.includes(each) ? 1 : length));
  return tfjs.broadcastTo(tfjs.reshape(dy, kept), [...shape]);
}
