// A choice between two tensors, by a mask.
import { nn, tf, where } from "arena/tools";

export class ReLU extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    return where(x.greater(0), x, tf.zerosLike(x)); // x's shape
  }
}
