/** Linear algebra over batches of small matrices and vectors, as torch.linalg. */
export { type Eigen, eigh } from "./decompositions/eigh.ts";
export { lstsq, type PinvOptions, pinv } from "./decompositions/least-squares.ts";
export { type Qr, qr } from "./decompositions/qr.ts";
export { type Svd, svd } from "./decompositions/svd.ts";
export { det } from "./determinant.ts";
export { SingularMatrixError } from "./matrices.ts";
export { inv, solve } from "./solve.ts";
export { cross, type NormOptions, norm } from "./vectors.ts";
