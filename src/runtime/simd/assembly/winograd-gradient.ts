import { FLOAT } from "./arithmetic";
import { Planes, paddedPlaneBytes } from "./planes";
import { COLUMN_STEP, multiplyTile, ROW_STEP, TILE_COLUMNS, TILE_ROWS } from "./tile";
import { quadColumn, quadRow, quadsOf, transformPixels, transformResults } from "./winograd";

/**
 * The gradient of winograd.ts' filters: G'[sum over tiles of (B' d B) * (A y A')]G with y the gradient of a tile's
 * results. The sum is sixteen products of a table of pixels with one of results, whose steps are the tiles.
 */
const ENTRIES: i32 = 16;
const GROUP: usize = 16;
/** Bytes of four channels of a transformed quad. */
const FOUR_QUADS: usize = 4 * <usize>ENTRIES * GROUP;

export function sumBytes(job: Planes): usize {
  return <usize>(ENTRIES * paddedChannels(job) * paddedOuts(job)) * FLOAT;
}

function paddedChannels(job: Planes): i32 {
  return (job.channels + TILE_ROWS - 1) & ~(TILE_ROWS - 1);
}

function paddedOuts(job: Planes): i32 {
  return (job.outChannels + TILE_COLUMNS - 1) & ~(TILE_COLUMNS - 1);
}

/** Zeros between the results' planes make every quad whole. */
export function spreadHeight(job: Planes): i32 {
  return (job.outHeight + 1) & ~1;
}

export function spreadWidth(job: Planes): i32 {
  return (job.outWidth + 7) & ~7;
}

/**
 * Adds one image's part to `sums`, [entry, channel, outChannel], both padded to whole tiles. `padded` and `spread`
 * are the planes of the image and of its result's gradient. Scratch: four channels of a quad, a block of quads
 * of pixels and one of results.
 */
export function addQuads(job: Planes, padded: usize, spread: usize, sums: usize, scratch: usize): void {
  const quads = quadsOf(job);
  const rows = scratch + FOUR_QUADS;
  const columns = rows + <usize>(ENTRIES * paddedChannels(job) * job.blockQuads * 4) * FLOAT;
  for (let quad = 0; quad < quads; quad += job.blockQuads) {
    const count = min(job.blockQuads, quads - quad);
    packPixels(job, padded, quad, count, rows, scratch);
    packResults(job, spread, quad, count, columns, scratch);
    multiplyEntries(job, count * 4, rows, columns, sums);
  }
}

/** For each entry strips of four channels, whose steps are the tiles. */
function packPixels(job: Planes, padded: usize, first: i32, count: i32, to: usize, four: usize): void {
  const rowBytes = <usize>job.paddedWidth * FLOAT;
  const stripBytes = <usize>(count * 4) * ROW_STEP;
  const entryBytes = <usize>(paddedChannels(job) / TILE_ROWS) * stripBytes;
  for (let channel = 0; channel < job.channels; channel += 4) {
    const planes = padded + <usize>channel * paddedPlaneBytes(job);
    const present = min(4, job.channels - channel);
    if (present < 4) memory.fill(four, 0, FOUR_QUADS);
    for (let quad = 0; quad < count; quad++) {
      let corner =
        planes + <usize>quadRow(job, first + quad) * rowBytes + <usize>quadColumn(job, first + quad) * FLOAT;
      for (let i: usize = 0; i < <usize>present; i++) {
        transformPixels(corner, rowBytes, four + i * <usize>ENTRIES * GROUP, GROUP);
        corner += paddedPlaneBytes(job);
      }
      turnQuad(four, to + <usize>(quad * 4) * ROW_STEP, ROW_STEP, entryBytes);
    }
    to += stripBytes;
  }
}

/** For each entry panels of eight results' channels, whose steps are the tiles. */
function packResults(job: Planes, spread: usize, first: i32, count: i32, to: usize, four: usize): void {
  const rowBytes = <usize>spreadWidth(job) * FLOAT;
  const planeBytes = <usize>spreadHeight(job) * rowBytes;
  const panelBytes = <usize>(count * 4) * COLUMN_STEP;
  const entryBytes = <usize>(paddedOuts(job) / TILE_COLUMNS) * panelBytes;
  for (let out = 0; out < paddedOuts(job); out += 4) {
    const planes = spread + <usize>out * planeBytes;
    const present = max(0, min(4, job.outChannels - out));
    if (present < 4) memory.fill(four, 0, FOUR_QUADS);
    for (let quad = 0; quad < count; quad++) {
      let corner =
        planes + <usize>quadRow(job, first + quad) * rowBytes + <usize>quadColumn(job, first + quad) * FLOAT;
      for (let i: usize = 0; i < <usize>present; i++) {
        transformResults(corner, rowBytes, four + i * <usize>ENTRIES * GROUP, GROUP);
        corner += planeBytes;
      }
      turnQuad(four, to + <usize>(quad * 4) * COLUMN_STEP, COLUMN_STEP, entryBytes);
    }
    to += (out & 4) === 0 ? GROUP : panelBytes - GROUP;
  }
}

