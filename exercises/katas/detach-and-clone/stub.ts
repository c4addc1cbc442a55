import { type nn, notYet, type tf } from "arena/tools";

/** The values that the model's parameters and buffers have now, by name. */
export function snapshot(model: nn.Module): nn.StateDict {
  // the result: as model.stateDict(), but nothing changes it any more
  return notYet(`snapshot of ${model.constructor.name}`);
}

/** Takes all steps, then gives the model the weights that had the smallest loss, and returns that loss. */
export async function trainKeepingBest(
  model: nn.Module,
  step: () => void,
  measure: () => Promise<number>,
  steps: number,
): Promise<number> {
  // step() changes the model; measure() is called before the first step and after each
  return notYet(`trainKeepingBest of ${model.constructor.name}, ${steps} × ${step} and ${measure}`);
}

/** The model's output, and as constants the output of each of its modules by name. */
export function runWithCache(
  model: nn.Module,
  x: tf.Tensor,
): { output: tf.Tensor; cache: Record<string, tf.Tensor> } {
  // x: the model's input
  return notYet(`runWithCache of ${model.constructor.name} on [${x.shape}]`);
}

/** What moves each code to its latent, and with weight beta each latent to its code. */
export function codebookLoss(latents: tf.Tensor2D, codes: tf.Tensor2D, beta: number): tf.Scalar {
  // latents and codes: [row, latent]; the result: []
  return notYet(`codebookLoss of [${latents.shape}] and [${codes.shape}] with beta ${beta}`);
}

/** The loss of group-relative policy optimisation, right after sampling. */
export function groupLoss(
  logProbs: tf.Tensor2D,
  reference: tf.Tensor2D,
  advantages: tf.Tensor1D,
  beta: number,
): tf.Scalar {
  // logProbs and reference: [sample, position]; advantages: [sample]; the result: []
  return notYet(
    `groupLoss of [${logProbs.shape}], [${reference.shape}] and [${advantages.shape}] with beta ${beta}`,
  );
}
