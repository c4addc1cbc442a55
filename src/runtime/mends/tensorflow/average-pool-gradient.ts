import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { type PoolAttributes, windowOverInside } from "../gradients/pooling.ts";
import { asTensor, mendKernel } from "../registry.ts";

interface Inputs {
  readonly dy: TensorInfo;
  readonly input: TensorInfo;
}

/**
 * TensorFlow divides by the cells of a window that lie inside the input, which is right. The other backends'
 * kernels divide by all of them, and the mended gradient of avgPool makes up for it before it calls the
 * kernel. Here that is taken back, so that it holds on every backend.
 */
export function mendAveragePoolGradient(): void {
  mendKernel<Inputs, PoolAttributes>("whole windows", "AvgPoolGrad", "tensorflow", (stock) => (call) => {
    const { dy, input } = call.inputs;
    const scale = windowOverInside(input.shape, call.attrs);
    if (scale === undefined) return stock(call);
    return stock({ ...call, inputs: { dy: tfjs.div(asTensor(dy), scale), input } });
  });
}