/** Four channels of four tiles become four tiles of four channels, `step` bytes apart, entry by entry. */
function turnQuad(four: usize, to: usize, step: usize, entryBytes: usize): void {
  for (let entry = 0; entry < ENTRIES; entry++) {
    const a = v128.load(four),
      b = v128.load(four, 256),
      c = v128.load(four, 512),
      d = v128.load(four, 768);
    const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5),
      abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5),
      cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(abLow, cdLow, 0, 2));
    v128.store(to + step, v128.shuffle<f64>(abLow, cdLow, 1, 3));
    v128.store(to + 2 * step, v128.shuffle<f64>(abHigh, cdHigh, 0, 2));
    v128.store(to + 3 * step, v128.shuffle<f64>(abHigh, cdHigh, 1, 3));
    four += GROUP;
    to += entryBytes;
  }
}

function multiplyEntries(job: Planes, depth: i32, rows: usize, columns: usize, sums: usize): void {
  const channels = paddedChannels(job),
    outs = paddedOuts(job);
  const rowBytes = <usize>outs * FLOAT;
  const stripBytes = <usize>depth * ROW_STEP;
  const panelBytes = <usize>depth * COLUMN_STEP;
  for (let entry = 0; entry < ENTRIES; entry++) {
    for (let out = 0; out < outs; out += TILE_COLUMNS) {
      let strip = rows;
      for (let channel = 0; channel < channels; channel += TILE_ROWS) {
        const to = sums + <usize>channel * rowBytes + <usize>out * FLOAT;
        multiplyTile(depth, strip, columns, to, rowBytes, true);
        strip += stripBytes;
      }
      columns += panelBytes;
    }
    rows += <usize>(channels / TILE_ROWS) * stripBytes;
    sums += <usize>channels * rowBytes;
  }
}

/** Adds G' m G of the sums to the gradient, [3, 3, channel, outChannel]. Scratch: sixteen groups of four. */
export function addTransformedSums(job: Planes, sums: usize, gradient: usize, scratch: usize): void {
  const rowBytes = <usize>job.outChannels * FLOAT;
  const sumRow = <usize>paddedOuts(job) * FLOAT;
  const entryBytes = <usize>paddedChannels(job) * sumRow;
  for (let channel: usize = 0; channel < <usize>job.channels; channel++) {
    for (let out = 0; out < job.outChannels; out += 4) {
      const at = <usize>out * FLOAT;
      const lanes = <usize>min(4, job.outChannels - out) * FLOAT;
      let to = gradient + channel * rowBytes + at;
      gatherRows(sums + channel * sumRow + at, entryBytes, scratch);
      for (let row: usize = 0; row < 3; row++) {
        const from = scratch + row * 64;
        const a = v128.load(from),
          b = v128.load(from, 16),
          c = v128.load(from, 32),
          d = v128.load(from, 48);
        const half = f32x4.splat(0.5);
        const sum = f32x4.mul(half, f32x4.add(b, c));
        addLanes(f32x4.add(a, sum), to, lanes, scratch + 192);
        to += <usize>job.channels * rowBytes;
        addLanes(f32x4.mul(half, f32x4.sub(b, c)), to, lanes, scratch + 192);
        to += <usize>job.channels * rowBytes;
        addLanes(f32x4.add(sum, d), to, lanes, scratch + 192);
        to += <usize>job.channels * rowBytes;
      }
    }
  }
}

/** G' m: three rows of four groups. */
function gatherRows(from: usize, entryBytes: usize, to: usize): void {
  const half = f32x4.splat(0.5);
  for (let column: usize = 0; column < 4; column++) {
    const a = v128.load(from),
      b = v128.load(from + 4 * entryBytes),
      c = v128.load(from + 8 * entryBytes),
      d = v128.load(from + 12 * entryBytes);
    const sum = f32x4.mul(half, f32x4.add(b, c));
    v128.store(to, f32x4.add(a, sum));
    v128.store(to, f32x4.mul(half, f32x4.sub(b, c)), 64);
    v128.store(to, f32x4.add(sum, d), 128);
    from += entryBytes;
    to += GROUP;
  }
}

function addLanes(values: v128, to: usize, lanes: usize, spare: usize): void {
  v128.store(spare, values);
  for (let i: usize = 0; i < lanes; i += FLOAT) f32.store(to + i, f32.load(to + i) + f32.load(spare + i));
}
