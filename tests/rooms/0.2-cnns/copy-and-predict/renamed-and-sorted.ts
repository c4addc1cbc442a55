// Renames the reference and loads it strictly; class and probability from topk.
import { detach, type nn, tf, trainingMode } from "arena/tools";

export const copyWeights = <M extends nn.Module>(mine: M, reference: Record<string, tf.Tensor>): M => {
  const names = Object.keys(mine.stateDict());
  const renamed = Object.fromEntries(
    Object.values(reference).map((tensor, i) => [names[i] ?? `unknown ${i}`, tensor]),
  );
  mine.loadStateDict(renamed); // refuses missing and unexpected names and wrong shapes
  return mine;
};

export const predict = (model: nn.Module, images: tf.Tensor4D) => {
  using _ = trainingMode(model, false);
  return tf.tidy(() => {
    const logits = detach(model.call(images)); // [batch, class]
    const { values, indices } = tf.topk(tf.exp(tf.logSoftmax(logits)), 1); // [batch, 1] each
    return { probs: tf.squeeze<tf.Tensor1D>(values, [1]), classes: tf.squeeze<tf.Tensor1D>(indices, [1]) };
  });
};
