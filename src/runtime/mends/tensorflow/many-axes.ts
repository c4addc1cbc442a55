import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendMirrorPaddingBeyond, mendPaddingBeyond } from "../axis-by-axis.ts";
import { asTensor, mendKernel } from "../registry.ts";
import { axesOf, product, reducedShape } from "../shapes.ts";

/** What TensorFlow refuses of tensors with more than a handful of axes. */
export function mendManyAxes(): void {
  mendPaddingBeyond(5, "tensorflow");
  mendMirrorPaddingBeyond(4, "tensorflow");
  for (const [kernelName, place] of [
    ["ArgMax", tfjs.argMax],
    ["ArgMin", tfjs.argMin],
  ] as const)
    mendKernel<{ x: TensorInfo }, { axis: number }>(
      "three axes",
      kernelName,
      "tensorflow",
      (stock) => (call) => {
        const { x } = call.inputs;
        if (x.shape.length <= 5) return stock(call);
        const axes = axesOf(call.attrs.axis, x.shape);
        const [along] = axes as [number];
        const three = [product(x.shape, 0, along), x.shape[along] as number, product(x.shape, along + 1)];
        return tfjs.reshape(place(tfjs.reshape(asTensor(x), three), 1), reducedShape(x.shape, axes));
      },
    );
}
