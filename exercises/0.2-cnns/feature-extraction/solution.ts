import { backward, evalMode, nn, optim, type tf } from "arena/tools";

/** A classifier whose last part ends with a linear layer. */
export type Classifier = nn.Module & { outLayers: nn.Sequential };

export interface HeadTraining {
  readonly steps: number;
  readonly learningRate: number;
}

/** Freezes the model and gives it a new, trainable last layer for other classes. */
export function withNewHead<C extends Classifier>(model: C, nClasses: number): C {
  model.requiresGrad_(false);
  const { inFeatures } = model.outLayers.at(-1) as nn.Linear;
  model.outLayers.set(-1, new nn.Linear(inFeatures, nClasses)); // after freezing, so that it trains
  return model;
}

/**
 * Trains the last layer on all images at once by SGD. Gives the loss of each step. The model is in evaluation mode
 * meanwhile, since frozen norms would go on following the batches otherwise.
 */
export async function trainHead(
  model: Classifier,
  images: tf.Tensor,
  labels: tf.Tensor1D,
  settings: HeadTraining,
): Promise<number[]> {
  using _ = evalMode(model);
  const head = model.outLayers.at(-1).parameters(); // [class, feature] and [class]
  const optimizer = new optim.SGD(head, { lr: settings.learningRate });
  const losses: number[] = [];
  for (let step = 0; step < settings.steps; step++) {
    const loss = backward(() => nn.functional.crossEntropy(model.call(images), labels), head); // []
    optimizer.step();
    optimizer.zeroGrad();
    losses.push((await loss.data())[0] ?? Number.NaN);
  }
  return losses;
}
