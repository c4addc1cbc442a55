import { nn, notYet, type tf } from "arena/tools";

/** max(x, 0), entry by entry. */
export class ReLU extends nn.Module {
  forward(x: tf.Tensor): tf.Tensor {
    // x: any shape; the result: x's shape
    return notYet(`the ReLU of a tensor [${x.shape}]`);
  }
}
