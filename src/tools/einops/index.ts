/** Axes by name: reorder, split and merge (rearrange), reduce away (reduce), repeat (repeat). */
export type { Lengths } from "./lengths.ts";
export { rearrange } from "./rearrange.ts";
export { reduce } from "./reduce.ts";
export type { Reduction } from "./reductions.ts";
export { repeat } from "./repeat.ts";
