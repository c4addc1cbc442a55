import { FLOAT } from "./arithmetic";

/**
 * Operands are copied into strips before they are multiplied: four entries that lie side by side across the
 * strip, for each step along it, so that the innermost loop reads memory in order. `step` is how far apart
 * the groups of four are put, in bytes: two strips side by side make a panel of eight.
 */
export const STRIP: i32 = 4;
const GROUP: usize = 16;

/**
 * A strip of a matrix. Its `count` entries (the rest, up to four, become zeros) lie `across` bytes apart, its
 * `depth` steps `along` bytes.
 */
export function packStrip(
  source: usize,
  across: usize,
  along: usize,
  count: i32,
  depth: i32,
  to: usize,
  step: usize,
): void {
  if (count < STRIP) packNarrow(source, across, along, count, depth, to, step);
  else if (across === FLOAT) copyGroups(source, along, depth, to, step);
  else if (along === FLOAT)
    interleave(source, source + across, source + 2 * across, source + 3 * across, depth, to, step);
  else packNarrow(source, across, along, STRIP, depth, to, step);
}

function packNarrow(
  source: usize,
  across: usize,
  along: usize,
  count: i32,
  depth: i32,
  to: usize,
  step: usize,
): void {
  for (let p = 0; p < depth; p++) {
    v128.store(to, f32x4.splat(0));
    for (let i = 0; i < count; i++) f32.store(to + <usize>i * FLOAT, f32.load(source + <usize>i * across));
    source += along;
    to += step;
  }
}

function copyGroups(source: usize, along: usize, depth: i32, to: usize, step: usize): void {
  for (let p = 0; p < depth; p++) {
    v128.store(to, v128.load(source));
    source += along;
    to += step;
  }
}

/** A strip of four rows, each dense: squares of four by four are transposed in registers. */
export function interleave(a: usize, b: usize, c: usize, d: usize, depth: i32, to: usize, step: usize): void {
  let p = 0;
  for (; p + 4 <= depth; p += 4) {
    const ra = v128.load(a),
      rb = v128.load(b),
      rc = v128.load(c),
      rd = v128.load(d);
    const abLow = v128.shuffle<f32>(ra, rb, 0, 4, 1, 5),
      abHigh = v128.shuffle<f32>(ra, rb, 2, 6, 3, 7);
    const cdLow = v128.shuffle<f32>(rc, rd, 0, 4, 1, 5),
      cdHigh = v128.shuffle<f32>(rc, rd, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(abLow, cdLow, 0, 2));
    v128.store(to + step, v128.shuffle<f64>(abLow, cdLow, 1, 3));
    v128.store(to + 2 * step, v128.shuffle<f64>(abHigh, cdHigh, 0, 2));
    v128.store(to + 3 * step, v128.shuffle<f64>(abHigh, cdHigh, 1, 3));
    a += GROUP;
    b += GROUP;
    c += GROUP;
    d += GROUP;
    to += 4 * step;
  }
  for (; p < depth; p++) {
    f32.store(to, f32.load(a));
    f32.store(to, f32.load(b), 4);
    f32.store(to, f32.load(c), 8);
    f32.store(to, f32.load(d), 12);
    a += FLOAT;
    b += FLOAT;
    c += FLOAT;
    d += FLOAT;
    to += step;
  }
}
