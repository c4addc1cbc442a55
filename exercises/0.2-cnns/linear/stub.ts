import { nn, notYet, type tf } from "arena/tools";

/** x · weightᵀ + bias over the last axis. */
export class Linear extends nn.Module {
  weight: nn.Parameter; // [out, in]
  bias: nn.Parameter | null; // [out]

  constructor(inFeatures: number, outFeatures: number, bias = true) {
    super();
    this.weight = notYet(`a weight [${outFeatures}, ${inFeatures}]`);
    this.bias = notYet(bias ? `a bias [${outFeatures}]` : "null");
  }

  forward(x: tf.Tensor): tf.Tensor {
    // x: [..., in]; the result: [..., out]
    return notYet(`the output for a tensor [${x.shape}]`);
  }

  override extraRepr(): string {
    return notYet("a text like inFeatures=2, outFeatures=3, bias=true");
  }
}
