import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";

type Geometry = Parameters<typeof tfjs.backend_util.computeConv2DInfo>;

interface Attributes {
  readonly strides: Geometry[2];
  readonly pad: Geometry[4];
  readonly dilations: Geometry[3];
  readonly dataFormat: "NHWC" | "NCHW";
}

/** A convolution of no images has the shape that it would have of one. The native backend gives it the shape of its input. */
export function mendEmptyConvolution(): void {
  mendKernel<{ x: TensorInfo; filter: TensorInfo }, Attributes>(
    "of nothing",
    "Conv2D",
    "tensorflow",
    (stock) => (call) => {
      const { x, filter } = call.inputs;
      if (sizeOf(x.shape) > 0) return stock(call);
      const { strides, pad, dilations, dataFormat } = call.attrs;
      const { outShape } = tfjs.backend_util.computeConv2DInfo(
        x.shape as Geometry[0],
        filter.shape as Geometry[1],
        strides,
        dilations,
        pad,
        undefined,
        false,
        tfjs.backend_util.convertConv2DDataFormat(dataFormat),
      );
      return tfjs.zeros(outShape);
    },
  );
}
