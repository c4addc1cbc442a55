import { logisticRegression } from "../../../src/tools/statistics/index.ts";
import type { Operations } from "./case.ts";

/** What is fitted to samples. */
export const STATISTICS: Operations = {
  logisticRegression:
    ({ c, intercept }) =>
    async (features, labels) => {
      const { weight, bias, converged } = await logisticRegression(features, labels, {
        ...(c !== undefined && { c }),
        ...(intercept !== undefined && { intercept }),
      });
      if (!converged) throw new Error("it did not converge");
      return [weight, bias];
    },
};
