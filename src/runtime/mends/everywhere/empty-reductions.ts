import type { DataType, TensorInfo } from "#tfjs";
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
  Any: 0,
  All: 1,
};

function typeOf(kernelName: string, x: TensorInfo): DataType {
  if (kernelName === "Mean") return "float32";
  if (kernelName === "Any" || kernelName === "All") return "bool";
  return x.dtype === "bool" ? "int32" : x.dtype;
}

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
      return tfjs.fill(reducedShape(x.shape, axes, attrs.keepDims), value, typeOf(kernelName, x));
    });
  }
}
