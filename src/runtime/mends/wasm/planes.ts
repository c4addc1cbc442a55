import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { type SimdRunner, simdFor } from "../../simd/runner.ts";
import type { ConvolutionInfo } from "../gradients/convolution-shapes.ts";
import { sizeOf } from "../shapes.ts";
import { allocate, FLOAT_BYTES, heapOf, offsetOf, type WasmBackend } from "./heap.ts";
import { addUpParts } from "./sums.ts";

/**
 * Convolutions of tensors as PyTorch lays them out, NCHW, with stride 1 and without dilation: our kernels read and
 * write planes as they are (simd/assembly/convolve-planes.ts). Each gives undefined where it does not fit; then
 * the tensors are transposed and go through windows.ts. Filters are [height, width, in, out].
 */

/** Channels on both sides from which on fewer multiplications make up for the transformations. */
const MANY_CHANNELS = 8;
/** Pairs of channels up to which, and results of one channel from which on, the transformed filters are worth it. */
const MOST_PAIRS = 1 << 16;
const ENOUGH_PIXELS = 128;
/** Bytes of filters that stay in the second cache, from where assembly/direct.ts reads them for every few pixels. */
const MOST_FILTERS = 1 << 18;
/** Padded planes that are larger, in bytes, do not stay in the second cache; then windows.ts is as fast. */
const MOST_PLANES = 1 << 20;
/** Units of work, on any number of threads, so that sums are added up in the same order. */
const UNITS = 8;
/** Results of one channel from which on a unit is worth the filters and sums it transforms for itself. */
const UNIT_PIXELS = 512;
/** Multiplications below which waking another thread takes longer than it saves. */
const WORTH_SHARING = 1 << 17;
/** Bytes of transformed quads that stay in the second cache with the rest. */
const QUADS_BYTES = 1 << 18;

/**
 * Whether the active backend convolves NCHW tensors as they are. If not, they are better transposed once, before
 * the convolution, than in it and in each of its gradients.
 */
export function convolvesPlanes(filter: readonly number[], steps: readonly number[]): boolean {
  if (tfjs.getBackend() !== "wasm" || !fits(filter, steps)) return false;
  return simdFor(heapOf(tfjs.backend()).wasm) !== undefined;
}

/** A filter of one place is a plain product, and many channels are read in blocks: windows.ts is better at both. */
const fits = (filter: readonly number[], steps: readonly number[]): boolean =>
  steps.every((step) => step === 1) &&
  sizeOf(filter.slice(0, 2)) > 1 &&
  sizeOf(filter.slice(2)) <= MOST_PAIRS;

/** The result of a convolution. [batch, out, outHeight, outWidth] */
export function planesConvolved(
  backend: unknown,
  x: TensorInfo,
  filter: TensorInfo,
  info: ConvolutionInfo,
): TensorInfo | undefined {
  return run(backend, x, filter, info, geometryOf(info));
}

/**
 * The gradient of a convolution's input: dy convolved with the `turned` filter, [height, width, out, in].
 * [batch, in, inHeight, inWidth]
 */
export function planesInputGradient(
  backend: unknown,
  dy: TensorInfo,
  turned: TensorInfo,
  info: ConvolutionInfo,
): TensorInfo | undefined {
  const { batchSize, inChannels, inHeight, inWidth, outChannels, outHeight, outWidth, padInfo } = info;
  return run(backend, dy, turned, info, {
    images: [batchSize, outChannels, outHeight, outWidth],
    results: [batchSize, inChannels, inHeight, inWidth],
    filter: [info.filterHeight, info.filterWidth],
    top: info.filterHeight - 1 - padInfo.top,
    left: info.filterWidth - 1 - padInfo.left,
  });
}

/** The gradient of a convolution's filter. [height, width, in, out] */
export function planesFilterGradient(
  backend: unknown,
  x: TensorInfo,
  dy: TensorInfo,
  info: ConvolutionInfo,
): TensorInfo | undefined {
  const heap = heapOf(backend);
  const geometry = geometryOf(info);
  const simd = runnerFor(heap, [x, dy], info, geometry);
  if (simd === undefined || info.outWidth < 4) return undefined;
  const out = allocate(heap, [...geometry.filter, info.inChannels, info.outChannels], "float32");
  const sharing = sharingOf(geometry);
  const parts = sharing.units === 1 ? out : allocate(heap, [sharing.units, ...out.shape], "float32");
  const job = jobOf(heap, x, parts, dy, geometry, sharing.unitImages);
  simd.run("convolvePlanesFilterGradient", job, sharing.units, gradientScratch(geometry));
  if (parts !== out) {
    addUpParts(simd, heap, parts, out);
    heap.disposeData(parts.dataId);
  }
  return out;
}

type Quadruple = readonly [batch: number, channels: number, height: number, width: number];

interface Geometry {
  readonly images: Quadruple;
  readonly results: Quadruple;
  readonly filter: readonly [height: number, width: number];
  readonly top: number;
  readonly left: number;
}

/** Of a convolution forward, and of its filter's gradient. */
function geometryOf(info: ConvolutionInfo): Geometry {
  const { batchSize, inChannels, inHeight, inWidth, outChannels, outHeight, outWidth, padInfo } = info;
  return {
    images: [batchSize, inChannels, inHeight, inWidth],
    results: [batchSize, outChannels, outHeight, outWidth],
    filter: [info.filterHeight, info.filterWidth],
    top: padInfo.top,
    left: padInfo.left,
  };
}

