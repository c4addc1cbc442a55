import type { Tensor4D, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { stuffZeros } from "../gradients/convolution-shapes.ts";
import { asTensor, mendKernel } from "../registry.ts";

interface Inputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
}

interface Attributes {
  readonly dilations?: number | readonly [number, number];
}

/**
 * Depthwise convolution with a dilation, which TensorFlow refuses on the processor: the same as one without,
 * by a filter with zeros between its entries.
 */
export function mendDilatedDepthwise(): void {
  for (const kernelName of ["DepthwiseConv2dNative", "FusedDepthwiseConv2D"]) {
    mendKernel<Inputs, Attributes>("dilations", kernelName, "tensorflow", (stock) => (call) => {
      const { dilations = 1 } = call.attrs;
      const [down, across] = typeof dilations === "number" ? [dilations, dilations] : dilations;
      if (down === 1 && across === 1) return stock(call);
      const filter = spreadOut(call.inputs.filter, down, across);
      return stock({
        ...call,
        inputs: { ...call.inputs, filter },
        attrs: { ...call.attrs, dilations: [1, 1] },
      });
    });
  }
}

/** A filter with `down` - 1 rows and `across` - 1 columns of zeros between its own. [height, width, channel, multiplier] */
function spreadOut(filter: TensorInfo, down: number, across: number): Tensor4D {
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  const image = tfjs.reshape(asTensor(filter), [1, height, width, channels * multiplier]) as Tensor4D;
  const stuffed = stuffZeros(image, down, across);
  return tfjs.reshape(stuffed, [stuffed.shape[1], stuffed.shape[2], channels, multiplier]);
}
