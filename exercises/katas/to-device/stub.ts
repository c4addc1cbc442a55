import { type Device, type DeviceTimes, type nn, notYet, type tf } from "arena/tools";

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
  // inputs: any shapes, here; the result of the work: one tensor of any shape
  return notYet(`computeOn of ${work.name} with ${inputs.length} inputs, on ${device}`);
}

/** The quickest device that is there and as good as agrees with the first one, or undefined. */
export function quickest(times: DeviceTimes, tolerance: number): Device | undefined {
  // times.outcomes: one for each device, "timed" or "absent"
  return notYet(`quickest of ${times.outcomes.length} devices, within ${tolerance}`);
}

/** What the model gives for each batch on that device, one below the other, here. */
export async function activationsOn(
  device: Device,
  model: nn.Module,
  batches: readonly tf.Tensor[],
): Promise<tf.Tensor> {
  // batches: [batch, in] each, here; the result: [n, out], here
  return notYet(`activationsOn of ${model.constructor.name} on ${batches.length} batches, on ${device}`);
}

/** Trains the model on that device by SGD on the mean squared error. The result is the loss of each step. */
export async function fitOn(
  device: Device,
  model: nn.Module,
  pairs: readonly Pair[],
  { lr, epochs }: FitSettings,
): Promise<number[]> {
  // inputs [batch, in] and targets [batch, out], here; the result: epochs · pairs plain numbers
  return notYet(
    `fitOn of ${model.constructor.name}, ${epochs} epochs of ${pairs.length} pairs at ${lr}, on ${device}`,
  );
}
