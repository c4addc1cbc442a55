import { notYet, type tf } from "arena/tools";

/** Each row divided by its root mean square, which counts as a constant. */
export function frozenNorm(x: tf.Tensor2D): tf.Tensor2D {
  // x: [row, model]; the result: [row, model]
  return notYet(`frozenNorm of [${x.shape}]`);
}

/** x rounded to whole numbers, with the gradient of x itself. */
export function straightThrough(x: tf.Tensor): tf.Tensor {
  // x: any shape; the result has the same
  return notYet(`straightThrough of [${x.shape}]`);
}

/** The mean squared error between values and their one-step targets, which count as constants. */
export function tdLoss(
  values: tf.Tensor1D,
  next: tf.Tensor1D,
  rewards: tf.Tensor1D,
  gamma: number,
): tf.Scalar {
  // values, next and rewards: [step]; the result: []
  return notYet(`tdLoss of [${values.shape}], [${next.shape}] and [${rewards.shape}] with gamma ${gamma}`);
}

/** The policy-gradient loss with a baseline: minus the mean of log-probability times advantage. */
export function policyLoss(logProbs: tf.Tensor1D, returns: tf.Tensor1D, values: tf.Tensor1D): tf.Scalar {
  // logProbs, returns and values: [step]; the result: []
  return notYet(`policyLoss of [${logProbs.shape}], [${returns.shape}] and [${values.shape}]`);
}
