// The maximum first, then where it stands.
import { arange, gather, index, repeat, squeeze, tf, unsqueeze, where } from "arena/tools";

export function greedyNext(logits: tf.Tensor3D) {
  const last = index(logits, ":", -1, ":"); // [batch, token]
  const isLargest = last.equal(last.max(-1, true)); // [batch, token]
  return where(isLargest, arange(logits.shape[2]), logits.shape[2]).min(1).toInt();
}

export function bestEpoch(losses: number[]): number {
  const real = losses.filter((loss) => !Number.isNaN(loss));
  return real.length === 0 ? -1 : losses.indexOf(Math.min(...real));
}

export function attendedTokens(pattern: tf.Tensor3D, tokens: tf.Tensor1D) {
  const [heads, queries] = pattern.shape;
  const table = repeat(tokens, "k -> h q k", { h: heads, q: queries });
  return squeeze(gather(table, -1, unsqueeze(pattern.argMax(-1), -1)), -1);
}

export function strongestPairs(scores: tf.Tensor3D) {
  const query = scores.max(2).argMax(1); // [head]
  const key = index(scores, arange(scores.shape[0]), query).argMax(-1); // [head]
  return tf.stack([query, key], -1);
}

export function nextTokenAccuracy(logits: tf.Tensor3D, tokens: tf.Tensor2D, pad: number) {
  const next = index(tokens, ":", "1:"); // [batch, position - 1]
  const right = index(logits.argMax(-1), ":", ":-1").equal(next); // [batch, position - 1]
  const weights = next.notEqual(pad).toFloat(); // [batch, position - 1]
  return right.toFloat().mul(weights).sum().div(weights.sum());
}
