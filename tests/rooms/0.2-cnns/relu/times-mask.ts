// The entries times a mask of zeros and ones.
import { nn, type tf } from "arena/tools";

export class ReLU extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return x.mul(x.greater(0).toFloat()); // x's shape
  }
}
