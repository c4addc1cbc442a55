import { FLOAT } from "./arithmetic";
import { Planes, paddedPlaneBytes } from "./planes";
import { multiplyTile, ROW_STEP } from "./tile";

/**
 * Winograd's F(2 x 2, 3 x 3) (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2015): a tile
 * of 2 by 2 results is A'[(G g G') * (B' d B)]A with g the 3 by 3 filter and d the 4 by 4 pixels that the tile
 * sees, which takes 16 products instead of 36. All factors are 1, -1 and 1/2, so that small integers stay exact.
 * Four tiles that lie side by side make a quad, one lane each; two quads are the eight columns of a product.
 */
const QUAD_PIXELS: i32 = 8;
/** Entries of a transformed tile. */
const ENTRIES: i32 = 16;
const GROUP: usize = 16;

function quadsAcross(job: Planes): i32 {
  return (job.outWidth + QUAD_PIXELS - 1) / QUAD_PIXELS;
}

export function quadsOf(job: Planes): i32 {
  return quadsAcross(job) * ((job.outHeight + 1) / 2);
}

export function quadRow(job: Planes, quad: i32): i32 {
  return (quad / quadsAcross(job)) * 2;
}

export function quadColumn(job: Planes, quad: i32): i32 {
  return (quad % quadsAcross(job)) * QUAD_PIXELS;
}

/** The pixels that a quad sees in one plane, transformed: B' d B. Entries are put `step` bytes apart. */
export function transformPixels(corner: usize, rowBytes: usize, to: usize, step: usize): void {
  const r1 = corner + rowBytes,
    r2 = r1 + rowBytes,
    r3 = r2 + rowBytes;
  // The rows first, on pixels as they lie: the same work whether or not neighbouring tiles overlap.
  transformRow(
    f32x4.sub(v128.load(corner), v128.load(r2)),
    f32x4.sub(v128.load(corner, 16), v128.load(r2, 16)),
    f32x4.sub(v128.load(corner, 32), v128.load(r2, 32)),
    to,
    step,
  );
  transformRow(
    f32x4.add(v128.load(r1), v128.load(r2)),
    f32x4.add(v128.load(r1, 16), v128.load(r2, 16)),
    f32x4.add(v128.load(r1, 32), v128.load(r2, 32)),
    to + 4 * step,
    step,
  );
  transformRow(
    f32x4.sub(v128.load(r2), v128.load(r1)),
    f32x4.sub(v128.load(r2, 16), v128.load(r1, 16)),
    f32x4.sub(v128.load(r2, 32), v128.load(r1, 32)),
    to + 8 * step,
    step,
  );
  transformRow(
    f32x4.sub(v128.load(r1), v128.load(r3)),
    f32x4.sub(v128.load(r1, 16), v128.load(r3, 16)),
    f32x4.sub(v128.load(r1, 32), v128.load(r3, 32)),
    to + 12 * step,
    step,
  );
}

/** Twelve pixels of one row: the four tiles' columns 0 to 3 as lanes, transformed. */
function transformRow(a: v128, b: v128, c: v128, to: usize, step: usize): void {
  const even = v128.shuffle<f32>(a, b, 0, 2, 4, 6),
    odd = v128.shuffle<f32>(a, b, 1, 3, 5, 7);
  const nextEven = v128.shuffle<f32>(even, c, 1, 2, 3, 4),
    nextOdd = v128.shuffle<f32>(odd, c, 1, 2, 3, 5);
  v128.store(to, f32x4.sub(even, nextEven));
  v128.store(to + step, f32x4.add(odd, nextEven));
  v128.store(to + 2 * step, f32x4.sub(nextEven, odd));
  v128.store(to + 3 * step, f32x4.sub(odd, nextOdd));
}

