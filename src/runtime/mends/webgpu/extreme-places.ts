import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "../registry.ts";
import { axesOf, product, reducedShape, sizeOf } from "../shapes.ts";

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
      const axes = axesOf(call.attrs.axis, x.shape);
      const [along] = axes as [number];
      const three = [product(x.shape, 0, along), x.shape[along] as number, product(x.shape, along + 1)];
      const all = tfjs.reshape(asTensor(x), three);
      const top = extreme(all, 1, true);
      const equal = tfjs.equal(all, top);
      const found = x.dtype === "float32" ? tfjs.where(tfjs.isNaN(top), tfjs.isNaN(all), equal) : equal;
      const marks = tfjs.cast(kernelName === "ArgMax" ? found : tfjs.logicalNot(found), "float32");
      const places = stock({ ...call, inputs: { x: marks }, attrs: { axis: 1 } }) as TensorInfo;
      return { ...places, shape: reducedShape(x.shape, axes) };
    });
}
