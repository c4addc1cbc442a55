import { backward, conv2d, nn, random } from "../../../../src/tools/index.ts";
import type { Workload } from "../workload.ts";

interface Layer {
  readonly name: string;
  readonly image: readonly [batch: number, channels: number, height: number, width: number];
  readonly outChannels: number;
}

const LAYERS: readonly Layer[] = [
  { name: "conv 64x1x28x28 to 32", image: [64, 1, 28, 28], outChannels: 32 },
  { name: "conv 64x32x14x14 to 64", image: [64, 32, 14, 14], outChannels: 64 },
];

/** A 3 by 3 convolution that keeps the size, and the gradients of its input and its weight. */
export const convolutions: readonly Workload[] = LAYERS.map(({ name, image, outChannels }) => ({
  name,
  prepare: () => {
    const x = new nn.Parameter(random(1).normal([...image])); // [batch, in, height, width]
    const weight = new nn.Parameter(random(2).normal([outChannels, image[1], 3, 3])); // [out, in, 3, 3]
    return async () => {
      const loss = backward(() => conv2d(x, weight, { padding: 1 }).mean(), [x, weight]); // []
      await weight.grad?.data();
      loss.dispose();
      x.grad = null;
      weight.grad = null;
    };
  },
}));
