import { FLOAT } from "./arithmetic";
import { convolveImage, packFilters } from "./direct";
import { addImage } from "./direct-gradient";
import { copyPlanes, imageBytes, Planes, paddedPlaneBytes, resultBytes } from "./planes";
import { TILE_BYTES } from "./tile";
import { convolveQuads, transformedFilterBytes, transformFilters } from "./winograd";
import { addQuads, addTransformedSums, spreadHeight, spreadWidth, sumBytes } from "./winograd-gradient";

/**
 * Images and filters with values beyond this are left to direct.ts: winograd.ts subtracts products from one another,
 * so that infinity would become NaN. A result depends on its own window alone either way.
 */
const LARGEST: f32 = 1e15;

/**
 * The same for the gradient of the filters. There products with pixels that a place of the filter does not see
 * cancel, and leave a rounding error of their own size.
 */
const LARGEST_FOR_GRADIENT: f32 = 1024;

/** An image's planes with their border, which has been cleared. Returns the largest absolute value. */
function padImage(job: Planes, image: i32, to: usize): f32 {
  const source = job.images + <usize>image * imageBytes(job);
  return copyPlanes(
    source,
    job.channels,
    job.height,
    job.width,
    to,
    job.paddedHeight,
    job.paddedWidth,
    job.top,
    job.left,
  );
}

function largestOf(source: usize, count: usize): f32 {
  let largest: f32 = 0;
  for (let i: usize = 0; i < count; i++) largest = max(largest, abs(f32.load(source + i * FLOAT)));
  return largest;
}

/**
 * Results of the images of units `begin` to `end`. Scratch: a tile, the padded planes, the packed filters of
 * direct.ts, the transformed ones and what winograd.ts works in.
 */
export function convolvePlanes(address: usize, scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Planes>(address);
  const padded = scratch + TILE_BYTES;
  const packed = padded + <usize>job.channels * paddedPlaneBytes(job);
  memory.fill(padded, 0, packed - padded);
  const transformed = (packFilters(job, packed) + 15) & ~15;
  const places = job.filterHeight * job.filterWidth;
  const filterSize = <usize>(places * job.channels * job.outChannels);
  const winograd = job.winograd !== 0 && largestOf(job.filters, filterSize) <= LARGEST;
  if (winograd) transformFilters(job, transformed, transformed + transformedFilterBytes(job));
  const last = min(job.batch, end * job.unitImages);
  for (let image = begin * job.unitImages; image < last; image++) {
    const result = job.results + <usize>image * resultBytes(job);
    const largest = padImage(job, image, padded);
    if (winograd && largest <= LARGEST)
      convolveQuads(job, padded, transformed, result, transformed + transformedFilterBytes(job));
    else convolveImage(job, padded, packed, result, scratch);
  }
}

/**
 * The gradient of the filters from `results`, here the gradient of the results. Every unit writes a gradient of
 * its own to `filters`, one behind the other, since units may run at the same time. Scratch: the padded planes
 * of the image and, for winograd.ts, of the result's gradient, the sums, and a block of each.
 */
export function convolvePlanesFilterGradient(address: usize, scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Planes>(address);
  const size = <usize>(job.filterHeight * job.filterWidth * job.channels * job.outChannels) * FLOAT;
  const spread = scratch + <usize>job.channels * paddedPlaneBytes(job);
  const spreadBytes = <usize>(job.outChannels * spreadHeight(job) * spreadWidth(job)) * FLOAT;
  const sums = spread + spreadBytes;
  const work = sums + sumBytes(job);
  memory.fill(scratch, 0, spread - scratch);
  if (job.winograd !== 0) memory.fill(spread, 0, spreadBytes);
  for (let unit = begin; unit < end; unit++) {
    const gradient = job.filters + <usize>unit * size;
    memory.fill(gradient, 0, size);
    if (job.winograd !== 0) memory.fill(sums, 0, sumBytes(job));
    const last = min(job.batch, (unit + 1) * job.unitImages);
    for (let image = unit * job.unitImages; image < last; image++) {
      const result = job.results + <usize>image * resultBytes(job);
      let largest = padImage(job, image, scratch);
      if (job.winograd !== 0) largest = max(largest, spreadResult(job, result, spread));
      if (job.winograd !== 0 && largest <= LARGEST_FOR_GRADIENT) addQuads(job, scratch, spread, sums, work);
      else addImage(job, scratch, result, gradient);
    }
    if (job.winograd !== 0) addTransformedSums(job, sums, gradient, work);
  }
}

function spreadResult(job: Planes, result: usize, to: usize): f32 {
  const height = spreadHeight(job),
    width = spreadWidth(job);
  return copyPlanes(result, job.outChannels, job.outHeight, job.outWidth, to, height, width, 0, 0);
}
