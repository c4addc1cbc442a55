/** Choosing, reordering and masking entries. */
export { type BincountOptions, bincount } from "./bincount.ts";
export { diagonal } from "./diagonal.ts";
export { gather } from "./gather.ts";
export { index, indexByMask } from "./index-tensor.ts";
export { flip, roll, unbind } from "./reordering.ts";
export { searchSorted } from "./search-sorted.ts";
export { argsort, type Sorted, sort } from "./sort.ts";
export type { IndexSpec } from "./specs.ts";
export { topk } from "./top-k.ts";
export { tril, triu } from "./triangles.ts";
export { type Unique, unique } from "./unique.ts";
export { maskedFill, where } from "./where.ts";
