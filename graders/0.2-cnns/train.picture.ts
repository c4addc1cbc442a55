import { picture } from "arena/grader";
import { data, nn, plots, seeded } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/train/solution.ts";

export default picture<typeof Solution>({
  title: "The loss of your training loop on the glyphs",
  async draw({ answer }) {
    using _ = seeded(0);
    const model = new nn.Sequential(
      new nn.Flatten(),
      new nn.Linear(196, 32),
      new nn.ReLU(),
      new nn.Linear(32, 10),
    );
    const sets = {
      train: data.glyphs({ examples: 300, seed: 1 }),
      test: data.glyphs({ examples: 100, seed: 2 }),
    };
    const args = { batchSize: 30, epochs: 6, learningRate: 0.01, seed: 0 };
    const { lossList, accuracyList } = await answer.train(model, sets, args);
    const accuracy = lossList.map((_, step) => accuracyList[Math.floor(step / 10)] ?? Number.NaN);
    return plots.curve({ loss: lossList, accuracy }, { title: "Loss and test accuracy over steps" });
  },
});
