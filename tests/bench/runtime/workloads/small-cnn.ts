import { backward, nn, optim, random } from "../../../../src/tools/index.ts";
import type { Workload } from "../workload.ts";

const BATCH = 64;

/** One Adam step of a classifier for 28 by 28 images: two convolutions with pooling, one linear layer. */
export const smallCnn: Workload = {
  name: "small CNN step",
  prepare: () => {
    const model = new nn.Sequential(
      new nn.Conv2d(1, 32, 3, { padding: 1 }),
      new nn.ReLU(),
      new nn.MaxPool2d(2),
      new nn.Conv2d(32, 64, 3, { padding: 1 }),
      new nn.ReLU(),
      new nn.MaxPool2d(2),
      new nn.Flatten(),
      new nn.Linear(64 * 7 * 7, 10),
    );
    const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 });
    const images = random(1).normal([BATCH, 1, 28, 28]); // [batch, channel, height, width]
    const labels = random(2).integers([BATCH], 0, 10); // [batch]
    return async () => {
      optimizer.zeroGrad();
      const loss = backward(() => nn.functional.crossEntropy(model.call(images), labels), model.parameters()); // []
      optimizer.step();
      await loss.data();
      loss.dispose();
    };
  },
};
