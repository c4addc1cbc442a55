import { FLOAT } from "./arithmetic";

/** Sums over the middle axis of [outer, count, inner], added up in float64. */
@unmanaged
class Sums {
  source: usize;
  target: usize;
  count: i32;
  inner: i32;
  /** 1 for means. */
  mean: i32;
}

/** The sums of the rows `begin` to `end` of the outer axis. Scratch: `inner` float64. */
export function sum(address: usize, scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Sums>(address);
  const rowBytes = <usize>(job.count * job.inner) * FLOAT;
  const scale: f64 = job.mean !== 0 ? 1 / <f64>job.count : 1;
  for (let row = begin; row < end; row++) {
    const from = job.source + <usize>row * rowBytes;
    const to = job.target + <usize>(row * job.inner) * FLOAT;
    if (job.inner === 1) f32.store(to, <f32>(sumOfRow(from, job.count) * scale));
    else sumColumns(from, job.count, job.inner, to, scale, scratch);
  }
}

export function sumOfRow(from: usize, count: i32): f64 {
  let a = f64x2.splat(0),
    b = a,
    c = a,
    d = a;
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const x = v128.load(from),
      y = v128.load(from, 16);
    a = f64x2.add(a, f64x2.promote_low_f32x4(x));
    b = f64x2.add(b, f64x2.promote_low_f32x4(high(x)));
    c = f64x2.add(c, f64x2.promote_low_f32x4(y));
    d = f64x2.add(d, f64x2.promote_low_f32x4(high(y)));
    from += 32;
  }
  const lanes = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  let total = f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
  for (; i < count; i++) {
    total += <f64>f32.load(from);
    from += FLOAT;
  }
  return total;
}

export function high(x: v128): v128 {
  return v128.shuffle<f64>(x, x, 1, 0);
}

function sumColumns(from: usize, count: i32, inner: i32, to: usize, scale: f64, sums: usize): void {
  memory.fill(sums, 0, <usize>inner * 8);
  for (let k = 0; k < count; k++) {
    let at = sums;
    let j = 0;
    for (; j + 4 <= inner; j += 4) {
      const x = v128.load(from);
      v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(x)));
      v128.store(at, f64x2.add(v128.load(at, 16), f64x2.promote_low_f32x4(high(x))), 16);
      from += 16;
      at += 32;
    }
    for (; j < inner; j++) {
      f64.store(at, f64.load(at) + <f64>f32.load(from));
      from += FLOAT;
      at += 8;
    }
  }
  for (let j: usize = 0; j < <usize>inner; j++)
    f32.store(to + j * FLOAT, <f32>(f64.load(sums + j * 8) * scale));
}
