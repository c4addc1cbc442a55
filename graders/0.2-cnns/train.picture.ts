import { picture } from "arena/grader";
import { data, evalMode, nn, plots, seeded, softmax, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/train/solution.ts";

/** Glyphs shown at most. */
const SHOWN = 10;

export default picture<typeof Solution>({
  title: "Your training on the glyphs, and what is still read wrongly",
  paper: { width: 760, height: 560 },
  async draw({ answer }) {
    using _ = seeded(0);
    const model = new nn.Sequential(
      new nn.Flatten(),
      new nn.Linear(196, 32),
      new nn.ReLU(),
      new nn.Linear(32, 10),
    );
    const sets = {
      train: data.glyphs({ examples: 300, seed: 1, noise: 0.25 }),
      test: data.glyphs({ examples: 200, seed: 2, noise: 0.25 }),
    };
    const args = { batchSize: 30, epochs: 6, learningRate: 0.01, seed: 0 };
    const { lossList, accuracyList } = await answer.train(model, sets, args);
    const accuracy = lossList.map((_, step) => accuracyList[Math.floor(step / 10)] ?? Number.NaN);
    const curves = await plots.curve(
      { loss: lossList, accuracy },
      { title: "Loss and test accuracy over steps" },
    );
    return plots.panels([curves, await misread(model, sets.test)], {
      perRow: 1,
      heights: [3, 2],
      legend: [...curves.legend, "Below: the test glyphs that are read wrongly, the surest first."],
    });
  },
});

/** The examples whose class the model gets wrong, the surest first. */
async function misread(model: nn.Module, { tensors: [images, labels] }: data.Glyphs): Promise<plots.Plot> {
  using _ = evalMode(model);
  const said = (await softmax(model.call(images), -1).array()) as number[][]; // [image, class]
  const truth = await labels.data();
  const wrong = said
    .map((shares, i) => ({
      i,
      is: truth[i] ?? -1,
      sure: Math.max(...shares),
      read: shares.indexOf(Math.max(...shares)),
    }))
    .filter(({ is, read }) => is !== read)
    .sort((a, b) => b.sure - a.sure);
  const shown = wrong.slice(0, SHOWN);
  return plots.gallery(
    tf.gather(
      images,
      tf.tensor1d(
        shown.map(({ i }) => i),
        "int32",
      ),
    ),
    {
      title: `${wrong.length} of ${truth.length} test glyphs are read wrongly`,
      captions: shown.map(({ is, read }) => `${is} → ${read}`),
      shares: shown.map(({ sure }) => sure),
      marked: shown.map((_, place) => place),
      perRow: SHOWN,
      range: [0, 1],
    },
  );
}
