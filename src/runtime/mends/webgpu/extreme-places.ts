import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";

/**
 * argMax and argMin as in PyTorch: the first entry that equals the line's extreme; of a line with NaN, whose extreme is
 * NaN, the first NaN, which stock passes over. int32 is compared as integers; stock calls neighbours beyond 2^24 equal.
 */
export function mendExtremePlaces(): void {
  for (const [kernelName, extreme] of [
    ["ArgMax", tfjs.max],
    ["ArgMin", tfjs.min],
  ] as const)
    mendKernel<{ x: TensorInfo }, { axis: number }>("NaN", kernelName, "webgpu", (stock) => (call) => {
      const { x } = call.inputs;
      if (sizeOf(x.shape) === 0) return stock(call);
      const all = asTensor(x);
      const top = extreme(all, call.attrs.axis, true);
      const equal = tfjs.equal(all, top);
      const found = x.dtype === "float32" ? tfjs.where(tfjs.isNaN(top), tfjs.isNaN(all), equal) : equal;
      const marks = tfjs.cast(kernelName === "ArgMax" ? found : tfjs.logicalNot(found), "float32");
      return stock({ ...call, inputs: { x: marks } });
    });
}