/** The gradients of a quad's results in one plane, transformed: A d A'. */
export function transformResults(corner: usize, rowBytes: usize, to: usize, step: usize): void {
  const a = v128.load(corner),
    b = v128.load(corner, 16);
  const c = v128.load(corner + rowBytes),
    d = v128.load(corner + rowBytes, 16);
  spreadRow(a, b, to, step);
  spreadRow(f32x4.add(a, c), f32x4.add(b, d), to + 4 * step, step);
  spreadRow(f32x4.sub(a, c), f32x4.sub(b, d), to + 8 * step, step);
  spreadRow(f32x4.neg(c), f32x4.neg(d), to + 12 * step, step);
}

function spreadRow(a: v128, b: v128, to: usize, step: usize): void {
  const even = v128.shuffle<f32>(a, b, 0, 2, 4, 6),
    odd = v128.shuffle<f32>(a, b, 1, 3, 5, 7);
  v128.store(to, even);
  v128.store(to + step, f32x4.add(even, odd));
  v128.store(to + 2 * step, f32x4.sub(even, odd));
  v128.store(to + 3 * step, f32x4.neg(odd));
}

/**
 * A quad's results in one plane from its products, whose entries lie `step` bytes apart: A' m A. Two rows of
 * eight pixels in `spare`, 32 bytes each, of which `rows` and `columns` are copied to their place.
 */
export function writeResults(
  from: usize,
  step: usize,
  to: usize,
  rowBytes: usize,
  rows: i32,
  columns: i32,
  spare: usize,
): void {
  const a = addRows(from, step),
    b = addRows(from + step, step);
  const c = addRows(from + 2 * step, step),
    d = addRows(from + 3 * step, step);
  writeRow(a, b, c, d, to, columns, spare);
  if (rows < 2) return;
  const e = subtractRows(from, step),
    f = subtractRows(from + step, step);
  const g = subtractRows(from + 2 * step, step),
    h = subtractRows(from + 3 * step, step);
  writeRow(e, f, g, h, to + rowBytes, columns, spare);
}

function addRows(from: usize, step: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(from), v128.load(from + 4 * step)), v128.load(from + 8 * step));
}

function subtractRows(from: usize, step: usize): v128 {
  const difference = f32x4.sub(v128.load(from + 4 * step), v128.load(from + 8 * step));
  return f32x4.sub(difference, v128.load(from + 12 * step));
}

function writeRow(a: v128, b: v128, c: v128, d: v128, to: usize, columns: i32, spare: usize): void {
  const even = f32x4.add(f32x4.add(a, b), c),
    odd = f32x4.sub(f32x4.sub(b, c), d);
  const whole = columns >= QUAD_PIXELS;
  const at = whole ? to : spare;
  v128.store(at, v128.shuffle<f32>(even, odd, 0, 4, 1, 5));
  v128.store(at, v128.shuffle<f32>(even, odd, 2, 6, 3, 7), 16);
  if (!whole)
    for (let i: usize = 0; i < <usize>columns * FLOAT; i += FLOAT) f32.store(to + i, f32.load(spare + i));
}

/**
 * The filters transformed, G g G': for each strip of four results' channels and each entry a packed strip of rows
 * whose steps are the channels. `filter` has room for nine groups of four, where those beyond the last channel
 * are zeros.
 */
export function transformFilters(job: Planes, to: usize, filter: usize): void {
  const rowBytes = <usize>job.outChannels * FLOAT;
  const placeBytes = <usize>job.channels * rowBytes;
  const entryBytes = <usize>job.channels * ROW_STEP;
  for (let out = 0; out < job.outChannels; out += 4) {
    const lanes = <usize>min(4, job.outChannels - out) * FLOAT;
    for (let channel = 0; channel < job.channels; channel++) {
      let from = job.filters + <usize>channel * rowBytes + <usize>out * FLOAT;
      for (let place: usize = 0; place < 9; place++) {
        v128.store(filter + place * GROUP, f32x4.splat(0));
        for (let i: usize = 0; i < lanes; i += FLOAT)
          f32.store(filter + place * GROUP + i, f32.load(from + i));
        from += placeBytes;
      }
      transformFilter(filter, to + <usize>channel * ROW_STEP, entryBytes);
    }
    to += <usize>ENTRIES * entryBytes;
  }
}

