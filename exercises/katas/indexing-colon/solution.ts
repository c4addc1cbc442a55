import { index, stack, type tf } from "arena/tools";

/** The tokens that are read and, at the same places, the tokens that come next. */
export function inputsAndTargets(tokens: tf.Tensor2D): tf.Tensor2D[] {
  return [index(tokens, ":", ":-1"), index(tokens, ":", "1:")] as tf.Tensor2D[];
}

/** The row of the embedding for each token. */
export function embed(wE: tf.Tensor2D, tokens: tf.Tensor2D): tf.Tensor3D {
  return index(wE, tokens) as tf.Tensor3D; // [batch, position, model]
}

/** The rows of the output weights that belong to one head. */
export function headWeights(wO: tf.Tensor2D, head: number, d: number): tf.Tensor2D {
  return index(wO, `${head * d}:${(head + 1) * d}`) as tf.Tensor2D; // [d, model]
}

/** Each pair of neighbouring features (a, b) turned by a right angle into (-b, a). */
export function rotatePairs(x: tf.Tensor3D): tf.Tensor3D {
  const [a, b] = [index(x, ":", ":", "::2"), index(x, ":", ":", "1::2")]; // [batch, position, pair]
  return stack([b.neg(), a], -1).reshape(x.shape); // [batch, position, d]
}
