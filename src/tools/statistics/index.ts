/** Numbers that sum up many: spread, truth, shares, a linear probe. */
export {
  type LogisticRegression,
  type LogisticRegressionOptions,
  logisticRegression,
} from "./logistic-regression/index.ts";
export { logSoftmax, softmax } from "./softmax.ts";
export { type SpreadOptions, std, variance } from "./spread.ts";
export { all, any, type TruthOptions } from "./truth.ts";
