import { multiplyAdd } from "./arithmetic";

/** A function of each entry by itself. */
@unmanaged
class Entries {
  source: usize;
  target: usize;
  length: i32;
  /** Entries of one unit of work, a multiple of four. */
  each: i32;
}

/** The hyperbolic tangent, to two units in the last place. */
export function tanh(address: usize, scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Entries>(address);
  const last = min(job.length, end * job.each);
  let i = begin * job.each;
  for (; i + 4 <= last; i += 4) {
    const at = (<usize>i) << 2;
    v128.store(job.target + at, tanhOfFour(v128.load(job.source + at)));
  }
  if (i >= last) return;
  const rest = (<usize>(last - i)) << 2; // fewer than four: computed beside the tensors
  memory.copy(scratch, job.source + ((<usize>i) << 2), rest);
  v128.store(scratch, tanhOfFour(v128.load(scratch)));
  memory.copy(job.target + ((<usize>i) << 2), scratch, rest);
}

/** A polynomial near 0, where 1 − 2 / (e^2x + 1) would cancel (Cephes, Moshier). */
function tanhOfFour(x: v128): v128 {
  const size = f32x4.abs(x);
  const square = f32x4.mul(x, x);
  let near = f32x4.splat(-5.70498872745e-3);
  near = multiplyAdd(near, square, f32x4.splat(2.06390887954e-2));
  near = multiplyAdd(near, square, f32x4.splat(-5.37397155531e-2));
  near = multiplyAdd(near, square, f32x4.splat(1.33314422036e-1));
  near = multiplyAdd(near, square, f32x4.splat(-3.33332819422e-1));
  near = multiplyAdd(f32x4.mul(near, square), x, x);
  const one = f32x4.splat(1);
  const grown = exponential(f32x4.add(size, size));
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(grown, one)));
  const sign = v128.and(x, i32x4.splat(<i32>0x80000000));
  const result = v128.or(v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.625))), sign);
  return v128.bitselect(x, result, f32x4.ne(x, x)); // NaN stays
}

/** e^x for x from 0 to 88, more counts as 88: 2^n · e^r with |r| at most half of ln 2, by a polynomial (Cephes). */
function exponential(x: v128): v128 {
  const bounded = f32x4.min(x, f32x4.splat(88));
  const n = f32x4.nearest(f32x4.mul(bounded, f32x4.splat(<f32>Math.LOG2E)));
  // ln 2 in two parts, the first of which times n is exact
  let r = f32x4.sub(bounded, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
  let p = f32x4.splat(1.98756915e-4);
  p = multiplyAdd(p, r, f32x4.splat(1.3981999507e-3));
  p = multiplyAdd(p, r, f32x4.splat(8.3334519073e-3));
  p = multiplyAdd(p, r, f32x4.splat(4.1665795894e-2));
  p = multiplyAdd(p, r, f32x4.splat(1.6666665459e-1));
  p = multiplyAdd(p, r, f32x4.splat(5.0000001201e-1));
  const fraction = f32x4.add(multiplyAdd(p, f32x4.mul(r, r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(fraction, power);
}
