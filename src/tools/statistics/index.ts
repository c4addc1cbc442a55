/** Numbers that sum up many: spread, truth, shares. */
export { logSoftmax, softmax } from "./softmax.ts";
export { type SpreadOptions, std, variance } from "./spread.ts";
export { all, any, type TruthOptions } from "./truth.ts";
