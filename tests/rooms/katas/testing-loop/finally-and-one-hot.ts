// Modes put back in finally, outputs detached, labels as one-hot rows, one list of losses for the whole set.
import { detach, nn, tf } from "arena/tools";

type Batch = readonly [tf.Tensor, tf.Tensor1D];

async function evaluating<T>(model: nn.Module, work: () => T): Promise<Awaited<T>> {
  const before = new Map(model.modules().map((module) => [module, module.training]));
  model.eval();
  try {
    return await work();
  } finally {
    for (const [module, training] of before) module.training = training;
  }
}

export async function countRight(logits: tf.Tensor2D, labels: tf.Tensor1D): Promise<number> {
  const hot = tf.oneHot(labels, logits.shape[1]).cast("float32"); // [batch, class]
  const predicted = tf.oneHot(tf.argMax(logits, 1).cast("int32") as tf.Tensor1D, logits.shape[1]); // [batch, class]
  return Math.round(((await predicted.cast("float32").mul(hot).sum().data()) as Float32Array)[0] as number);
}

export function probabilities(model: nn.Module, inputs: tf.Tensor): tf.Tensor {
  const before = model.modules().map((module) => module.training);
  try {
    model.train(false);
    return detach(tf.softmax(model.call(inputs)));
  } finally {
    model.modules().forEach((module, i) => {
      module.training = before[i] ?? true;
    });
  }
}

export const accuracy = (model: nn.Module, batches: Iterable<Batch>): Promise<number> =>
  evaluating(model, async () => {
    const hits: number[] = [];
    for (const [inputs, labels] of batches) {
      const rows = (await model.call(inputs).array()) as number[][];
      const wanted = await labels.array();
      for (const [i, row] of rows.entries()) hits.push(row.indexOf(Math.max(...row)) === wanted[i] ? 1 : 0);
    }
    return hits.reduce((a, b) => a + b, 0) / hits.length;
  });

export const perplexity = (model: nn.Module, batches: Iterable<tf.Tensor2D>, pad: number): Promise<number> =>
  evaluating(model, async () => {
    const surprises: number[] = [];
    for (const tokens of batches) {
      const [rows, columns] = tokens.shape;
      const logits = model.call(tokens.slice([0, 0], [rows, columns - 1])); // [batch, position - 1, token]
      const next = tokens.slice([0, 1]).flatten() as tf.Tensor1D; // [batch * (position - 1)]
      const losses = nn.functional.crossEntropy(logits.reshape([next.size, -1]), next, { reduction: "none" });
      const [numbers, ids] = [await losses.data(), await next.data()];
      surprises.push(...[...numbers].filter((_, i) => ids[i] !== pad));
    }
    return Math.exp(surprises.reduce((a, b) => a + b, 0) / surprises.length);
  });
