import { FLOAT, multiplyAdd } from "./arithmetic";
import { Planes, paddedPlaneBytes } from "./planes";

/** Result channels, and neighbouring places of the filter, whose sums are kept in registers at a time. */
const OUTS: i32 = 3;
const PLACES: i32 = 3;

/**
 * Adds one image's part to the gradient of the filters: for each place of the filter and each pair of planes, the
 * product of the result's gradient with the plane of the image as that place sees it. Rows of the result have
 * at least four pixels.
 */
export function addImage(job: Planes, padded: usize, result: usize, gradient: usize): void {
  const planeBytes = <usize>(job.outHeight * job.outWidth) * FLOAT;
  for (let out = 0; out < job.outChannels; out += OUTS) {
    const d0 = result + <usize>out * planeBytes;
    const d1 = out + 1 < job.outChannels ? d0 + planeBytes : d0;
    const d2 = out + 2 < job.outChannels ? d1 + planeBytes : d1;
    const outs = min(OUTS, job.outChannels - out);
    for (let channel = 0; channel < job.channels; channel++) {
      const plane = padded + <usize>channel * paddedPlaneBytes(job);
      for (let row = 0; row < job.filterHeight; row++) {
        for (let column = 0; column < job.filterWidth; column += PLACES) {
          const corner = plane + <usize>(row * job.paddedWidth + column) * FLOAT;
          const place = row * job.filterWidth + column;
          const to = gradient + <usize>((place * job.channels + channel) * job.outChannels + out) * FLOAT;
          addDots(job, corner, d0, d1, d2, to, outs, min(PLACES, job.filterWidth - column));
        }
      }
    }
  }
}

/** Lanes of the last four pixels of a row that the groups of four before it have not seen. */
function lastLanes(width: i32): v128 {
  const fresh = width & 3;
  if (fresh === 0) return i32x4.splat(-1);
  return i32x4.gt_s(i32x4(0, 1, 2, 3), i32x4.splat(3 - fresh));
}

/** Sums over all pixels: three planes of the result's gradient by three neighbouring places. */
function addDots(
  job: Planes,
  corner: usize,
  d0: usize,
  d1: usize,
  d2: usize,
  to: usize,
  outs: i32,
  places: i32,
): void {
  let s00 = f32x4.splat(0),
    s01 = f32x4.splat(0),
    s02 = f32x4.splat(0);
  let s10 = f32x4.splat(0),
    s11 = f32x4.splat(0),
    s12 = f32x4.splat(0);
  let s20 = f32x4.splat(0),
    s21 = f32x4.splat(0),
    s22 = f32x4.splat(0);
  const lanes = lastLanes(job.outWidth);
  const last = <usize>(job.outWidth - 4) * FLOAT;
  const rowBytes = <usize>job.outWidth * FLOAT;
  for (let y = 0; y < job.outHeight; y++) {
    for (let x: usize = 0; ; x += 16) {
      const ends = x >= last;
      if (ends) x = last;
      let g0 = v128.load(d0 + x),
        g1 = v128.load(d1 + x),
        g2 = v128.load(d2 + x);
      if (ends) {
        g0 = v128.and(g0, lanes);
        g1 = v128.and(g1, lanes);
        g2 = v128.and(g2, lanes);
      }
      const at = corner + x;
      let image = v128.load(at);
      s00 = multiplyAdd(g0, image, s00);
      s10 = multiplyAdd(g1, image, s10);
      s20 = multiplyAdd(g2, image, s20);
      image = v128.load(at, 4);
      s01 = multiplyAdd(g0, image, s01);
      s11 = multiplyAdd(g1, image, s11);
      s21 = multiplyAdd(g2, image, s21);
      image = v128.load(at, 8);
      s02 = multiplyAdd(g0, image, s02);
      s12 = multiplyAdd(g1, image, s12);
      s22 = multiplyAdd(g2, image, s22);
      if (ends) break;
    }
    d0 += rowBytes;
    d1 += rowBytes;
    d2 += rowBytes;
    corner += <usize>job.paddedWidth * FLOAT;
  }
  const placeBytes = <usize>(job.channels * job.outChannels) * FLOAT;
  addSums(s00, s10, s20, to, outs);
  if (places > 1) addSums(s01, s11, s21, to + placeBytes, outs);
  if (places > 2) addSums(s02, s12, s22, to + 2 * placeBytes, outs);
}

function addSums(s0: v128, s1: v128, s2: v128, to: usize, outs: i32): void {
  f32.store(to, f32.load(to) + sumOf(s0));
  if (outs > 1) f32.store(to, f32.load(to, FLOAT) + sumOf(s1), FLOAT);
  if (outs > 2) f32.store(to, f32.load(to, 2 * FLOAT) + sumOf(s2), 2 * FLOAT);
}

function sumOf(lanes: v128): f32 {
  const pairs = f32x4.add(lanes, v128.shuffle<f32>(lanes, lanes, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.add(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2)), 0);
}
