import { nn, notYet, type tf } from "arena/tools";

/** Flatten, linear, ReLU, linear: logits for a batch of images. */
export class SimpleMlp extends nn.Module {
  linear1: nn.Linear; // in to hidden
  relu: nn.ReLU;
  linear2: nn.Linear; // hidden to class

  constructor(inFeatures = 28 * 28, hidden = 100, nClasses = 10) {
    super();
    this.linear1 = notYet(`a linear layer from ${inFeatures} to ${hidden}`);
    this.relu = notYet("a ReLU");
    this.linear2 = notYet(`a linear layer to ${nClasses}`);
  }

  forward(x: tf.Tensor): tf.Tensor2D {
    // x: [batch, height, width] or [batch, channel, height, width]; the result: [batch, class]
    return notYet(`the logits for images [${x.shape}]`);
  }
}
