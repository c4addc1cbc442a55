// Every snapshot is kept and the best chosen at the end; the ratio is 1 plus a difference.
import { detach, einsum, modelHooks, type nn, tf } from "arena/tools";

export const snapshot = (model: nn.Module): nn.StateDict => {
  const names = Object.keys(model.stateDict());
  const copies = Object.values(model.stateDict()).map((tensor) => tf.keep(detach(tensor)));
  return Object.fromEntries(names.map((name, i) => [name, copies[i] as tf.Tensor]));
};

export const trainKeepingBest = async (
  model: nn.Module,
  step: () => void,
  measure: () => Promise<number>,
  steps: number,
): Promise<number> => {
  const tried = [{ loss: await measure(), weights: snapshot(model) }];
  for (let i = 0; i < steps; i++) {
    step();
    tried.push({ loss: await measure(), weights: snapshot(model) });
  }
  const best = tried.reduce((a, b) => (b.loss < a.loss ? b : a));
  model.loadStateDict(best.weights);
  return best.loss;
};

export const runWithCache = (model: nn.Module, x: tf.Tensor) => {
  const names = new Map(model.namedModules().map(([name, module]) => [module, name]));
  const cache: Record<string, tf.Tensor> = {};
  const keep: nn.ForwardHook = (module, _inputs, output) => {
    cache[names.get(module) as string] = tf.keep(detach(output));
  };
  using _ = modelHooks(model, [[() => true, keep]]);
  const output = model.call(x);
  return { output, cache };
};

export const codebookLoss = (latents: tf.Tensor2D, codes: tf.Tensor2D, beta: number) => {
  const apart = (a: tf.Tensor, b: tf.Tensor) => tf.squaredDifference(a, b).sum().div(a.size);
  return apart(detach(latents), codes).add(apart(latents, detach(codes)).mul(beta));
};

export const groupLoss = (
  logProbs: tf.Tensor2D,
  reference: tf.Tensor2D,
  advantages: tf.Tensor1D,
  beta: number,
) => {
  // Where old and new are the same, 1 + new - old has the value and the gradient of exp(new - old).
  const ratio = logProbs.add(detach(tf.sub(1, logProbs))); // [sample, position]
  const drift = detach(reference).sub(logProbs); // [sample, position]
  const gain = einsum("s p, s -> s p", ratio, advantages); // [sample, position]
  return tf.expm1(drift).sub(drift).mul(beta).sub(gain).mean();
};
