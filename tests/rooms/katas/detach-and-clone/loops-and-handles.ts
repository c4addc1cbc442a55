// Plain loops, handles of single hooks, and noGrad where a block reads better than a cut.
import { type nn, noGrad, tf } from "arena/tools";

export function snapshot(model: nn.Module): nn.StateDict {
  const copy: nn.StateDict = {};
  for (const [name, tensor] of [...model.namedParameters(), ...model.namedBuffers()])
    copy[name] = tf.keep(tf.clone(tensor));
  return copy;
}

export async function trainKeepingBest(
  model: nn.Module,
  step: () => void,
  measure: () => Promise<number>,
  steps: number,
): Promise<number> {
  let smallest = Number.POSITIVE_INFINITY;
  let weights = snapshot(model);
  for (let i = 0; i <= steps; i++) {
    if (i > 0) step();
    const loss = await measure();
    if (!(loss < smallest)) continue;
    smallest = loss;
    weights = snapshot(model);
  }
  model.loadStateDict(weights);
  return smallest;
}

export function runWithCache(model: nn.Module, x: tf.Tensor) {
  const cache: Record<string, tf.Tensor> = {};
  const handles = model.namedModules().map(([name, module]) =>
    module.registerForwardHook((_module, _inputs, output) => {
      using _ = noGrad();
      cache[name] = tf.keep(output.clone());
    }),
  );
  try {
    return { output: model.call(x), cache };
  } finally {
    for (const handle of handles) handle.remove();
  }
}

function constant(x: tf.Tensor): tf.Tensor {
  using _ = noGrad();
  return x.mul(1);
}

export function codebookLoss(latents: tf.Tensor2D, codes: tf.Tensor2D, beta: number) {
  return tf.add(
    tf.losses.meanSquaredError(constant(latents) as tf.Tensor2D, codes),
    tf.losses.meanSquaredError(constant(codes) as tf.Tensor2D, latents).mul(beta),
  );
}

export function groupLoss(
  logProbs: tf.Tensor2D,
  reference: tf.Tensor2D,
  advantages: tf.Tensor1D,
  beta: number,
) {
  const probabilities = logProbs.exp(); // [sample, position]
  const ratio = probabilities.div(constant(probabilities)); // [sample, position]
  const towards = constant(reference.exp()).div(probabilities); // [sample, position]
  const penalty = towards.sub(towards.log()).sub(1); // [sample, position]
  return penalty
    .mean()
    .mul(beta)
    .sub(ratio.mul(advantages.reshape([-1, 1])).mean());
}