function run(
  backend: unknown,
  images: TensorInfo,
  filters: TensorInfo,
  info: ConvolutionInfo,
  geometry: Geometry,
): TensorInfo | undefined {
  const heap = heapOf(backend);
  const simd = runnerFor(heap, [images, filters], info, geometry);
  if (simd === undefined) return undefined;
  const out = allocate(heap, geometry.results, "float32");
  const { units, unitImages } = sharingOf(geometry);
  const job = jobOf(heap, images, filters, out, geometry, unitImages);
  simd.run("convolvePlanes", job, units, convolutionScratch(geometry));
  return out;
}

/** Undefined where planes are not the way. */
function runnerFor(
  heap: WasmBackend,
  inputs: readonly TensorInfo[],
  info: ConvolutionInfo,
  geometry: Geometry,
): SimdRunner | undefined {
  const steps = [info.strideHeight, info.strideWidth, info.dilationHeight, info.dilationWidth];
  const empty = [...geometry.images, ...geometry.results, ...geometry.filter].includes(0);
  const filter = [...geometry.filter, geometry.images[1], geometry.results[1]];
  if (empty || !fits(filter, steps)) return undefined;
  if (!winograd(geometry) && sizeOf(filter) * FLOAT_BYTES > MOST_FILTERS) return undefined;
  if (inputs.some(({ dtype }) => dtype !== "float32")) return undefined;
  const planes = sizeOf([geometry.images[1], ...paddedPlane(geometry)]) * FLOAT_BYTES;
  return planes > MOST_PLANES ? undefined : simdFor(heap.wasm);
}

interface Sharing {
  readonly units: number;
  readonly unitImages: number;
}

function sharingOf({ images, results, filter }: Geometry): Sharing {
  const [batch, , height, width] = results;
  const multiplications = sizeOf(results) * images[1] * filter[0] * filter[1];
  const fewest = multiplications < WORTH_SHARING ? batch : Math.ceil(UNIT_PIXELS / (height * width));
  const unitImages = Math.min(batch, Math.max(fewest, Math.ceil(batch / UNITS)));
  return { units: Math.ceil(batch / unitImages), unitImages };
}

/** Whether assembly/winograd.ts is the way. */
function winograd({ images, results, filter }: Geometry): boolean {
  const pixels = results[0] * results[2] * results[3];
  const many = Math.min(images[1], results[1]) >= MANY_CHANNELS && pixels >= ENOUGH_PIXELS;
  return filter[0] === 3 && filter[1] === 3 && many;
}

const roundUp = (length: number, multiple: number): number => Math.ceil(length / multiple) * multiple;

/**
 * Rows and columns of a plane with its border: what the windows of all results see, and what winograd.ts' quads
 * of 2 by 8 results see, which may end beyond the last result.
 */
function paddedPlane({ results, filter }: Geometry): [height: number, width: number] {
  const [, , height, width] = results;
  return [
    Math.max(height + filter[0] - 1, roundUp(height, 2) + 2),
    roundUp(Math.max(width + filter[1] - 1, roundUp(width, 8) + 4), 4),
  ];
}

const ENTRIES = 16;
const TILE_FLOATS = 32;
/** A few groups that kernels read or write beyond what they use. */
const SPARE_FLOATS = 256;

function convolutionScratch(geometry: Geometry): number {
  const [channels, outs] = [geometry.images[1], geometry.results[1]];
  const depth = channels * geometry.filter[0] * geometry.filter[1];
  const planes = sizeOf([channels, ...paddedPlane(geometry)]);
  const packed = roundUp(depth, 4) + depth * roundUp(outs, 4);
  const quads = ENTRIES * (channels * roundUp(outs, 4) + channels * 8 + 4 * 8);
  return FLOAT_BYTES * (TILE_FLOATS + planes + packed + (winograd(geometry) ? quads : 0) + SPARE_FLOATS);
}

function gradientScratch(geometry: Geometry): number {
  const [, outs, outHeight, outWidth] = geometry.results;
  const [channels, columns] = [roundUp(geometry.images[1], 4), roundUp(outs, 8)];
  const planes = sizeOf([geometry.images[1], ...paddedPlane(geometry)]);
  if (!winograd(geometry)) return FLOAT_BYTES * (planes + SPARE_FLOATS);
  const spread = outs * roundUp(outHeight, 2) * roundUp(outWidth, 8);
  const sums = ENTRIES * channels * columns;
  const quads = ENTRIES * (channels + columns) * blockQuads(geometry) * 4;
  return FLOAT_BYTES * (planes + spread + sums + quads + 4 * 4 * ENTRIES + SPARE_FLOATS);
}

/** Quads that are transformed at a time. */
function blockQuads({ images, results }: Geometry): number {
  const perQuad = ENTRIES * 4 * FLOAT_BYTES * (roundUp(images[1], 4) + roundUp(results[1], 8));
  return Math.max(4, Math.floor(QUADS_BYTES / perQuad));
}

/** The fields of the kernels' class Planes, in its order. */
function jobOf(
  heap: WasmBackend,
  images: TensorInfo,
  filters: TensorInfo,
  results: TensorInfo,
  geometry: Geometry,
  unitImages: number,
): number[] {
  return [
    ...[images, filters, results].map((info) => offsetOf(heap, info)),
    ...geometry.images.slice(1),
    ...geometry.results.slice(1),
    ...geometry.filter,
    geometry.top,
    geometry.left,
    geometry.images[0],
    unitImages,
    ...paddedPlane(geometry),
    winograd(geometry) ? 1 : 0,
    blockQuads(geometry),
  ];
}
