import { type nn, notYet, type tf } from "arena/tools";

export interface Predictions {
  /** The largest probability of each image, float32 [batch]. */
  readonly probs: tf.Tensor1D;
  /** The class that has it, int32 [batch]. */
  readonly classes: tf.Tensor1D;
}

/** Copies the values of somebody else's state into a module, entry by entry. */
export function copyWeights<M extends nn.Module>(mine: M, reference: nn.StateDict): M {
  return notYet(`copying ${Object.keys(reference).length} tensors into ${mine.constructor.name}`);
}

/** The most probable class of each image. */
export function predict(model: nn.Module, images: tf.Tensor4D): Predictions {
  // images: [batch, channel, height, width], the logits of the model: [batch, class]
  return notYet(`the classes that ${model.constructor.name} sees in [${images.shape}]`);
}
