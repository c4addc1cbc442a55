import { picture } from "arena/grader";
import { plots, seeded } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/linear/solution.ts";

const INPUTS = 64;

export default picture<typeof Solution>({
  title: "Your Linear's first weights, from -1/sqrt(64) to 1/sqrt(64)",
  async draw({ answer }) {
    using _ = seeded(1);
    const { weight } = new answer.Linear(INPUTS, 128); // [out, in]
    const bound = 1 / Math.sqrt(INPUTS);
    // A little wider than the bound, so that weights beyond it are seen.
    return plots.histogram(weight, {
      title: "First weights; the lines are ±1/√64 = ±0.125",
      bins: 40,
      range: [-1.25 * bound, 1.25 * bound],
      marks: [-bound, bound],
    });
  },
});
