import { FLOAT } from "./arithmetic";
import { interleave, STRIP } from "./strips";

/** A batch of matrices, [rows, columns] each, of entries of four bytes. */
@unmanaged
class Matrices {
  source: usize;
  target: usize;
  rows: i32;
  columns: i32;
}

/** Columns that are transposed at a time, so that the lines of the target stay in the cache until they are full. */
const COLUMNS: i32 = 64;

/** Transposes the matrices `begin` to `end`. */
export function transpose(address: usize, _scratch: usize, begin: i32, end: i32): void {
  const job = changetype<Matrices>(address);
  const size = <usize>(job.rows * job.columns) * FLOAT;
  for (let matrix = begin; matrix < end; matrix++) {
    const offset = <usize>matrix * size;
    for (let column = 0; column < job.columns; column += COLUMNS)
      transposeColumns(job, job.source + offset, job.target + offset, column);
  }
}

function transposeColumns(job: Matrices, source: usize, target: usize, first: i32): void {
  const across = <usize>job.columns * FLOAT;
  const step = <usize>job.rows * FLOAT;
  const count = min(COLUMNS, job.columns - first);
  let from = source + <usize>first * FLOAT;
  let to = target + <usize>first * step;
  let row = 0;
  for (; row + STRIP <= job.rows; row += STRIP) {
    interleave(from, from + across, from + 2 * across, from + 3 * across, count, to, step);
    from += 4 * across;
    to += 4 * FLOAT;
  }
  for (; row < job.rows; row++) {
    for (let i: usize = 0; i < <usize>count; i++) f32.store(to + i * step, f32.load(from + i * FLOAT));
    from += across;
    to += FLOAT;
  }
}
