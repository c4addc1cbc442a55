// Zeros filled by the tools' initialiser; the convolution as a sum over the kernel's entries of shifted pictures.
import { einsum, index, nn, pad, tf } from "arena/tools";

export class Conv2d extends nn.Module {
  weight: nn.Parameter;
  size: { k: number; stride: number; padding: number };

  constructor(inChannels: number, out: number, k: number, stride = 1, padding = 0) {
    super();
    this.size = { k, stride, padding };
    this.weight = new nn.Parameter(tf.zeros([out, inChannels, k, k]));
    const bound = (inChannels * k * k) ** -0.5;
    nn.init.uniform(this.weight, -bound, bound);
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    const { k, stride, padding } = this.size;
    const padded = pad(x, [padding, padding, padding, padding]); // [batch, in, height, width]
    const [rows, columns] = [2, 3].map((axis) => Math.floor((padded.shape[axis]! - k) / stride));
    const terms: tf.Tensor[] = [];
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) {
        const shifted = index(
          padded,
          ":",
          ":",
          `${i}:${i + rows! * stride + 1}:${stride}`,
          `${j}:${j + columns! * stride + 1}:${stride}`,
        );
        terms.push(einsum("b i h w, o i -> b o h w", shifted, index(this.weight, ":", ":", i, j)));
      }
    }
    return tf.addN(terms) as tf.Tensor4D;
  }
}
