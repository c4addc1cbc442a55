import { mendIntegerArithmetic } from "./elementwise.ts";
import { mendIntegerMoves } from "./halves.ts";
import { mendIntegerMatMul } from "./mat-mul.ts";
import { mendIntegerReductions } from "./reductions.ts";
import { mendIntegerScans } from "./scans.ts";
import { mendSearchSorted } from "./search-sorted.ts";
import { mendIntegerSegmentSum } from "./segment-sum.ts";

/**
 * int32 as int32. Stock's shaders take every integer through float32, which rounds it beyond 2^24: token ids, hashes and
 * counts come out a little wrong.
 */
export function mendIntegers(): void {
  mendIntegerArithmetic();
  mendIntegerMoves();
  mendIntegerReductions();
  mendIntegerScans();
  mendIntegerSegmentSum();
  mendSearchSorted();
  mendIntegerMatMul();
}
