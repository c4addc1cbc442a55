/** Sums of products by index. */
export { einsum } from "./einsum.ts";
