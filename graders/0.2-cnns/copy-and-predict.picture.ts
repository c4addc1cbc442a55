import { join } from "node:path";
import { picture } from "arena/grader";
import { data, plots, readSafetensors, type tf } from "arena/tools";
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
    const wrong = [...read.keys()].filter((i) => read[i] !== truth[i]);
    const right = read.length - wrong.length;
    return plots.gallery(images, {
      title: `${right} of ${read.length} noisy glyphs are read rightly; the bar is the probability`,
      captions: [...read].map((digit, i) =>
        wrong.includes(i) ? `${digit}, is ${truth[i]}` : `${digit}  ${percent(sure[i])}`,
      ),
      shares: [...sure],
      marked: wrong,
      perRow: 8,
      range: [0, 1],
      legend: [
        `${right} of ${read.length} are read rightly. Below each glyph its probability, in red where it is wrong:`,
        wrong.map((i) => `${read[i]} (${percent(sure[i])}) for ${truth[i]}`).join(", "),
      ],
    });
  },
});

const percent = (share = 0): string => `${Math.round(100 * share)}%`;
