import { nn, rearrange, type tf } from "arena/tools";

/** Flatten, linear, ReLU, linear: logits for a batch of images. */
export class SimpleMlp extends nn.Module {
  linear1: nn.Linear; // in to hidden
  relu: nn.ReLU;
  linear2: nn.Linear; // hidden to class

  constructor(inFeatures = 28 * 28, hidden = 100, nClasses = 10) {
    super();
    this.linear1 = new nn.Linear(inFeatures, hidden);
    this.relu = new nn.ReLU();
    this.linear2 = new nn.Linear(hidden, nClasses);
  }

  forward(x: tf.Tensor): tf.Tensor2D {
    const rows = rearrange(x, "batch ... -> batch (...)"); // [batch, in]
    const hidden = this.relu.call(this.linear1.call(rows)); // [batch, hidden]
    return this.linear2.call(hidden) as tf.Tensor2D; // [batch, class]
  }
}
