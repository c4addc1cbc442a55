import { FLOAT } from "./arithmetic";

/**
 * A convolution of planes as JavaScript lays it out in memory, with stride 1 and without dilation: images [batch,
 * channels, height, width], filters [filterHeight, filterWidth, channels, outChannels], results [batch,
 * outChannels, outHeight, outWidth].
 */
@unmanaged
export class Planes {
  images: usize;
  filters: usize;
  results: usize;
  channels: i32;
  height: i32;
  width: i32;
  outChannels: i32;
  outHeight: i32;
  outWidth: i32;
  filterHeight: i32;
  filterWidth: i32;
  top: i32;
  left: i32;
  /** Images in all, and how many of them make a unit of work. */
  batch: i32;
  unitImages: i32;
  /** Rows and columns of a plane with its border: all that the windows see, and winograd.ts' quads. */
  paddedHeight: i32;
  paddedWidth: i32;
  /** 1 where the filters are 3 by 3 and the channels so many that fewer multiplications pay: see winograd.ts. */
  winograd: i32;
  /** Groups of four tiles that are transformed at a time for the filters' gradient. */
  blockQuads: i32;
}

export function imageBytes(job: Planes): usize {
  return <usize>(job.channels * job.height * job.width) * FLOAT;
}

export function resultBytes(job: Planes): usize {
  return <usize>(job.outChannels * job.outHeight * job.outWidth) * FLOAT;
}

export function paddedPlaneBytes(job: Planes): usize {
  return <usize>(job.paddedHeight * job.paddedWidth) * FLOAT;
}

/**
 * Copies the part of `count` planes that lies inside [paddedHeight, paddedWidth] there, `top` and `left` from its
 * corner; what lies around is left as it was. Returns the largest absolute value, NaN if there is one.
 */
export function copyPlanes(
  source: usize,
  count: i32,
  height: i32,
  width: i32,
  to: usize,
  paddedHeight: i32,
  paddedWidth: i32,
  top: i32,
  left: i32,
): f32 {
  const firstRow = max(0, -top),
    lastRow = min(height, paddedHeight - top);
  const firstColumn = max(0, -left),
    columns = min(width, paddedWidth - left) - firstColumn;
  let largest = f32x4.splat(0);
  for (let plane = 0; plane < count; plane++) {
    for (let row = firstRow; row < lastRow; row++) {
      const from = source + <usize>(row * width + firstColumn) * FLOAT;
      const target = to + <usize>((row + top) * paddedWidth + firstColumn + left) * FLOAT;
      largest = f32x4.max(largest, copyRow(from, columns, target));
    }
    source += <usize>(height * width) * FLOAT;
    to += <usize>(paddedHeight * paddedWidth) * FLOAT;
  }
  const pairs = f32x4.max(largest, v128.shuffle<f32>(largest, largest, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.max(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2)), 0);
}

function copyRow(from: usize, columns: i32, to: usize): v128 {
  let largest = f32x4.splat(0);
  let column = 0;
  for (; column + 4 <= columns; column += 4) {
    const values = v128.load(from);
    v128.store(to, values);
    largest = f32x4.max(largest, f32x4.abs(values));
    from += 16;
    to += 16;
  }
  for (; column < columns; column++) {
    const value = f32.load(from);
    f32.store(to, value);
    largest = f32x4.max(largest, f32x4.abs(f32x4.splat(value)));
    from += FLOAT;
    to += FLOAT;
  }
  return largest;
}
