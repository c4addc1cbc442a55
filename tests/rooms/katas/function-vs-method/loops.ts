// A loop, a switch, and tensors taken apart and put together again.
import { einsum, stack, tf, unbind } from "arena/tools";

export function reconstructionError(x: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor {
  const miss = x.sub(reconstruction); // [..., feature]
  return einsum("... f, ... f -> ...", miss, miss);
}

export function meanLoss(losses: number[], start: number, end: number): tf.Tensor {
  let sum = 0;
  for (let step = start; step < end; step++) sum += losses[step] ?? 0;
  return tf.scalar(sum / (end - start));
}

export function positionsBetween(resid: tf.Tensor3D, start: number, end: number): tf.Tensor {
  return stack(unbind(resid, 1).slice(start, end), 1);
}

export function layerMeans(activations: tf.Tensor3D[]): tf.Tensor[] {
  const means: tf.Tensor[] = [];
  for (const layer of activations) means.push(tf.mean(layer));
  return means;
}

function between(y: tf.Tensor, activation: string): tf.Tensor {
  switch (activation) {
    case "relu":
      return tf.maximum(y, 0);
    case "silu":
      return y.div(y.neg().exp().add(1));
    default:
      return y.softmax().mul(y);
  }
}

export function mlp(x: tf.Tensor3D, wIn: tf.Tensor2D, wOut: tf.Tensor2D, activation: string): tf.Tensor {
  return einsum("... m, m n -> ... n", between(einsum("... m, m n -> ... n", x, wIn), activation), wOut);
}
