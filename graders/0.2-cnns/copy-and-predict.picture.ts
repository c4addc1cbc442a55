import { join } from "node:path";
import { picture } from "arena/grader";
import { data, plots, readSafetensors, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/copy-and-predict/solution.ts";
import { ResNet } from "../../exercises/0.2-cnns/resnet/solution.ts";

const EXERCISE = join(import.meta.dirname, "..", "..", "exercises", "0.2-cnns", "copy-and-predict");
const CONFIG = {
  inChannels: 1,
  stemFeatures: 8,
  nBlocksPerGroup: [1, 1, 1],
  outFeaturesPerGroup: [8, 16, 32],
  firstStridesPerGroup: [1, 2, 2],
  nClasses: 10,
};

export default picture<typeof Solution>({
  title: "What your network reads, and how sure it is",
  paper: { width: 760, height: 520 },
  async draw({ answer }) {
    const reference = await readSafetensors(join(EXERCISE, "reference.safetensors"));
    const model = answer.copyWeights(new ResNet(CONFIG), reference);
    // So noisy that some digits are in doubt.
    const { tensors } = data.glyphs({ examples: 24, seed: 5, noise: 0.45 });
    const [images, labels] = tensors as [tf.Tensor4D, tf.Tensor1D];
    const { probs, classes } = answer.predict(model, images); // each [image]
    const [sure, read, truth] = await Promise.all([probs.data(), classes.data(), labels.data()]);
    const doubt = (i: number) => (read[i] === truth[i] ? 0 : 1) - (sure[i] ?? 0);
    const order = [...read.keys()].sort((a, b) => doubt(b) - doubt(a));
    const wrong = order.filter((i) => read[i] !== truth[i]);
    const title = `${read.length - wrong.length} of ${read.length} noisy glyphs are read rightly`;
    return plots.gallery(tf.gather(images, tf.tensor1d(order, "int32")), {
      title: `${title}; the bar is the probability`,
      captions: order.map((i) =>
        wrong.includes(i) ? `${read[i]}, is ${truth[i]}` : `${read[i]}  ${percent(sure[i])}`,
      ),
      shares: order.map((i) => sure[i] ?? 0),
      marked: wrong.map((_, place) => place), // they come first
      perRow: 8,
      range: [0, 1],
      legend: [
        `${title}, those in most doubt shown first. Below each its probability, red where it is wrong.`,
        wrong.map((i) => `${read[i]} (${percent(sure[i])}) for ${truth[i]}`).join(", "),
      ],
    });
  },
});

const percent = (share = 0): string => `${Math.round(100 * share)}%`;
