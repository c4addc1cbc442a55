import { notYet, type tf } from "arena/tools";

/** The tokens that are read and, at the same places, the tokens that come next. */
export function inputsAndTargets(tokens: tf.Tensor2D): tf.Tensor2D[] {
  // tokens: [batch, position], int32; the result: two of [batch, position - 1]
  return notYet(`inputsAndTargets of [${tokens.shape}]`);
}

/** The row of the embedding for each token. */
export function embed(wE: tf.Tensor2D, tokens: tf.Tensor2D): tf.Tensor3D {
  // wE: [token, model]; tokens: [batch, position], int32; the result: [batch, position, model]
  return notYet(`embed of [${wE.shape}] and [${tokens.shape}]`);
}

/** The rows of the output weights that belong to one head. */
export function headWeights(wO: tf.Tensor2D, head: number, d: number): tf.Tensor2D {
  // wO: [head·d, model], head 0 first; the result: [d, model]
  return notYet(`headWeights of head ${head} of [${wO.shape}], d ${d}`);
}

/** Each pair of neighbouring features (a, b) turned by a right angle into (-b, a). */
export function rotatePairs(x: tf.Tensor3D): tf.Tensor3D {
  // x: [batch, position, d], d even; the result has the same shape
  return notYet(`rotatePairs of [${x.shape}]`);
}
