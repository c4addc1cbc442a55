import { evalMode, type nn, noGrad, softmax, type tf } from "arena/tools";

export interface Predictions {
  /** The largest probability of each image, float32 [batch]. */
  readonly probs: tf.Tensor1D;
  /** The class that has it, int32 [batch]. */
  readonly classes: tf.Tensor1D;
}

/**
 * Copies the values of somebody else's state into a module by position, since the names differ.
 *
 * @throws Error if the number of entries or any shape differs; nothing has been changed then.
 */
export function copyWeights<M extends nn.Module>(mine: M, reference: nn.StateDict): M {
  const [own, theirs] = [Object.entries(mine.stateDict()), Object.entries(reference)];
  if (own.length !== theirs.length)
    throw new Error(`There are ${own.length} tensors here and ${theirs.length} in the reference.`);
  const pairs = own.map(([name, tensor], i) => {
    const [theirName, values] = theirs[i] as [string, tf.Tensor];
    if (`${tensor.shape}` === `${values.shape}`) return [name, values] as const;
    throw new Error(`${name} is [${tensor.shape}], but ${theirName} is [${values.shape}].`);
  });
  mine.loadStateDict(Object.fromEntries(pairs));
  return mine;
}

/** The most probable class of each image. The model evaluates, is a constant for gradients, and is left as it was. */
export function predict(model: nn.Module, images: tf.Tensor4D): Predictions {
  using _evaluation = evalMode(model);
  using _constants = noGrad();
  const logits = model.call(images); // [batch, class]
  const probabilities = softmax(logits, -1); // [batch, class]
  return {
    probs: probabilities.max<tf.Tensor1D>(-1), // [batch]
    classes: probabilities.argMax<tf.Tensor1D>(-1), // int32 [batch]
  };
}
