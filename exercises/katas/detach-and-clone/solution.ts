import { detach, modelHooks, type nn, tf, unsqueeze } from "arena/tools";

/** The values that the model's parameters and buffers have now, by name. */
export function snapshot(model: nn.Module): nn.StateDict {
  const entries = Object.entries(model.stateDict());
  return Object.fromEntries(entries.map(([name, tensor]) => [name, tf.keep(tensor.clone())]));
}

/** Takes all steps, then gives the model the weights that had the smallest loss, and returns that loss. */
export async function trainKeepingBest(
  model: nn.Module,
  step: () => void,
  measure: () => Promise<number>,
  steps: number,
): Promise<number> {
  let best = { loss: await measure(), weights: snapshot(model) };
  for (let i = 0; i < steps; i++) {
    step();
    const loss = await measure();
    if (loss < best.loss) best = { loss, weights: snapshot(model) };
  }
  model.loadStateDict(best.weights);
  return best.loss;
}

/** The model's output, and as constants the output of each of its modules by name. */
export function runWithCache(
  model: nn.Module,
  x: tf.Tensor,
): { output: tf.Tensor; cache: Record<string, tf.Tensor> } {
  const cache: Record<string, tf.Tensor> = {};
  const hooks = model.namedModules().map(([name]): [string, nn.ForwardHook] => [
    name,
    (_module, _inputs, output) => {
      cache[name] = tf.keep(detach(output));
    },
  ]);
  using _ = modelHooks(model, hooks);
  return { output: model.call(x), cache };
}

/** What moves each code to its latent, and with weight beta each latent to its code. */
export function codebookLoss(latents: tf.Tensor2D, codes: tf.Tensor2D, beta: number): tf.Scalar {
  const moving = codes.sub(detach(latents)).square().mean(); // []
  const commitment = latents.sub(detach(codes)).square().mean(); // []
  return moving.add(commitment.mul(beta)) as tf.Scalar; // []
}

/** The loss of group-relative policy optimisation, right after sampling. */
export function groupLoss(
  logProbs: tf.Tensor2D,
  reference: tf.Tensor2D,
  advantages: tf.Tensor1D,
  beta: number,
): tf.Scalar {
  const ratio = logProbs.sub(detach(logProbs)).exp(); // [sample, position]
  const drift = detach(reference).sub(logProbs); // [sample, position]
  const penalty = drift.exp().sub(drift).sub(1); // [sample, position]
  const gain = ratio.mul(unsqueeze(advantages, 1)); // [sample, position]
  return penalty.mul(beta).sub(gain).mean() as tf.Scalar; // []
}
