// One axis made of several, and places counted in it.
import { arange, logSoftmax, stack, tf } from "arena/tools";

const times = (x: tf.Tensor, n: number) => x.mul(tf.scalar(n, "int32"));

export const atSubject = (resid: tf.Tensor3D, places: tf.Tensor1D) => {
  const [prompts, positions, model] = resid.shape;
  const flat = times(arange(prompts), positions).add(places).toInt(); // [prompt]
  return tf.gather(resid.reshape([prompts * positions, model]), flat);
};

export const attentionBack = (pattern: tf.Tensor3D, distance: number) => {
  const [heads, n] = pattern.shape;
  const weights: tf.Tensor[] = []; // [head] each
  for (let query = distance; query < n; query++)
    weights.push(pattern.slice([0, query, query - distance], [heads, 1, 1]).reshape([heads]));
  return stack(weights).mean(0);
};

export const optionLogits = (logits: tf.Tensor3D, lengths: tf.Tensor1D, options: tf.Tensor2D) => {
  const [prompts, positions, tokens] = logits.shape;
  const rows = times(arange(prompts), positions).add(lengths).sub(tf.scalar(1, "int32")); // [prompt]
  return tf.gather(
    logits.reshape([prompts * positions * tokens]),
    times(rows, tokens).expandDims(1).add(options).toInt(),
  );
};

export const followParents = (cache: tf.Tensor4D, parents: tf.Tensor2D) =>
  stack(cache.unstack().map((text, i) => tf.gather(text, parents.slice(i, 1).flatten().toInt())));

export const clipLoss = (images: tf.Tensor2D, captions: tf.Tensor2D, scale: number) => {
  const logits = images.mul(scale).matMul(captions.transpose()); // [image, caption]
  const right = tf.eye(images.shape[0]); // [image, caption]
  const chosen = [logits, logits.transpose()].map((x) => logSoftmax(x).mul(right).sum(1).mean().neg());
  return tf.addN(chosen).div(chosen.length);
};
