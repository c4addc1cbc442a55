import { picture } from "arena/grader";
import { plots, seeded } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/conv2d-module/solution.ts";

export default picture<typeof Solution>({
  title: "The first weights of your Conv2d(8, 32, 3), and its first kernels",
  async draw({ answer }) {
    using _ = seeded(1);
    const { weight } = new answer.Conv2d(8, 32, 3); // [out, in, kernel, kernel]
    const bound = 1 / Math.sqrt(8 * 3 * 3);
    const spread = await plots.histogram(weight, {
      title: "First weights; the lines are ±1/√72",
      bins: 40,
      range: [-1.25 * bound, 1.25 * bound],
      marks: [-bound, bound],
    });
    const kernels = weight.slice([0, 0], [16, 1]); // [kernel, 1, 3, 3]
    const drawn = await plots.image(kernels, { title: "16 kernels", perRow: 4, range: [-bound, bound] });
    return plots.panels([spread, drawn], { widths: [3, 1.4] });
  },
});
