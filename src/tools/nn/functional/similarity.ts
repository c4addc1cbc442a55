import { norm } from "../../linalg/index.ts";
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
  return tf.tidy(() => {
    const unit = (x: tf.Tensor) => x.div(tf.maximum(norm(x, axis, { keepDims: true }), eps)); // x's shape
    const product = unit(a).mul(unit(b)); // the broadcast shape
    return product.sum(axis < 0 ? axis + product.rank : axis); // without the axis
  });
}
