/** Linear algebra over batches of small matrices and vectors, as torch.linalg. */
export { det } from "./determinant.ts";
export { SingularMatrixError } from "./matrices.ts";
export { inv, solve } from "./solve.ts";
export { cross, type NormOptions, norm } from "./vectors.ts";
