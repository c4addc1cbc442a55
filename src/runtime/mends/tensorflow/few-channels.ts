import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "../registry.ts";
import { product } from "../shapes.ts";
import type { NativeBackend } from "./native.ts";

interface Attributes {
  readonly inputShape: readonly number[];
  readonly dataFormat?: string;
}

/** How many times more output channels than entries of a window make the way by windows the shorter one. */
const WORTH_IT = 2;

/**
 * A convolution's gradient for an input of few channels, such as grey images. TensorFlow's kernel is fast where there are
 * many. Here a matrix product first turns what flows back into a share for each entry of each window, and the same
 * kernel, with a filter that only picks, adds the shares up: so it has `height · width · in` channels to go through
 * instead of `out`.
 */
export function mendFewChannels(): void {
  mendKernel<{ dy: TensorInfo; filter: TensorInfo }, Attributes>(
    "few channels",
    "Conv2DBackpropInput",
    "tensorflow",
    (stock) => (call) => {
      const { dy, filter } = call.inputs;
      const entries = product(filter.shape, 0, 3); // of one window
      const outChannels = filter.shape[3] as number;
      const isNarrow = entries * WORTH_IT <= outChannels && call.attrs.dataFormat !== "NCHW";
      if (!isNarrow || (call.backend as NativeBackend).isUsingGpuDevice) return stock(call);
      const flow = tfjs.reshape(asTensor(dy), [-1, outChannels]); // [place, out]
      const weights = tfjs.reshape(asTensor(filter), [entries, outChannels]); // [entry, out]
      const shares = tfjs.matMul(flow, weights, false, true); // [place, entry]
      return stock({
        ...call,
        inputs: {
          dy: tfjs.reshape(shares, [...dy.shape.slice(0, 3), entries]),
          filter: picking(filter.shape.slice(0, 3)),
        },
      });
    },
  );
}

/** The filter that gives each entry of a window a channel of its own. [height, width, in, entry] */
function picking(window: readonly number[]): Tensor {
  const entries = product(window, 0);
  return tfjs.reshape(tfjs.eye(entries), [...window, entries]);
}
