import {
  backward,
  concatenate,
  type Device,
  type DeviceTimes,
  type nn,
  optim,
  stack,
  tf,
  to,
} from "arena/tools";

/** Inputs [batch, in] and what the model shall give for them, [batch, out]. */
export type Pair = readonly [inputs: tf.Tensor, targets: tf.Tensor];

export interface FitSettings {
  readonly lr: number;
  readonly epochs: number;
}

/** What the work gives for copies of the inputs on that device, brought back here. */
export async function computeOn(
  device: Device,
  inputs: readonly tf.Tensor[],
  work: (...there: tf.Tensor[]) => tf.Tensor,
): Promise<tf.Tensor> {
  const home = tf.getBackend() as Device;
  try {
    const there = await to(device, ...inputs);
    const result = tf.tidy(() => work(...there));
    const [here] = await to(home, result);
    tf.dispose([...there, result]);
    return here;
  } finally {
    await to(home);
  }
}

/** The quickest device that is there and as good as agrees with the first one, or undefined. */
export function quickest(times: DeviceTimes, tolerance: number): Device | undefined {
  const agreeing = times.outcomes
    .filter((outcome) => outcome.kind === "timed")
    .filter(({ difference }) => difference <= tolerance);
  return agreeing.sort((a, b) => a.milliseconds - b.milliseconds)[0]?.device;
}

/** What the model gives for each batch on that device, one below the other, here. */
export async function activationsOn(
  device: Device,
  model: nn.Module,
  batches: readonly tf.Tensor[],
): Promise<tf.Tensor> {
  const home = tf.getBackend() as Device;
  try {
    await model.to(device);
    const parts: tf.Tensor[] = [];
    for (const batch of batches) {
      const [there] = await to(device, batch); // [batch, in]
      parts.push(tf.tidy(() => model.call(there))); // [batch, out]
      there.dispose();
    }
    const [here] = await to(home, concatenate(parts)); // [n, out]
    return here;
  } finally {
    await model.to(home);
  }
}

/** Trains the model on that device by SGD on the mean squared error. The result is the loss of each step. */
export async function fitOn(
  device: Device,
  model: nn.Module,
  pairs: readonly Pair[],
  { lr, epochs }: FitSettings,
): Promise<number[]> {
  const home = tf.getBackend() as Device;
  try {
    await model.to(device);
    const there: Pair[] = [];
    for (const [inputs, targets] of pairs) there.push(await to(device, inputs, targets));
    const losses = trained(model, there, { lr, epochs }); // [step]
    return [...(await losses.data())];
  } finally {
    await model.to(home);
  }
}

/** Trains where everything lies. No number is read: the device works without waiting for us. */
function trained(model: nn.Module, pairs: readonly Pair[], { lr, epochs }: FitSettings): tf.Tensor {
  const optimizer = new optim.SGD(model.parameters(), { lr });
  const losses: tf.Tensor[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const [inputs, targets] of pairs) {
      const lossOf = () => model.call(inputs).sub(targets).square().mean(); // []
      losses.push(backward(lossOf, model.parameters()));
      optimizer.step();
      optimizer.zeroGrad();
    }
  }
  return stack(losses); // [step]
}
