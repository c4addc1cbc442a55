import { mendKernel } from "../registry.ts";

interface Attributes {
  readonly pad: unknown;
  readonly dataFormat?: string;
}

const KERNELS = [
  "Conv2D",
  "FusedConv2D",
  "Conv2DBackpropInput",
  "Conv2DBackpropFilter",
  "DepthwiseConv2dNative",
  "FusedDepthwiseConv2D",
  "DepthwiseConv2dNativeBackpropInput",
  "DepthwiseConv2dNativeBackpropFilter",
  "AvgPool",
  "AvgPoolGrad",
  "MaxPool",
  "MaxPoolGrad",
  "MaxPoolWithArgmax",
];

/**
 * Padding given as a number. Stock then computes the output's width with the window's height and the vertical
 * stride: columns are missing (cpu), or wasm writes beyond the output. Given side by side it is computed
 * right.
 */
export function mendNumericPadding(backendName: string): void {
  for (const kernelName of KERNELS) {
    mendKernel<unknown, Attributes>("padding side by side", kernelName, backendName, (stock) => (call) => {
      const { pad, dataFormat } = call.attrs;
      if (typeof pad !== "number") return stock(call);
      return stock({ ...call, attrs: { ...call.attrs, pad: sideBySide(pad, dataFormat) } });
    });
  }
}

/** The same padding as TensorFlow.js writes it for each axis. */
export function sideBySide(pad: number, dataFormat = "NHWC"): [number, number][] {
  const none: [number, number] = [0, 0];
  const both: [number, number] = [pad, pad];
  return dataFormat === "NCHW" ? [none, none, both, both] : [none, both, both, none];
}
