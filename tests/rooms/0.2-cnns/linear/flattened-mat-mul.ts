// A matrix product on rows, with the leading axes put back.
import { nn, random, tf } from "arena/tools";

const generator = random(42);

export class Linear extends nn.Module {
  weight: nn.Parameter; // [out, in]
  bias: nn.Parameter | null; // [out]

  constructor(inFeatures: number, outFeatures: number, bias?: boolean) {
    super();
    const bound = inFeatures ** -0.5;
    this.weight = new nn.Parameter(generator.uniform([outFeatures, inFeatures], -bound, bound));
    this.bias = (bias ?? true) ? new nn.Parameter(generator.uniform([outFeatures], -bound, bound)) : null;
  }

  forward(x: tf.Tensor): tf.Tensor {
    const [outFeatures, inFeatures] = this.weight.shape as [number, number];
    const leading = x.shape.slice(0, -1);
    const rows = x.reshape([x.size / inFeatures, inFeatures]) as tf.Tensor2D; // [rows, in]
    const product = tf.matMul(rows, this.weight as tf.Tensor2D, false, true); // [rows, out]
    const shifted = this.bias ? product.add(this.bias) : product; // [rows, out]
    return shifted.reshape([...leading, outFeatures]); // [..., out]
  }

  override extraRepr(): string {
    const [outFeatures, inFeatures] = this.weight.shape;
    return `in_features=${inFeatures}, out_features=${outFeatures}, bias=${this.bias ? "True" : "False"}`;
  }
}
