import type { TensorInfo } from "#tfjs";
import {
  type ConvolutionAttributes,
  convolutionInfo,
  paddingInNHWC,
  shapeInNHWC,
} from "../gradients/convolution-shapes.ts";
import { mendKernel } from "../registry.ts";

interface Attributes extends ConvolutionAttributes {
  readonly inputShape?: number[];
  readonly filterShape?: number[];
}

type Inputs = Readonly<Record<string, TensorInfo>>;

/**
 * Padding given side by side that is just what "same" means, such as 1 round a filter of 3 by 3. TensorFlow has its
 * fast convolutions (oneDNN's) for "same" and "valid" alone.
 */
export function mendSamePadding(): void {
  for (const kernelName of ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"]) {
    mendKernel<Inputs, Attributes>("same padding", kernelName, "tensorflow", (stock) => (call) => {
      const { inputs, attrs } = call;
      const input = attrs.inputShape ?? (inputs.x as TensorInfo).shape;
      const filter = attrs.filterShape ?? (inputs.filter as TensorInfo).shape;
      return isSame(input, filter, attrs)
        ? stock({ ...call, attrs: { ...attrs, pad: "same" } })
        : stock(call);
    });
  }
}

/** Whether explicit padding puts as many zeros on each side as "same" does. */
function isSame(input: readonly number[], filter: readonly number[], attributes: Attributes): boolean {
  if (typeof attributes.pad !== "object") return false;
  const shape = shapeInNHWC(input, attributes.dataFormat);
  const given = convolutionInfo(shape, filter, { ...attributes, pad: paddingInNHWC(attributes) });
  const same = convolutionInfo(shape, filter, { ...attributes, pad: "same" });
  const sides = ["top", "bottom", "left", "right"] as const;
  return (
    given.outHeight === same.outHeight &&
    given.outWidth === same.outWidth &&
    sides.every((side) => given.padInfo[side] === same.padInfo[side])
  );
}
