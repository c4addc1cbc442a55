import { FLOAT, multiplyAdd } from "./arithmetic";
import { Planes, paddedPlaneBytes } from "./planes";
import { packStrip, STRIP } from "./strips";
import { COLUMN_STEP, copyPartOfTile, ROW_STEP, TILE_COLUMNS, TILE_ROWS } from "./tile";

/** Pixels of one row, and rows, that `thinTile` computes at a time. */
const THIN_COLUMNS: i32 = 16;
const THIN_ROWS: i32 = 2;

/**
 * The filters as strips of four results' channels, one behind the other, whose steps are the places of the filter
 * of each channel in turn; before them, how far each step's pixel lies from the window's corner. Returns the end.
 */
export function packFilters(job: Planes, to: usize): usize {
  const places = job.filterHeight * job.filterWidth;
  const rowBytes = <usize>job.outChannels * FLOAT;
  let strip = to + offsetBytes(job);
  for (let out = 0; out < job.outChannels; out += STRIP) {
    for (let channel = 0; channel < job.channels; channel++) {
      const from = job.filters + <usize>(channel * job.outChannels + out) * FLOAT;
      const along = <usize>job.channels * rowBytes;
      packStrip(from, FLOAT, along, min(STRIP, job.outChannels - out), places, strip, ROW_STEP);
      strip += <usize>places * ROW_STEP;
    }
  }
  for (let channel = 0; channel < job.channels; channel++) {
    for (let place = 0; place < places; place++) {
      const pixel = (place / job.filterWidth) * job.paddedWidth + (place % job.filterWidth);
      store<usize>(to, <usize>channel * paddedPlaneBytes(job) + <usize>pixel * FLOAT);
      to += sizeof<usize>();
    }
  }
  return strip;
}

function depthOf(job: Planes): i32 {
  return job.channels * job.filterHeight * job.filterWidth;
}

function offsetBytes(job: Planes): usize {
  return <usize>((depthOf(job) + 3) & ~3) * sizeof<usize>();
}

/** One image's result from its padded planes. */
export function convolveImage(job: Planes, padded: usize, packed: usize, result: usize, spare: usize): void {
  const thin = job.outChannels < STRIP && job.outWidth >= THIN_COLUMNS && job.outHeight >= THIN_ROWS;
  if (thin) convolveThin(job, padded, packed, result);
  else convolveTiles(job, padded, packed, result, spare);
}

function convolveTiles(job: Planes, padded: usize, packed: usize, result: usize, spare: usize): void {
  const depth = depthOf(job);
  const strips = packed + offsetBytes(job);
  const planeBytes = <usize>(job.outHeight * job.outWidth) * FLOAT;
  for (let y = 0; y < job.outHeight; y++) {
    for (let column = 0; column < job.outWidth; column += TILE_COLUMNS) {
      // The last tile of a row overlaps the one before it, if the row is long enough.
      const x = max(0, min(column, job.outWidth - TILE_COLUMNS));
      const columns = min(TILE_COLUMNS, job.outWidth);
      const corner = padded + <usize>(y * job.paddedWidth + x) * FLOAT;
      let to = result + <usize>(y * job.outWidth + x) * FLOAT;
      let strip = strips;
      for (let out = 0; out < job.outChannels; out += STRIP) {
        const rows = min(STRIP, job.outChannels - out);
        directTile(depth, strip, packed, corner, to, planeBytes, rows, columns, spare);
        strip += <usize>depth * ROW_STEP;
        to += <usize>STRIP * planeBytes;
      }
    }
  }
}

/** Four channels of eight neighbouring pixels, of which `rows` and `columns` are written. */
function directTile(
  depth: i32,
  a: usize,
  offsets: usize,
  corner: usize,
  c: usize,
  rowBytes: usize,
  rows: i32,
  columns: i32,
  spare: usize,
): void {
  let c00 = f32x4.splat(0),
    c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0),
    c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0),
    c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0),
    c31 = f32x4.splat(0);
  for (let p = 0; p < depth; p++) {
    const b = corner + load<usize>(offsets);
    const b0 = v128.load(b),
      b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load32_splat(a, 4);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load32_splat(a, 8);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load32_splat(a, 12);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += ROW_STEP;
    offsets += sizeof<usize>();
  }
  const whole = rows === TILE_ROWS && columns === TILE_COLUMNS;
  let to = whole ? c : spare;
  const step = whole ? rowBytes : COLUMN_STEP;
  v128.store(to, c00);
  v128.store(to, c01, 16);
  to += step;
  v128.store(to, c10);
  v128.store(to, c11, 16);
  to += step;
  v128.store(to, c20);
  v128.store(to, c21, 16);
  to += step;
  v128.store(to, c30);
  v128.store(to, c31, 16);
  if (!whole) copyPartOfTile(spare, rows, columns, c, rowBytes, false);
}

/** For one to three result channels, with which most of a tile would be idle. */
function convolveThin(job: Planes, padded: usize, packed: usize, result: usize): void {
  const depth = depthOf(job);
  const strip = packed + offsetBytes(job);
  for (let out = 0; out < job.outChannels; out++) {
    for (let row = 0; row < job.outHeight; row += THIN_ROWS) {
      const y = min(row, job.outHeight - THIN_ROWS);
      for (let column = 0; column < job.outWidth; column += THIN_COLUMNS) {
        const x = min(column, job.outWidth - THIN_COLUMNS);
        const corner = padded + <usize>(y * job.paddedWidth + x) * FLOAT;
        const to = result + <usize>((out * job.outHeight + y) * job.outWidth + x) * FLOAT;
        thinTile(job, depth, strip + <usize>out * FLOAT, packed, corner, to);
      }
    }
  }
}

/** One channel of sixteen neighbouring pixels in two rows. */
function thinTile(job: Planes, depth: i32, a: usize, offsets: usize, corner: usize, to: usize): void {
  const below = corner + <usize>job.paddedWidth * FLOAT;
  let c00 = f32x4.splat(0),
    c01 = f32x4.splat(0),
    c02 = f32x4.splat(0),
    c03 = f32x4.splat(0);
  let c10 = f32x4.splat(0),
    c11 = f32x4.splat(0),
    c12 = f32x4.splat(0),
    c13 = f32x4.splat(0);
  for (let p = 0; p < depth; p++) {
    const offset = load<usize>(offsets);
    const x = v128.load32_splat(a);
    const upper = corner + offset,
      lower = below + offset;
    c00 = multiplyAdd(x, v128.load(upper), c00);
    c01 = multiplyAdd(x, v128.load(upper, 16), c01);
    c02 = multiplyAdd(x, v128.load(upper, 32), c02);
    c03 = multiplyAdd(x, v128.load(upper, 48), c03);
    c10 = multiplyAdd(x, v128.load(lower), c10);
    c11 = multiplyAdd(x, v128.load(lower, 16), c11);
    c12 = multiplyAdd(x, v128.load(lower, 32), c12);
    c13 = multiplyAdd(x, v128.load(lower, 48), c13);
    a += ROW_STEP;
    offsets += sizeof<usize>();
  }
  v128.store(to, c00);
  v128.store(to, c01, 16);
  v128.store(to, c02, 32);
  v128.store(to, c03, 48);
  to += <usize>job.outWidth * FLOAT;
  v128.store(to, c10);
  v128.store(to, c11, 16);
  v128.store(to, c12, 32);
  v128.store(to, c13, 48);
}
