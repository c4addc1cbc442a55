import { FLOAT } from "./arithmetic";
import { high, sumOfRow } from "./sums";

/** Layer normalisation of rows of `width` entries. */
@unmanaged
class Normalisation {
  source: usize;
  weight: usize;
  bias: usize;
  target: usize;
  width: i32;
  eps: f32;
}

/** Normalises the rows `begin` to `end`. */
export function layerNorm(address: usize, _scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Normalisation>(address);
  const rowBytes = <usize>job.width * FLOAT;
  for (let row = begin; row < end; row++) {
    const offset = <usize>row * rowBytes;
    const from = job.source + offset;
    const mean = <f32>(sumOfRow(from, job.width) / <f64>job.width);
    const scale = scaleOfRow(from, job.width, mean, job.eps);
    normaliseRow(job, from, mean, scale, job.target + offset);
  }
}

function normaliseRow(job: Normalisation, from: usize, mean: f32, scale: f32, to: usize): void {
  const means = f32x4.splat(mean),
    scales = f32x4.splat(scale);
  let weight = job.weight,
    bias = job.bias;
  let j = 0;
  for (; j + 4 <= job.width; j += 4) {
    const normalised = f32x4.mul(f32x4.sub(v128.load(from), means), scales);
    v128.store(to, f32x4.add(f32x4.mul(normalised, v128.load(weight)), v128.load(bias)));
    from += 16;
    weight += 16;
    bias += 16;
    to += 16;
  }
  for (; j < job.width; j++) {
    f32.store(to, (f32.load(from) - mean) * scale * f32.load(weight) + f32.load(bias));
    from += FLOAT;
    weight += FLOAT;
    bias += FLOAT;
    to += FLOAT;
  }
}

/** 1 / √(variance + eps) of a row, its squares added up in float64. */
function scaleOfRow(from: usize, width: i32, mean: f32, eps: f32): f32 {
  const means = f32x4.splat(mean);
  let a = f64x2.splat(0),
    b = a;
  let j = 0;
  for (; j + 4 <= width; j += 4) {
    const centred = f32x4.sub(v128.load(from), means);
    const squares = f32x4.mul(centred, centred);
    a = f64x2.add(a, f64x2.promote_low_f32x4(squares));
    b = f64x2.add(b, f64x2.promote_low_f32x4(high(squares)));
    from += 16;
  }
  let total = totalOf(f64x2.add(a, b));
  for (; j < width; j++) {
    const centred = f32.load(from) - mean;
    total += <f64>(centred * centred);
    from += FLOAT;
  }
  return <f32>(1 / Math.sqrt(total / <f64>width + <f64>eps));
}

function totalOf(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
}

/** The gradient of layer normalisation. Each unit of work takes `rowsEach` rows and has its own sums for the weights. */
@unmanaged
class NormalisationGradient {
  flow: usize;
  source: usize;
  weight: usize;
  toSource: usize;
  /** [unit, width] */
  toWeight: usize;
  toBias: usize;
  rows: i32;
  width: i32;
  rowsEach: i32;
  eps: f32;
}

/** What flows back to the source, and to weight and bias from the rows of each unit. */
export function layerNormGradient(address: usize, _scratch: usize, begin: i32, end: i32): void {
  const job = changetype<NormalisationGradient>(address);
  const rowBytes = <usize>job.width * FLOAT;
  for (let unit = begin; unit < end; unit++) {
    const toWeight = job.toWeight + <usize>unit * rowBytes;
    const toBias = job.toBias + <usize>unit * rowBytes;
    memory.fill(toWeight, 0, rowBytes);
    memory.fill(toBias, 0, rowBytes);
    const last = min(job.rows, (unit + 1) * job.rowsEach);
    for (let row = unit * job.rowsEach; row < last; row++)
      gradientOfRow(job, <usize>row * rowBytes, toWeight, toBias);
  }
}

function gradientOfRow(job: NormalisationGradient, offset: usize, toWeight: usize, toBias: usize): void {
  const from = job.source + offset,
    flow = job.flow + offset;
  const width = job.width;
  const mean = <f32>(sumOfRow(from, width) / <f64>width);
  const scale = scaleOfRow(from, width, mean, job.eps);
  const means = f32x4.splat(mean),
    scales = f32x4.splat(scale);
  let totals = f64x2.splat(0),
    slopes = totals;
  let j: i32 = 0;
  for (; j + 4 <= width; j += 4) {
    const at = <usize>j * FLOAT;
    const dy = v128.load(flow + at);
    const normalised = f32x4.mul(f32x4.sub(v128.load(from + at), means), scales);
    const g = f32x4.mul(dy, v128.load(job.weight + at));
    const along = f32x4.mul(g, normalised);
    totals = f64x2.add(totals, f64x2.promote_low_f32x4(g));
    totals = f64x2.add(totals, f64x2.promote_low_f32x4(high(g)));
    slopes = f64x2.add(slopes, f64x2.promote_low_f32x4(along));
    slopes = f64x2.add(slopes, f64x2.promote_low_f32x4(high(along)));
    v128.store(toWeight + at, f32x4.add(v128.load(toWeight + at), f32x4.mul(dy, normalised)));
    v128.store(toBias + at, f32x4.add(v128.load(toBias + at), dy));
  }
  let total = totalOf(totals),
    slope = totalOf(slopes);
  for (; j < width; j++) {
    const at = <usize>j * FLOAT;
    const dy = f32.load(flow + at);
    const normalised = (f32.load(from + at) - mean) * scale;
    const g = dy * f32.load(job.weight + at);
    total += <f64>g;
    slope += <f64>(g * normalised);
    f32.store(toWeight + at, f32.load(toWeight + at) + dy * normalised);
    f32.store(toBias + at, f32.load(toBias + at) + dy);
  }
  storeGradient(job, offset, mean, scale, <f32>(total / <f64>width), <f32>(slope / <f64>width));
}

/** (g − mean of g − normalised · mean of g times normalised) · scale */
function storeGradient(
  job: NormalisationGradient,
  offset: usize,
  mean: f32,
  scale: f32,
  total: f32,
  slope: f32,
): void {
  const means = f32x4.splat(mean),
    scales = f32x4.splat(scale),
    totals = f32x4.splat(total),
    slopes = f32x4.splat(slope);
  let from = job.source + offset,
    flow = job.flow + offset,
    weight = job.weight,
    to = job.toSource + offset;
  let j: i32 = 0;
  for (; j + 4 <= job.width; j += 4) {
    const normalised = f32x4.mul(f32x4.sub(v128.load(from), means), scales);
    const g = f32x4.mul(v128.load(flow), v128.load(weight));
    const left = f32x4.sub(f32x4.sub(g, totals), f32x4.mul(normalised, slopes));
    v128.store(to, f32x4.mul(left, scales));
    from += 16;
    flow += 16;
    weight += 16;
    to += 16;
  }
  for (; j < job.width; j++) {
    const normalised = (f32.load(from) - mean) * scale;
    f32.store(to, (f32.load(flow) * f32.load(weight) - total - normalised * slope) * scale);
    from += FLOAT;
    flow += FLOAT;
    weight += FLOAT;
    to += FLOAT;
  }
}
