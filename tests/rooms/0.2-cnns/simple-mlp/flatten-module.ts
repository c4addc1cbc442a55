// A Flatten module, and the nonlinearity as a function.
import { nn, type tf } from "arena/tools";

export class SimpleMlp extends nn.Module {
  flatten: nn.Flatten;
  linear1: nn.Linear; // in to hidden
  linear2: nn.Linear; // hidden to class

  constructor(inFeatures = 784, hidden = 100, nClasses = 10) {
    super();
    this.flatten = new nn.Flatten();
    this.linear1 = new nn.Linear(inFeatures, hidden);
    this.linear2 = new nn.Linear(hidden, nClasses);
  }

  forward(x: tf.Tensor): tf.Tensor {
    const hidden = this.linear1.call(this.flatten.call(x)).relu(); // [batch, hidden]
    return this.linear2.call(hidden); // [batch, class]
  }
}
