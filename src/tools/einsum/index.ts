import { tf } from "../tensorflow.ts";
import { einsum } from "./einsum.ts";

/** Sums of products by index. */
export { einsum };

// Stock's knows two operands, no "..." and no gradient, and is missing on wasm.
Object.assign(tf, { einsum });
