// Every product of an input and a weight, then the sum over the inputs: no matrix product at all.
import { nn, reduce, tf, unsqueeze } from "arena/tools";

export class Linear extends nn.Module {
  sizes: [number, number];
  weight: nn.Parameter; // [out, in]
  bias: nn.Parameter | null; // [out]

  constructor(inFeatures: number, outFeatures: number, bias = true) {
    super();
    this.sizes = [inFeatures, outFeatures];
    const start = (...shape: number[]) =>
      new nn.Parameter(tf.randomUniform(shape, -1, 1).div(Math.sqrt(inFeatures)));
    this.weight = start(outFeatures, inFeatures);
    this.bias = bias ? start(outFeatures) : null;
  }

  forward(x: tf.Tensor): tf.Tensor {
    const products = unsqueeze(x, -2).mul(this.weight); // [..., out, in]
    const sums = reduce(products, "... out in -> ... out", "sum"); // [..., out]
    return this.bias === null ? sums : tf.add(this.bias, sums); // [..., out]
  }

  override extraRepr(): string {
    return `${this.sizes.join(" -> ")}, bias: ${this.bias !== null}`;
  }
}
