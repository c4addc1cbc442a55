import { nn, type tf } from "arena/tools";

/** max(x, 0), entry by entry. */
export class ReLU extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return x.maximum(0); // x's shape
  }
}
