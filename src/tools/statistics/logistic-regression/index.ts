export { type LogisticRegression, type LogisticRegressionOptions, logisticRegression } from "./fit.ts";
