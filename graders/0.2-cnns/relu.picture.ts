import { picture } from "arena/grader";
import { linspace, plots } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/relu/solution.ts";

export default picture<typeof Solution>({
  title: "Your ReLU from -3 to 3",
  async draw({ answer }) {
    const x = linspace(-3, 3, 121); // [point]
    const y = new answer.ReLU().call(x); // [point]
    return plots.curve({ input: x, output: y }, { title: "Output of your ReLU over its input", x });
  },
});
