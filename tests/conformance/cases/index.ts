import { ACTIVATION } from "./activation.ts";
import type { Operations } from "./case.ts";
import { COMPOSITE } from "./composite.ts";
import { CONVOLUTION } from "./convolution.ts";
import { ELEMENTWISE } from "./elementwise.ts";
import { IMAGE } from "./image.ts";
import { INDEXING } from "./indexing.ts";
import { LAYOUT } from "./layout.ts";
import { LOSS } from "./loss.ts";
import { NORMALIZATION } from "./normalization.ts";
import { POOLING } from "./pooling.ts";
import { PRODUCTS } from "./products.ts";
import { REDUCTION } from "./reduction.ts";
import { STATISTICS } from "./statistics.ts";
import { TRAINING } from "./training.ts";

/** Every operation that the course uses, by the name that record.py gives it. */
export const OPERATIONS: Operations = {
  ...ACTIVATION,
  ...COMPOSITE,
  ...CONVOLUTION,
  ...ELEMENTWISE,
  ...IMAGE,
  ...INDEXING,
  ...LAYOUT,
  ...LOSS,
  ...NORMALIZATION,
  ...POOLING,
  ...PRODUCTS,
  ...REDUCTION,
  ...STATISTICS,
  ...TRAINING,
};
