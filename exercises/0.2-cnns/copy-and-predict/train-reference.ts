/*
 * Trains the small network whose weights the room copies, and writes them beside this file if they are good enough:
 *
 *     node exercises/0.2-cnns/copy-and-predict/train-reference.ts
 *
 * It reads digits, drawn by `data.glyphs`. The file names tensors as some other program might, by their place:
 * "000.conv.weight", "001.norm.weight", … Names sort in the order of the tensors.
 */
import { join } from "node:path";
import { backward, DataLoader, data, evalMode, nn, optim, seeded, tf, writeSafetensors } from "arena/tools";
import { ResNet, type ResNetConfig } from "../resnet/solution.ts";

const CONFIG: ResNetConfig = {
  inChannels: 1,
  stemFeatures: 8,
  nBlocksPerGroup: [1, 1, 1],
  outFeaturesPerGroup: [8, 16, 32],
  firstStridesPerGroup: [1, 2, 2],
  nClasses: 10,
};
const EPOCHS = 4;
/** Standard deviation of the noise on the pictures: enough that some digits stay in doubt. */
const NOISE = 0.35;
const BATCH = 50;
/** The share of unseen digits that has to be read rightly. */
const GOOD_ENOUGH = 0.95;

const KINDS = new Map<unknown, string>([
  [nn.Conv2d, "conv"],
  [nn.BatchNorm2d, "norm"],
  [nn.Linear, "linear"],
]);

/** One pass over the examples with a learning rate that falls to zero over all epochs; gives the mean loss. */
async function trainEpoch(
  model: ResNet,
  optimizer: optim.Adam,
  loader: DataLoader<[tf.Tensor4D, tf.Tensor1D]>,
  epoch: number,
): Promise<number> {
  model.train();
  for (const group of optimizer.paramGroups) Object.assign(group, { lr: 0.004 * (1 - epoch / EPOCHS) });
  let total = 0;
  for (const [images, labels] of loader) {
    const loss = backward(() => nn.functional.crossEntropy(model.call(images), labels), model.parameters()); // []
    optimizer.step();
    optimizer.zeroGrad();
    total += (await loss.data())[0] ?? Number.NaN;
    tf.dispose([images, labels, loss]);
  }
  return total / loader.length;
}

/** The share of examples that the model reads rightly. */
async function accuracy(model: ResNet, { tensors: [images, labels] }: data.Glyphs): Promise<number> {
  using _ = evalMode(model);
  const hits = tf.tidy(() => model.call(images).argMax(-1).equal(labels).mean()); // []
  return (await hits.data())[0] ?? 0;
}

/** The model's state under the names of "another program": place, kind of layer, tensor. */
function renamed(model: ResNet): Record<string, tf.Tensor> {
  const entries = Object.entries(model.stateDict()).map(([path, tensor], place) => {
    const layer = model.getSubmodule(path.split(".").slice(0, -1).join("."));
    return [
      `${String(place).padStart(3, "0")}.${KINDS.get(layer.constructor)}.${path.split(".").at(-1)}`,
      tensor,
    ] as const;
  });
  return Object.fromEntries(entries);
}

await new nn.Identity().to("wasm");
using _ = seeded(2);
const train = data.glyphs({ examples: 3000, seed: 1, noise: NOISE });
const test = data.glyphs({ examples: 1000, seed: 2, noise: NOISE });
const model = new ResNet(CONFIG);
const optimizer = new optim.Adam(model.parameters(), { lr: 0.004 });
const loader = new DataLoader(train, { batchSize: BATCH, shuffle: true, seed: 3 });
for (let epoch = 0; epoch < EPOCHS; epoch++) {
  const loss = await trainEpoch(model, optimizer, loader, epoch);
  console.log(
    `epoch ${epoch + 1} of ${EPOCHS}: loss ${loss.toFixed(4)}, accuracy ${(await accuracy(model, test)).toFixed(3)}`,
  );
}

const reached = await accuracy(model, test);
if (reached < GOOD_ENOUGH) {
  console.error(
    `${reached} of the unseen digits are read rightly, ${GOOD_ENOUGH} are needed; nothing was written.`,
  );
  process.exit(1);
}
const path = join(import.meta.dirname, "reference.safetensors");
const about = {
  accuracy: reached.toFixed(3),
  cfg: JSON.stringify(CONFIG),
  data: `glyphs({ examples: 3000, seed: 1, noise: ${NOISE} })`,
};
await writeSafetensors(path, renamed(model), about);
console.log(`Written: ${path}`);
