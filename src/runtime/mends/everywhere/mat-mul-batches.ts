import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { requireInnerLengths } from "../inner-lengths.ts";
import { asTensor, mendKernel } from "../registry.ts";
import { broadcastShape, sizeOf } from "../shapes.ts";

interface Inputs {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * matMul of batches that broadcast on both sides, [2, 1] with [1, 3]: stock makes one batch too small. Of
 * empties too. And shapes that do not fit are told in one sentence on every backend.
 */
export function mendMatMulBatches(backendName: string): void {
  mendKernel<Inputs, Attributes>("batches", "BatchMatMul", backendName, (stock) => (call) => {
    const { attrs } = call;
    const { a, b } = call.inputs;
    requireInnerLengths(a, b, attrs.transposeA, attrs.transposeB);
    const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
    if (sizeOf(a.shape) === 0 || sizeOf(b.shape) === 0) {
      const rows = a.shape.at(attrs.transposeA ? -1 : -2) as number;
      const columns = b.shape.at(attrs.transposeB ? -2 : -1) as number;
      return tfjs.zeros([...broadcastShape(batchA, batchB), rows, columns], a.dtype);
    }
    if (sizeOf(batchA) === 1 || sizeOf(batchB) === 1 || tfjs.util.arraysEqual(batchA, batchB))
      return stock(call);
    const batch = broadcastShape(batchA, batchB);
    const spread = (x: TensorInfo): TensorInfo =>
      tfjs.broadcastTo(asTensor(x), [...batch, ...x.shape.slice(-2)]);
    return stock({ ...call, inputs: { a: spread(a), b: spread(b) } });
  });
}
