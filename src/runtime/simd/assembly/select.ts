/** One of two tensors' entries, each of four bytes, by a condition of one byte each. */
@unmanaged
class Selection {
  condition: usize;
  chosen: usize;
  other: usize;
  target: usize;
  length: i32;
  /** Entries of one unit of work, a multiple of four. */
  each: i32;
}

/** target = condition ? chosen : other, for the units `begin` to `end`. */
export function select(address: usize, _scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Selection>(address);
  const last = min(job.length, end * job.each);
  let i = begin * job.each;
  for (; i + 4 <= last; i += 4) {
    const at = (<usize>i) << 2;
    const flags = v128.load32_zero(job.condition + <usize>i);
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(flags));
    const isOther = i32x4.eq(wide, i32x4.splat(0));
    const entries = v128.bitselect(v128.load(job.other + at), v128.load(job.chosen + at), isOther);
    v128.store(job.target + at, entries);
  }
  for (; i < last; i++) {
    const at = (<usize>i) << 2;
    const from = load<u8>(job.condition + <usize>i) !== 0 ? job.chosen : job.other;
    store<i32>(job.target + at, load<i32>(from + at));
  }
}
