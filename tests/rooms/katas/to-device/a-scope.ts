// One scope for the way there and back, times compared in a loop, everything moved before anything is computed.
import { backward, type Device, type DeviceTimes, type nn, optim, tf, to, vstack } from "arena/tools";

type Pair = readonly [tf.Tensor, tf.Tensor];

/** Until the end of the block the model, and the process, are on the device. */
async function on(device: Device, model?: nn.Module): Promise<AsyncDisposable> {
  const home = tf.getBackend() as Device;
  const go = async (where: Device) => void (await (model?.to(where) ?? to(where)));
  await go(device);
  return { [Symbol.asyncDispose]: () => go(home) };
}

export async function computeOn(
  device: Device,
  inputs: readonly tf.Tensor[],
  work: (...there: tf.Tensor[]) => tf.Tensor,
): Promise<tf.Tensor> {
  const home = tf.getBackend() as Device;
  await using _ = await on(device);
  const there = await to(device, ...inputs);
  const result = tf.tidy(() => work(...there));
  for (const copy of there) copy.dispose();
  const [back] = await to(home, result);
  result.dispose();
  return back;
}

export function quickest({ outcomes }: DeviceTimes, tolerance: number): Device | undefined {
  let best: Device | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const outcome of outcomes) {
    if (outcome.kind === "absent" || !(outcome.difference <= tolerance)) continue;
    if (outcome.milliseconds < least) [best, least] = [outcome.device, outcome.milliseconds];
  }
  return best;
}

export async function activationsOn(
  device: Device,
  model: nn.Module,
  batches: readonly tf.Tensor[],
): Promise<tf.Tensor> {
  const home = tf.getBackend() as Device;
  await using _ = await on(device, model);
  const there = await to(device, ...batches);
  const outputs = there.map((batch) => model.call(batch)); // [batch, out] each
  const back = await to(home, ...outputs);
  await to(home);
  return vstack(back); // [n, out]
}

export async function fitOn(
  device: Device,
  model: nn.Module,
  pairs: readonly Pair[],
  { lr, epochs }: { lr: number; epochs: number },
): Promise<number[]> {
  await using _ = await on(device, model);
  const inputs = await to(device, ...pairs.map(([given]) => given));
  const targets = await to(device, ...pairs.map(([, wanted]) => wanted));
  return await trained(model, inputs, targets, { lr, epochs });
}

async function trained(
  model: nn.Module,
  inputs: readonly tf.Tensor[],
  targets: readonly tf.Tensor[],
  { lr, epochs }: { lr: number; epochs: number },
): Promise<number[]> {
  const optimizer = new optim.SGD(model.parameters(), { lr });
  const losses: tf.Tensor[] = [];
  for (let step = 0; step < epochs * inputs.length; step++) {
    const at = step % inputs.length;
    optimizer.zeroGrad();
    losses.push(
      backward(
        () => tf.losses.meanSquaredError(targets[at] as tf.Tensor, model.call(inputs[at] as tf.Tensor)),
        model.parameters(),
      ),
    );
    optimizer.step();
  }
  return [...(await tf.stack(losses).data())];
}
