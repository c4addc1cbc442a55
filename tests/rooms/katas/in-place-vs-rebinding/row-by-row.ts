// Row by row and token by token: pieces that are put together anew, and a recursion that needs no name.
import { arange, maskedFill, type nn, stack, tf, unbind } from "arena/tools";

export const medianLoss = (losses: number[]): number => {
  const copy = [...losses];
  copy.sort((a, b) => b - a);
  while (copy.length > 2) {
    copy.shift();
    copy.pop();
  }
  return copy.reduce((sum, loss) => sum + loss, 0) / copy.length;
};

export const suppress = (logits: tf.Tensor2D, [token, ...rest]: number[]): tf.Tensor =>
  token === undefined
    ? logits
    : suppress(
        maskedFill(logits, arange(logits.shape[1]).equal(token), Number.NEGATIVE_INFINITY) as tf.Tensor2D,
        rest,
      );

export const updateMean = (layer: { runningMean: nn.Buffer }, batch: tf.Tensor2D, momentum: number): void => {
  const rows = tf.concat([layer.runningMean.expandDims(0), batch]); // [1 + batch, feature]
  const share = momentum / batch.shape[0];
  const shares = tf.tensor2d([[1 - momentum, ...new Array(batch.shape[0]).fill(share)]]); // [1, 1 + batch]
  layer.runningMean.assign(tf.matMul(shares, rows as tf.Tensor2D).squeeze([0]));
};

export const reviveUnits = (layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D): void => {
  const choose = (isNew: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => isNew.toFloat().mul(a.sub(b)).add(b);
  const [units, olds, news] = [unbind(dead), unbind(layer.weight), unbind(fresh)];
  const rows = units.map((unit, i) => choose(unit, news[i] as tf.Tensor, olds[i] as tf.Tensor)); // [in] each
  layer.weight.assign(stack(rows));
  if (layer.bias) layer.bias.assign(choose(dead, tf.zerosLike(layer.bias), layer.bias) as tf.Tensor1D);
};

export const tieWeights = (embedding: nn.Embedding, unembed: nn.Linear): void => {
  const shared = embedding.weight; // [token, model]
  unembed.weight = shared;
};
