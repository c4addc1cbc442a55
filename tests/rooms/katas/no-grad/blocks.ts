// Blocks in which nothing is recorded.
import { noGrad, tf } from "arena/tools";

export function frozenNorm(x: tf.Tensor2D) {
  let scale: tf.Tensor;
  {
    using _ = noGrad();
    scale = tf.sqrt(tf.mean(tf.square(x), 1, true)); // [row, 1]
  }
  return tf.div(x, scale);
}

export function straightThrough(x: tf.Tensor) {
  let correction: tf.Tensor;
  {
    using _ = noGrad();
    correction = tf.round(x).sub(x);
  }
  return correction.add(x);
}

export function tdLoss(values: tf.Tensor1D, next: tf.Tensor1D, rewards: tf.Tensor1D, gamma: number) {
  let target: tf.Tensor;
  {
    using _ = noGrad();
    target = next.mul(gamma).add(rewards); // [step]
  }
  return values.squaredDifference(target).mean();
}

export function policyLoss(logProbs: tf.Tensor1D, returns: tf.Tensor1D, values: tf.Tensor1D) {
  let weights: tf.Tensor;
  {
    using _ = noGrad();
    weights = returns.sub(values);
    weights = weights.sub(weights.mean()); // [step]
  }
  return tf.neg(logProbs.mul(weights).mean());
}
