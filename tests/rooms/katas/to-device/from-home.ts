// Everything is copied before the process leaves home; tf.setBackend and errors caught and thrown again.
import { backward, concatenate, type Device, type DeviceTimes, nn, optim, tf, to } from "arena/tools";

type Pair = readonly [tf.Tensor, tf.Tensor];

export const computeOn = async (
  device: Device,
  inputs: readonly tf.Tensor[],
  work: (...there: tf.Tensor[]) => tf.Tensor,
) => {
  const home = tf.getBackend() as Device;
  const there = await to(device, ...inputs);
  try {
    const result = tf.tidy(() => work(...there));
    const [values, { shape, dtype }] = [await result.data(), result];
    tf.dispose([result, ...there]);
    await tf.setBackend(home);
    return tf.tensor(values, shape, dtype);
  } catch (error) {
    await tf.setBackend(home);
    throw error;
  }
};

export const quickest = ({ outcomes }: DeviceTimes, tolerance: number) =>
  outcomes
    .flatMap((outcome) => (outcome.kind === "timed" && outcome.difference <= tolerance ? [outcome] : []))
    .reduce<{ device?: Device; milliseconds: number }>(
      (best, one) => (one.milliseconds < best.milliseconds ? one : best),
      { milliseconds: Number.MAX_VALUE },
    ).device;

export const activationsOn = async (device: Device, model: nn.Module, batches: readonly tf.Tensor[]) => {
  const home = tf.getBackend() as Device;
  const parts: tf.Tensor[] = [];
  await model.to(device);
  try {
    for (const batch of batches) {
      const [there] = await to(device, batch); // [batch, in]
      const [back] = await to(home, model.call(there)); // [batch, out]
      parts.push(back);
    }
  } finally {
    await model.to(home);
  }
  return concatenate(parts); // [n, out]
};

export const fitOn = async (
  device: Device,
  model: nn.Module,
  pairs: readonly Pair[],
  settings: { lr: number; epochs: number },
) => {
  const home = tf.getBackend() as Device;
  const there: Pair[] = [];
  for (const pair of pairs) {
    there.push(await to(device, ...pair));
    await to(home);
  }
  await model.to(device);
  const losses: tf.Tensor[] = [];
  try {
    const parameters = model.parameters();
    const optimizer = new optim.SGD(parameters, { lr: settings.lr });
    for (let epoch = 1; epoch <= settings.epochs; epoch++)
      for (const [x, y] of there) {
        losses.push(backward(() => nn.functional.mseLoss(model.call(x), y), parameters));
        optimizer.step();
        optimizer.zeroGrad();
      }
    const [curve] = await to(home, tf.stack(losses)); // [step]
    return (await curve.array()) as number[];
  } finally {
    await model.to(home);
  }
};
