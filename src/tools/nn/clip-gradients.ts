import { described } from "../arguments/described.ts";
import { requireParameters } from "../arguments/parameters.ts";
import { lesson } from "../lesson.ts";
import { tf } from "../tensorflow.ts";
import { Parameter } from "./module/parameter.ts";

/**
 * Scales all gradients together so that their common norm is at most `maxNorm`
 * (`torch.nn.utils.clip_grad_norm_`); smaller ones stay as they are. Call it between `backward` and `step`.
 *
 * ```ts
 * const norm = nn.clipGradNorm(model.parameters(), 1); // []
 * ```
 * @returns the norm before, a scalar; 0 if nothing has a gradient.
 */
export function clipGradNorm(params: Iterable<Parameter>, maxNorm: number): tf.Scalar {
  requireParameters("clipGradNorm", params);
  if (!(typeof maxNorm === "number" && maxNorm >= 0)) {
    throw lesson("clipGradNorm", {
      what: `the largest norm is a number from 0 on, not ${described(maxNorm)}.`,
      example: "nn.clipGradNorm(model.parameters(), 1)",
    });
  }
  const list = [...params];
  const stranger = list.find((entry) => !(entry instanceof Parameter));
  if (stranger !== undefined) {
    throw lesson("clipGradNorm", {
      what: `its list holds nn.Parameters, not ${described(stranger)}.`,
      example: "nn.clipGradNorm(model.parameters(), 1)",
    });
  }
  const withGrad = list.filter((parameter) => parameter.grad !== null);
  return tf.tidy(() => {
    const squares = withGrad.map(({ grad }) => (grad as tf.Tensor).square().sum()); // [] each
    const norm = squares.reduce((sum, square) => sum.add(square), tf.scalar(0)).sqrt(); // []
    const factor = tf.minimum(tf.scalar(maxNorm).div(norm.add(1e-6)), 1); // []
    for (const parameter of withGrad) {
      parameter.grad = (parameter.grad as tf.Tensor).mul(factor); // the parameter's shape
    }
    return norm as tf.Scalar;
  });
}
