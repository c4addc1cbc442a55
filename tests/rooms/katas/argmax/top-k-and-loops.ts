// topk for one axis, plain loops where numbers are plain.
import { rearrange, tf } from "arena/tools";

export const greedyNext = (logits: tf.Tensor3D) => {
  const [batch, position, token] = logits.shape;
  const last = logits.slice([0, position - 1], [batch, 1]).reshape([batch, token]);
  return tf.topk(last, 1).indices.squeeze([1]);
};

export const bestEpoch = (losses: number[]) => {
  const ranked = losses
    .map((loss, epoch) => ({ loss, epoch }))
    .filter(({ loss }) => !Number.isNaN(loss))
    .sort((a, b) => (a.loss === b.loss ? a.epoch - b.epoch : a.loss < b.loss ? -1 : 1));
  return ranked[0]?.epoch ?? -1;
};

export const attendedTokens = (pattern: tf.Tensor3D, tokens: tf.Tensor1D) =>
  tf.gather(tokens, tf.argMax(pattern, 2));

export const strongestPairs = (scores: tf.Tensor3D) => {
  const keys = tf.scalar(scores.shape[2], "int32");
  const flat = rearrange(scores, "h q k -> h (q k)").argMax(1); // [head]
  const query = flat.toFloat().div(keys).floor().toInt(); // [head]
  return rearrange([query, flat.sub(query.mul(keys))], "two h -> h two");
};

export const nextTokenAccuracy = (logits: tf.Tensor3D, tokens: tf.Tensor2D, pad: number) => {
  const [batch, position] = tokens.shape;
  const next = tokens.slice([0, 1], [batch, position - 1]);
  const wrong = logits
    .argMax(2)
    .slice([0, 0], [batch, position - 1])
    .notEqual(next);
  const asked = next.sub(tf.scalar(pad, "int32")).abs().sign(); // [batch, position - 1], 0 or 1
  return tf.sub(1, wrong.toInt().mul(asked).sum().toFloat().div(asked.sum().toFloat()));
};
