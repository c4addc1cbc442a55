import { requireNumber } from "../../arguments/number.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { norm } from "../../linalg/index.ts";
import { axisOf } from "../../shape/axis.ts";
import { broadcastShapesFor } from "../../shape/broadcast.ts";
import { sameShape } from "../../shape/reshaped.ts";
import { tf } from "../../tensorflow.ts";

/**
 * The cosine of the angle between vectors along an axis: a · b / (‖a‖ ‖b‖), each length taken as `eps` where it is less, as
 * `torch.nn.functional.cosine_similarity`. Shapes broadcast; the axis goes. Differentiable.
 *
 * ```ts
 * nn.functional.cosineSimilarity(features, probe); // [feature, model], [model] -> [feature]
 * ```
 */
export function cosineSimilarity(a: tf.Tensor, b: tf.Tensor, axis = -1, eps = 1e-8): tf.Tensor {
  requireTensor("cosineSimilarity", a, "a");
  requireTensor("cosineSimilarity", b, "b");
  requireNumber("cosineSimilarity", "eps", eps);
  const shape = broadcastShapesFor("cosineSimilarity", [a.shape, b.shape]);
  const along = axisOf("cosineSimilarity", axis, shape);
  return tf.tidy(() => {
    const whole = (x: tf.Tensor) => (sameShape(x.shape, shape) ? x : tf.broadcastTo(x, shape)); // the common shape
    const unit = (x: tf.Tensor) => x.div(tf.maximum(norm(x, along, { keepDims: true }), eps)); // x's shape
    return unit(whole(a))
      .mul(unit(whole(b)))
      .sum(along); // without the axis
  });
}
