import { picture } from "arena/grader";
import { plots, tf, unbind } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/batch-norm/solution.ts";

const CHANNELS = ["first channel", "second", "third"];
const [LOW, HIGH, BINS] = [-5, 5, 50];

export default picture<typeof Solution>({
  title: "Three channels before and after your BatchNorm2d, and its running mean",
  paper: { width: 760, height: 560 },
  async draw({ answer, random }) {
    const norm = new answer.BatchNorm2d(3).train();
    const [means, spreads] = [
      [-3, 0, 2],
      [0.4, 1, 0.7],
    ].map((numbers) => tf.tensor4d(numbers, [1, 3, 1, 1])) as [tf.Tensor, tf.Tensor]; // each [1, channel, 1, 1]
    const batch = () => random.normal([16, 3, 6, 6]).mul(spreads).add(means) as tf.Tensor4D; // [batch, channel, height, width]
    const running: number[][] = [];
    for (let step = 0; step < 40; step++) {
      norm.call(batch());
      running.push([...(await norm.runningMean.data())]);
    }
    const before = batch(); // [batch, channel, height, width]
    return plots.panels(
      [
        await spread(before, "Before"),
        await spread(norm.call(before), "After"),
        await plots.curve(byChannel(CHANNELS.map((_, i) => running.map((step) => step[i] ?? Number.NaN))), {
          title: "Running mean",
        }),
      ],
      { perRow: 1, legend: ["Values before, values after, running mean over 40 batches."] },
    );
  },
});

/** How often the values of each channel fall into bins. */
async function spread(x: tf.Tensor, title: string): Promise<plots.Plot> {
  const counts: number[][] = [];
  for (const channel of unbind(x, 1)) {
    const count = new Array<number>(BINS).fill(0);
    for (const value of await channel.data()) {
      const bin = Math.floor(((value - LOW) / (HIGH - LOW)) * BINS);
      if (bin >= 0 && bin < BINS) count[bin] = (count[bin] ?? 0) + 1;
    }
    counts.push(count);
  }
  const x0 = Array.from({ length: BINS }, (_, bin) => LOW + ((bin + 0.5) * (HIGH - LOW)) / BINS);
  return plots.curve(byChannel(counts), { title, x: x0 });
}

const byChannel = (lines: readonly number[][]): Record<string, number[]> =>
  Object.fromEntries(lines.map((line, i) => [CHANNELS[i] ?? "", line]));
