export { reshaped } from "../../runtime/mends/shapes.ts";

/** Whether two shapes (or permutations) are equal. */
export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((length, axis) => length === b[axis]);
