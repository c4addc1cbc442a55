import type { Tensor4D, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { filterGradient } from "../gradients/convolution.ts";
import {
  type ConvolutionAttributes,
  convolutionInfo,
  fromNHWC,
  paddingInNHWC,
  shapeInNHWC,
  toNHWC,
} from "../gradients/convolution-shapes.ts";
import { depthwiseFilterGradient, depthwiseInputGradient } from "../gradients/depthwise.ts";
import { adopt, asTensor, mendKernel, provideKernel } from "../registry.ts";
import { fewChannelsFilterGradient } from "./convolution-filter.ts";
import { allocate, valuesOf } from "./heap.ts";
import { planesConvolved, planesFilterGradient, planesInputGradient } from "./planes.ts";
import { stridedCopy, stridesOf } from "./strided-copy.ts";
import { convolved, filterGradientOf, inputGradientOf } from "./windows.ts";

/**
 * From this many input channels on, the filter's gradient is fastest as a convolution; below, as one matrix
 * product.
 */
const MANY_CHANNELS = 8;

/** Convolutions forward and backward. Stock has no backward kernels for filters or depthwise convolutions. */
export function mendConvolution(): void {
  mendForward();
  mendBackward();
  mendDepthwiseBackward();
}

interface Forward {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
}

/**
 * Padding 'same' with a stride beyond the filter gives zeros (tfjs #5907), so it is written out. NCHW is
 * transposed.
 */
function mendForward(): void {
  mendKernel<Forward, ConvolutionAttributes>(
    "explicit padding",
    "Conv2D",
    "wasm",
    (stock) =>
      ({ inputs, attrs, backend }) => {
        const { dataFormat, strides, dilations, dimRoundingMode } = attrs;
        if (dataFormat !== "NCHW") {
          const own = ownConvolution(backend, inputs, attrs);
          return own ?? stock({ inputs, attrs: explicitlyPadded(inputs, attrs), backend });
        }
        const planes = ownPlanes(backend, inputs, attrs);
        if (planes !== undefined) return planes;
        const x = toNHWC(asTensor(inputs.x), dataFormat);
        const y = tfjs.conv2d(
          x,
          asTensor(inputs.filter) as Tensor4D,
          strides,
          paddingInNHWC(attrs),
          "NHWC",
          dilations,
          dimRoundingMode,
        );
        return fromNHWC(y, dataFormat);
      },
  );
}

function ownConvolution(
  backend: unknown,
  { x, filter }: Forward,
  attrs: ConvolutionAttributes,
): TensorInfo | undefined {
  if (x.dtype !== "float32" || filter.dtype !== "float32") return undefined;
  return convolved(backend, x, filter, convolutionInfo(x.shape, filter.shape, attrs));
}

/** The convolution of NCHW tensors as they are. */
function ownPlanes(
  backend: unknown,
  { x, filter }: Forward,
  attrs: ConvolutionAttributes,
): TensorInfo | undefined {
  const a = { ...attrs, pad: paddingInNHWC(attrs) };
  return planesConvolved(backend, x, filter, convolutionInfo(shapeInNHWC(x.shape, "NCHW"), filter.shape, a));
}

function explicitlyPadded({ x, filter }: Forward, attrs: ConvolutionAttributes): ConvolutionAttributes {
  if (attrs.pad !== "same") return attrs;
  const { top, bottom, left, right } = convolutionInfo(x.shape, filter.shape, attrs).padInfo;
  return {
    ...attrs,
    pad: [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
  };
}

interface BackpropInput extends ConvolutionAttributes {
  readonly inputShape: number[];
}

interface BackpropFilter extends ConvolutionAttributes {
  readonly filterShape: number[];
}

function mendBackward(): void {
  provideKernel<{ dy: TensorInfo; filter: TensorInfo }, BackpropInput>(
    "Conv2DBackpropInput",
    "wasm",
    ({ inputs, attrs, backend }) => {
      const { dataFormat } = attrs;
      const inputShape = shapeInNHWC(attrs.inputShape, dataFormat);
      const a = { ...attrs, pad: paddingInNHWC(attrs) };
      if (dataFormat === "NCHW") {
        const info = convolutionInfo(inputShape, inputs.filter.shape, { ...a, dilations: 1 });
        const planes = planesInputGradient(backend, inputs.dy, turned(backend, inputs.filter), info);
        if (planes !== undefined) return planes;
      }
      const dy = toNHWC(asTensor(inputs.dy), dataFormat);
      return fromNHWC(inputGradient(backend, inputShape, dy, inputs.filter, a), dataFormat);
    },
  );
  provideKernel<{ x: TensorInfo; dy: TensorInfo }, BackpropFilter>(
    "Conv2DBackpropFilter",
    "wasm",
    ({ inputs, attrs, backend }) => {
      const a = { ...attrs, dilations: 1, pad: paddingInNHWC(attrs) };
      if (attrs.dataFormat === "NCHW") {
        const info = convolutionInfo(shapeInNHWC(inputs.x.shape, "NCHW"), attrs.filterShape, a);
        const planes = planesFilterGradient(backend, inputs.x, inputs.dy, info);
        if (planes !== undefined) return planes;
      }
      const x = toNHWC(asTensor(inputs.x), attrs.dataFormat);
      const dy = toNHWC(asTensor(inputs.dy), attrs.dataFormat);
      const own = filterGradientOf(backend, x, dy, convolutionInfo(x.shape, attrs.filterShape, a));
      if (own !== undefined) return own;
      const manyChannels = (attrs.filterShape[2] as number) >= MANY_CHANNELS;
      return manyChannels
        ? filterGradient(x, dy, attrs.filterShape, a)
        : fewChannelsFilterGradient(backend, x, dy, attrs.filterShape, a);
    },
  );
}

/**
 * As gradients/convolution.ts' inputGradient without dilation, but stuffs zeros, pads and turns in one pass
 * over the heap.
 */
function inputGradient(
  backend: unknown,
  inputShape: readonly number[],
  dy: Tensor4D,
  filter: TensorInfo,
  a: ConvolutionAttributes,
): Tensor4D {
  const filters = turned(backend, filter);
  const info = convolutionInfo(inputShape, filter.shape, { ...a, dilations: 1 });
  const own = inputGradientOf(backend, dy, filters, info);
  if (own !== undefined) return adopt(own) as Tensor4D;
  return tfjs.conv2d(stuffed(backend, inputShape, dy, filter.shape, a), filters, 1, "valid");
}

/** dy's entries, a stride apart in zeros, with the border that brings the result to the input's size. NHWC */
function stuffed(
  backend: unknown,
  inputShape: readonly number[],
  dy: Tensor4D,
  filterShape: readonly number[],
  a: ConvolutionAttributes,
): Tensor4D {
  const info = convolutionInfo(inputShape, filterShape, { ...a, dilations: 1 });
  const height = info.inHeight + info.filterHeight - 1;
  const width = info.inWidth + info.filterWidth - 1;
  const channels = info.outChannels;
  const out = allocate(backend, [info.batchSize, height, width, channels], "float32");
  const [target, source] = [valuesOf(backend, out), valuesOf(backend, dy)];
  target.fill(0);
  const left = info.filterWidth - 1 - info.padInfo.left;
  for (let row = 0; row < info.batchSize * info.outHeight; row++) {
    const y = info.filterHeight - 1 - info.padInfo.top + (row % info.outHeight) * info.strideHeight;
    if (y < 0 || y >= height) continue;
    const line = (Math.floor(row / info.outHeight) * height + y) * width;
    for (let i = 0; i < info.outWidth; i++) {
      const x = left + i * info.strideWidth;
      if (x < 0 || x >= width) continue;
      const from = (row * info.outWidth + i) * channels;
      target.set(source.subarray(from, from + channels), (line + x) * channels);
    }
  }
  return adopt(out) as Tensor4D;
}

/** The filter turned by 180 degrees, input and output channels swapped. [height, width, out, in] */
function turned(backend: unknown, filter: TensorInfo): Tensor4D {
  const [height, width, inputs, outputs] = filter.shape as [number, number, number, number];
  const [perRow, perPlace, perInput, perOutput] = stridesOf(filter.shape) as [number, number, number, number];
  const out = allocate(backend, [height, width, outputs, inputs], "float32");
  const runs = [
    { length: height, stride: -perRow },
    { length: width, stride: -perPlace },
    { length: outputs, stride: perOutput },
    { length: inputs, stride: perInput },
  ];
  const lastPlace = (height - 1) * perRow + (width - 1) * perPlace;
  stridedCopy(valuesOf(backend, filter), lastPlace, runs, valuesOf(backend, out));
  return adopt(out) as Tensor4D;
}

function mendDepthwiseBackward(): void {
  provideKernel<{ dy: TensorInfo; filter: TensorInfo }, BackpropInput>(
    "DepthwiseConv2dNativeBackpropInput",
    "wasm",
    ({ inputs, attrs }) =>
      depthwiseInputGradient(
        attrs.inputShape,
        asTensor(inputs.dy) as Tensor4D,
        asTensor(inputs.filter) as Tensor4D,
        attrs,
      ),
  );
  provideKernel<{ x: TensorInfo; dy: TensorInfo }, BackpropFilter>(
    "DepthwiseConv2dNativeBackpropFilter",
    "wasm",
    ({ inputs, attrs }) =>
      depthwiseFilterGradient(
        asTensor(inputs.x) as Tensor4D,
        asTensor(inputs.dy) as Tensor4D,
        attrs.filterShape,
        attrs,
      ),
  );
}
