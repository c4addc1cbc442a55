/** What flows back through a ReLU. */
@unmanaged
class Gate {
  flow: usize;
  source: usize;
  target: usize;
  length: i32;
  /** Entries of one unit of work, a multiple of four. */
  each: i32;
}

/** target = source <= 0 ? 0 : flow, for the units `begin` to `end`; NaN lets it through, as in PyTorch. */
export function reluGradient(address: usize, _scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Gate>(address);
  const last = min(job.length, end * job.each);
  const zero = f32x4.splat(0);
  let i = begin * job.each;
  for (; i + 4 <= last; i += 4) {
    const at = (<usize>i) << 2;
    const isShut = f32x4.le(v128.load(job.source + at), zero);
    v128.store(job.target + at, v128.andnot(v128.load(job.flow + at), isShut));
  }
  for (; i < last; i++) {
    const at = (<usize>i) << 2;
    f32.store(job.target + at, f32.load(job.source + at) <= 0 ? 0 : f32.load(job.flow + at));
  }
}
