// Scopes of the tools, and a tensor of everything that was found before anything is read.
import { concatenate, evalMode, index, logSoftmax, type nn, noGrad, tf } from "arena/tools";

type Batch = readonly [tf.Tensor, tf.Tensor1D];

export const countRight = async (logits: tf.Tensor2D, labels: tf.Tensor1D) => {
  const right = tf.topk(logits, 1).indices.squeeze([1]).equal(labels); // [batch]
  return [...(await right.data())].filter((hit) => hit === 1).length;
};

export const probabilities = (model: nn.Module, inputs: tf.Tensor) => {
  using _constants = noGrad();
  using _mode = evalMode(model);
  const exponentials = tf.tidy(() => {
    const logits = model.call(inputs); // [batch, class]
    return tf.exp(logits.sub(logits.max(-1, true)));
  });
  return exponentials.div(exponentials.sum(-1, true));
};

export const accuracy = async (model: nn.Module, batches: Iterable<Batch>) => {
  using _mode = evalMode(model);
  const found = [...batches].map(([inputs, labels]) =>
    model.call(inputs).argMax(1).equal(labels).cast("float32"),
  );
  const [share] = await concatenate(found).mean().data();
  return share as number;
};

export const perplexity = async (model: nn.Module, batches: Iterable<tf.Tensor2D>, pad: number) => {
  using _mode = evalMode(model);
  const [logProbs, counts]: [tf.Tensor[], tf.Tensor[]] = [[], []];
  for (const tokens of batches) {
    const said = logSoftmax(index(model.call(tokens), ":", ":-1")); // [batch, position - 1, token]
    const next = index(tokens, ":", "1:"); // [batch, position - 1]
    const real = next.notEqual(pad); // [batch, position - 1]
    const hot = tf.oneHot(next as tf.Tensor2D, said.shape[2] as number).cast("bool"); // [batch, position - 1, token]
    const wanted = hot.logicalAnd(tf.expandDims(real, -1)); // [batch, position - 1, token]
    logProbs.push(tf.where(wanted, said, tf.zerosLike(said)).sum().reshape([1]));
    counts.push(real.sum().cast("float32").reshape([1]));
  }
  const mean = concatenate(logProbs).sum().div(concatenate(counts).sum()); // []
  return (await mean.neg().exp().data())[0] as number;
};