function transformFilter(filter: usize, to: usize, step: usize): void {
  const half = f32x4.splat(0.5);
  for (let row: usize = 0; row < 4; row++) {
    let a: v128, b: v128, c: v128;
    if (row === 0 || row === 3) {
      const from = filter + (row === 0 ? 0 : 6 * GROUP);
      a = v128.load(from);
      b = v128.load(from, 16);
      c = v128.load(from, 32);
    } else {
      a = halfSum(filter, row === 1);
      b = halfSum(filter + GROUP, row === 1);
      c = halfSum(filter + 2 * GROUP, row === 1);
    }
    const ends = f32x4.add(a, c);
    v128.store(to, a);
    v128.store(to + step, f32x4.mul(half, f32x4.add(ends, b)));
    v128.store(to + 2 * step, f32x4.mul(half, f32x4.sub(ends, b)));
    v128.store(to + 3 * step, c);
    to += 4 * step;
  }
}

function halfSum(filter: usize, add: bool): v128 {
  const ends = f32x4.add(v128.load(filter), v128.load(filter, 96));
  const middle = v128.load(filter, 48);
  return f32x4.mul(f32x4.splat(0.5), add ? f32x4.add(ends, middle) : f32x4.sub(ends, middle));
}

/** Bytes of the transformed filters. */
export function transformedFilterBytes(job: Planes): usize {
  return <usize>(((job.outChannels + 3) & ~3) * job.channels * ENTRIES) * FLOAT;
}

/**
 * One image's result from its padded planes and the transformed filters, two quads at a time. Scratch: sixteen
 * panels of eight tiles, sixteen tiles of products, a row.
 */
export function convolveQuads(
  job: Planes,
  padded: usize,
  filters: usize,
  result: usize,
  scratch: usize,
): void {
  const quads = quadsOf(job);
  const products = scratch + <usize>(job.channels * ENTRIES) * 32;
  for (let quad = 0; quad < quads; quad += 2) {
    transformQuad(job, padded, quad, scratch);
    if (quad + 1 < quads) transformQuad(job, padded, quad + 1, scratch + GROUP);
    let strip = filters;
    for (let out = 0; out < job.outChannels; out += 4) {
      for (let entry: usize = 0; entry < <usize>ENTRIES; entry++) {
        const panel = scratch + entry * <usize>job.channels * 32;
        multiplyTile(job.channels, strip, panel, products + entry * 32, <usize>ENTRIES * 32, false);
        strip += <usize>job.channels * ROW_STEP;
      }
      writeQuad(job, quad, out, products, result);
      if (quad + 1 < quads) writeQuad(job, quad + 1, out, products + GROUP, result);
    }
  }
}

function transformQuad(job: Planes, padded: usize, quad: i32, to: usize): void {
  const rowBytes = <usize>job.paddedWidth * FLOAT;
  let corner = padded + <usize>quadRow(job, quad) * rowBytes + <usize>quadColumn(job, quad) * FLOAT;
  for (let channel = 0; channel < job.channels; channel++) {
    transformPixels(corner, rowBytes, to, <usize>job.channels * 32);
    corner += paddedPlaneBytes(job);
    to += 32;
  }
}

/** The results of up to four channels. */
function writeQuad(job: Planes, quad: i32, out: i32, products: usize, result: usize): void {
  const y = quadRow(job, quad),
    x = quadColumn(job, quad);
  const rowBytes = <usize>job.outWidth * FLOAT;
  const last = min(out + 4, job.outChannels);
  const spare = products + 4 * <usize>ENTRIES * 32;
  for (; out < last; out++) {
    const to = result + <usize>((out * job.outHeight + y) * job.outWidth + x) * FLOAT;
    writeResults(products, 32, to, rowBytes, job.outHeight - y, job.outWidth - x, spare);
    products += <usize>ENTRIES * 32;
  }
}
