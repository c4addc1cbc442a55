// Rows by reshape, layers run one statement after the other.
import { nn, type tf } from "arena/tools";

export class SimpleMlp extends nn.Module {
  linear1: nn.Linear; // in to hidden
  linear2: nn.Linear; // hidden to class
  activation = new nn.ReLU();

  constructor(inFeatures = 784, hidden = 100, nClasses = 10) {
    super();
    this.linear1 = new nn.Linear(inFeatures, hidden);
    this.linear2 = new nn.Linear(hidden, nClasses);
  }

  forward(x: tf.Tensor): tf.Tensor {
    const [batch = 0, ...pixels] = x.shape;
    let h: tf.Tensor = x.reshape([batch, pixels.reduce((product, length) => product * length, 1)]); // [batch, in]
    h = this.linear1.call(h); // [batch, hidden]
    h = this.activation.call(h); // [batch, hidden]
    h = this.linear2.call(h); // [batch, class]
    return h;
  }
}
