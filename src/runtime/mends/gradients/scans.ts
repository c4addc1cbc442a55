import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import { padAxis, sliceAxis } from "../shapes.ts";

interface ScanAttributes {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/** cumsum (stock: wrong axis order on any axis but the last) and cumprod (stock: none). */
export function mendScans(): void {
  mendGradient<ScanAttributes, never>("Cumsum", {
    gradient: (dy, _saved, { axis, exclusive, reverse }) => ({
      x: () => tfjs.cumsum(dy, axis, exclusive, !reverse),
    }),
  });
  mendGradient<ScanAttributes, "x">("Cumprod", {
    inputs: ["x"],
    gradient: (dy, { x }, attributes) => ({ x: () => cumprodGradient(x, dy, attributes) }),
  });
}

function cumprodGradient(x: Tensor, dy: Tensor, { axis: given, exclusive, reverse }: ScanAttributes): Tensor {
  const axis = given < 0 ? given + x.rank : given;
  const turned = (t: Tensor): Tensor => (reverse ? tfjs.reverse(t, [axis]) : t);
  if (!exclusive) return turned(inclusiveGradient(turned(x), turned(dy), axis));
  // An exclusive product is the inclusive one of x moved along by one, starting with 1.
  const moved = padAxis(sliceAxis(turned(x), axis, 0, (x.shape[axis] as number) - 1), axis, 1, 0, 1);
  return turned(shiftLeft(inclusiveGradient(moved, turned(dy), axis), axis, 1, 0));
}

/**
 * Gradient of y_k = x_0 ... x_k, right where x has zeros, since nothing is divided: dx_k = (x_0 ... x_{k-1})
 * S_k with S_k = dy_k + x_{k+1} S_{k+1}. S is found in log2(n) steps, each of which doubles how far every S_k
 * looks ahead.
 */
function inclusiveGradient(x: Tensor, dy: Tensor, axis: number): Tensor {
  let factor = shiftLeft(x, axis, 1, 0);
  let suffix = dy;
  for (let step = 1; step < (x.shape[axis] as number); step *= 2) {
    suffix = tfjs.add(suffix, tfjs.mul(factor, shiftLeft(suffix, axis, step, 0)));
    factor = tfjs.mul(factor, shiftLeft(factor, axis, step, 0));
  }
  return tfjs.mul(tfjs.cumprod(x, axis, true), suffix);
}

/** Entry i becomes entry i + step; `fill` where that is past the end. */
function shiftLeft(x: Tensor, axis: number, step: number, fill: number): Tensor {
  const length = x.shape[axis] as number;
  if (step >= length) return tfjs.fill(x.shape, fill);
  return padAxis(sliceAxis(x, axis, step, length - step), axis, 0, step, fill);
}
