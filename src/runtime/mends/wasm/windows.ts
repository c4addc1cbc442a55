import type { TensorInfo } from "#tfjs";
import { type SimdRunner, simdFor } from "../../simd/runner.ts";
import type { ConvolutionInfo } from "../gradients/convolution-shapes.ts";
import { sizeOf } from "../shapes.ts";
import { allocate, FLOAT_BYTES, heapOf, offsetOf, valuesOf, type WasmBackend } from "./heap.ts";
import { addUpParts } from "./sums.ts";

/**
 * Convolutions as products of a table of windows, of which our kernels lay out only a strip at a time
 * (simd/assembly/convolution.ts). Each gives undefined where those kernels are not to be had. Everything is
 * float32, NHWC and [height, width, in, out].
 */

/** Columns and windows that are packed at a time. */
const COLUMNS = 256;
const WINDOWS = 256;
/** Entries of the strips of one place that still fit into the second cache with the rest. */
const STRIPS = 1 << 16;
const TILE_BYTES = 128;
/** As the kernel's: steps packed at a time, where one place has fewer channels. */
const DEPTH = 256;

/** The result of a convolution. [batch, outHeight, outWidth, out] */
export function convolved(
  backend: unknown,
  x: TensorInfo,
  filter: TensorInfo,
  info: ConvolutionInfo,
): TensorInfo | undefined {
  const heap = heapOf(backend);
  const simd = simdFor(heap.wasm);
  if (simd === undefined) return undefined;
  const { batchSize, outHeight, outWidth, outChannels } = info;
  const out = allocate(heap, [batchSize, outHeight, outWidth, outChannels], "float32");
  runConvolution(simd, heap, x, filter, out, {
    ...geometryOf(info),
    top: info.padInfo.top,
    left: info.padInfo.left,
    spread: UNSPREAD,
  });
  return out;
}

/**
 * The gradient of a convolution's input: dy, its pixels a stride apart, convolved with the `turned` filter,
 * [height, width, out, in]. [batch, inHeight, inWidth, in]
 */
export function inputGradientOf(
  backend: unknown,
  dy: TensorInfo,
  turned: TensorInfo,
  info: ConvolutionInfo,
): TensorInfo | undefined {
  const heap = heapOf(backend);
  const simd = simdFor(heap.wasm);
  if (simd === undefined) return undefined;
  const out = allocate(heap, [info.batchSize, info.inHeight, info.inWidth, info.inChannels], "float32");
  runConvolution(simd, heap, dy, turned, out, {
    filter: [info.filterHeight, info.filterWidth],
    strides: [1, 1],
    dilations: [info.dilationHeight, info.dilationWidth],
    top: info.effectiveFilterHeight - 1 - info.padInfo.top,
    left: info.effectiveFilterWidth - 1 - info.padInfo.left,
    spread: [info.strideHeight, info.strideWidth],
  });
  return out;
}

/** The gradient of a convolution's filter. [height, width, in, out] */
export function filterGradientOf(
  backend: unknown,
  x: TensorInfo,
  dy: TensorInfo,
  info: ConvolutionInfo,
): TensorInfo | undefined {
  const heap = heapOf(backend);
  const simd = simdFor(heap.wasm);
  if (simd === undefined) return undefined;
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const out = allocate(heap, [filterHeight, filterWidth, inChannels, outChannels], "float32");
  const windows = sizeOf(dy.shape.slice(0, 3));
  if (sizeOf(out.shape) === 0 || windows === 0) {
    valuesOf(heap, out).fill(0);
    return out;
  }
  const units = unitsOf(simd, windows, sizeOf(out.shape));
  const parts = units === 1 ? out : allocate(heap, [units, ...out.shape], "float32");
  const geometry = { ...geometryOf(info), top: info.padInfo.top, left: info.padInfo.left, spread: UNSPREAD };
  const blockWindows = Math.max(64, Math.min(WINDOWS, Math.floor(STRIPS / inChannels)));
  const strips = Math.ceil(inChannels / 4) * 4 * blockWindows;
  const scratch = strips + inChannels + blockWindows * packedColumns(outChannels);
  const job = jobOf(heap, x, parts, dy, geometry, windows, unitWindowsOf(windows, units), blockWindows);
  simd.run("convolveFilterGradient", job, units, TILE_BYTES + scratch * FLOAT_BYTES);
  if (parts !== out) {
    addUpParts(simd, heap, parts, out);
    heap.disposeData(parts.dataId);
  }
  return out;
}

/** Multiplications below which waking another thread takes longer than it saves. */
const WORTH_SHARING = 1 << 17;

/** Units of work for all threads. Every one of them has windows of its own. */
function unitsOf(simd: SimdRunner, windows: number, perWindow: number): number {
  if (simd.threads === 1 || windows * perWindow < WORTH_SHARING) return 1;
  return Math.ceil(windows / unitWindowsOf(windows, 2 * simd.threads));
}

const unitWindowsOf = (windows: number, units: number): number => Math.ceil(windows / units / 4) * 4;

type Pair = readonly [down: number, across: number];

const UNSPREAD: Pair = [1, 1];

interface Geometry {
  readonly filter: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly top: number;
  readonly left: number;
  readonly spread: Pair;
}

const geometryOf = (info: ConvolutionInfo): Pick<Geometry, "filter" | "strides" | "dilations"> => ({
  filter: [info.filterHeight, info.filterWidth],
  strides: [info.strideHeight, info.strideWidth],
  dilations: [info.dilationHeight, info.dilationWidth],
});

const packedColumns = (columns: number): number => Math.ceil(Math.min(COLUMNS, columns) / 8) * 8;

function runConvolution(
  simd: SimdRunner,
  heap: WasmBackend,
  images: TensorInfo,
  filters: TensorInfo,
  out: TensorInfo,
  geometry: Geometry,
): void {
  const windows = sizeOf(out.shape.slice(0, 3));
  const [channels, outChannels] = [images.shape[3] as number, out.shape[3] as number];
  if (sizeOf(out.shape) === 0) return;
  if (sizeOf(filters.shape) === 0 || sizeOf(images.shape) === 0) {
    valuesOf(heap, out).fill(0);
    return;
  }
  const [height, width] = geometry.filter;
  const depth = Math.min(height * width * channels, Math.max(DEPTH, channels));
  const scratch = channels + depth * (4 + packedColumns(outChannels));
  const units = unitsOf(simd, windows, sizeOf(filters.shape));
  const job = jobOf(heap, images, filters, out, geometry, windows, unitWindowsOf(windows, units), WINDOWS);
  simd.run("convolve", job, units, TILE_BYTES + scratch * FLOAT_BYTES);
}

/** The fields of the kernels' class Convolution, in its order. */
function jobOf(
  heap: WasmBackend,
  images: TensorInfo,
  filters: TensorInfo,
  results: TensorInfo,
  { filter, strides, dilations, top, left, spread }: Geometry,
  windows: number,
  unitWindows: number,
  blockWindows: number,
): number[] {
  return [
    ...[images, filters, results].map((info) => offsetOf(heap, info)),
    ...images.shape.slice(1),
    ...results.shape.slice(1),
    ...filter,
    ...strides,
    ...dilations,
    top,
    left,
    ...spread,
    windows,
    unitWindows,
    blockWindows,
    COLUMNS,
  ];
}
