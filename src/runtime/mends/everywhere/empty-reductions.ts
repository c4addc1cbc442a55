import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendKernel } from "../registry.ts";
import { axesOf, reducedShape, sizeOf } from "../shapes.ts";

/** What nothing at all adds up to; the mean of nothing is not a number, as in PyTorch. */
const OF_NOTHING: Readonly<Record<string, number>> = {
  Sum: 0,
  Mean: Number.NaN,
  Prod: 1,
  Max: Number.NEGATIVE_INFINITY,
  Min: Number.POSITIVE_INFINITY,
};

interface Attributes {
  readonly axis?: number | number[];
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

/**
 * Reductions of empty tensors: stock gives uninitialised memory (wasm), 0 or NaN (cpu), or throws (webgpu).
 */
export function mendEmptyReductions(backendName: string): void {
  for (const [kernelName, value] of Object.entries(OF_NOTHING)) {
    mendKernel<{ x: TensorInfo }, Attributes>("of nothing", kernelName, backendName, (stock) => (call) => {
      const { attrs } = call;
      const { x } = call.inputs;
      if (sizeOf(x.shape) > 0) return stock(call);
      const axes = axesOf(attrs.axis ?? attrs.reductionIndices, x.shape);
      const dtype = kernelName === "Mean" ? "float32" : x.dtype === "bool" ? "int32" : x.dtype;
      return tfjs.fill(reducedShape(x.shape, axes, attrs.keepDims), value, dtype);
    });
  }
}
