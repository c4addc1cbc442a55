/** Choosing, reordering and masking entries. */
export { gather } from "./gather.ts";
export { index, indexByMask } from "./index-tensor.ts";
export { flip, roll, unbind } from "./reordering.ts";
export { type Sorted, sort } from "./sort.ts";
export type { IndexSpec } from "./specs.ts";
export { tril, triu } from "./triangles.ts";
export { where } from "./where.ts";
