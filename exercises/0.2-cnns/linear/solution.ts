import { einsum, nn, tf } from "arena/tools";

/** x · weightᵀ + bias over the last axis. */
export class Linear extends nn.Module {
  readonly inFeatures: number;
  readonly outFeatures: number;
  weight: nn.Parameter; // [out, in]
  bias: nn.Parameter | null; // [out]

  constructor(inFeatures: number, outFeatures: number, bias = true) {
    super();
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    const bound = 1 / Math.sqrt(inFeatures);
    const start = (shape: number[]) => tf.randomUniform(shape, -bound, bound); // shape
    this.weight = new nn.Parameter(start([outFeatures, inFeatures])); // [out, in]
    this.bias = bias ? new nn.Parameter(start([outFeatures])) : null; // [out]
  }

  forward(x: tf.Tensor): tf.Tensor {
    const product = einsum("... i, o i -> ... o", x, this.weight); // [..., out]
    return this.bias === null ? product : product.add(this.bias); // [..., out]
  }

  override extraRepr(): string {
    return `inFeatures=${this.inFeatures}, outFeatures=${this.outFeatures}, bias=${this.bias !== null}`;
  }
}
