import { type nn, notYet, type tf } from "arena/tools";

/** A classifier whose last part ends with a linear layer. */
export type Classifier = nn.Module & { outLayers: nn.Sequential };

export interface HeadTraining {
  readonly steps: number;
  readonly learningRate: number;
}

/** Freezes the model and gives it a new, trainable last layer for other classes. */
export function withNewHead<C extends Classifier>(model: C, nClasses: number): C {
  return notYet(`a head for ${nClasses} classes on ${model.constructor.name}`);
}

/** Trains the last layer on all images at once. Gives the loss of each step. */
export async function trainHead(
  model: Classifier,
  images: tf.Tensor,
  labels: tf.Tensor1D,
  settings: HeadTraining,
): Promise<number[]> {
  // images: [batch, …], labels: int32 [batch], the logits of the model: [batch, class]
  return notYet(
    `${settings.steps} steps of ${model.constructor.name} on [${images.shape}] and [${labels.shape}]`,
  );
}
