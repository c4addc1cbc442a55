import { picture } from "arena/grader";
import { plots, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/batch-norm/solution.ts";

export default picture<typeof Solution>({
  title: "Running mean of your BatchNorm2d, step by step, towards -1, 0 and 2",
  async draw({ answer, random }) {
    const norm = new answer.BatchNorm2d(3).train();
    const offsets = tf.tensor([-1, 0, 2]).reshape([1, 3, 1, 1]); // [1, channel, 1, 1]
    const means: number[][] = [[], [], []];
    for (let step = 0; step < 40; step++) {
      norm.call(random.normal([4, 3, 5, 5]).add(offsets) as tf.Tensor4D); // [batch, channel, height, width]
      const now = await norm.runningMean.data();
      means.forEach((channel, i) => void channel.push(now[i] ?? Number.NaN));
    }
    const [a = [], b = [], c = []] = means;
    return plots.curve(
      { "channel 0": a, "channel 1": b, "channel 2": c },
      { title: "Running mean over steps" },
    );
  },
});
