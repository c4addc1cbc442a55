// Zeros filled by the tools' initialiser; the convolution as a sum over the kernel's entries of shifted pictures.
import { einsum, index, nn, pad, tf } from "arena/tools";

export class Conv2d extends nn.Module {
  weight: nn.Parameter;
  constructor(
    readonlyIn: number, out: number, public_k: number, private_stride = 1, private_padding = 0,
  ) {
    super();
    this.size = { k: public_k, stride: private_stride, padding: private_padding };
    this.weight = new nn.Parameter(tf.zeros([out, readonlyIn, public_k, public_k]));
    const bound = (readonlyIn * public_k * public_k) ** -0.5;
    nn.init.uniform_(this.weight, -bound, bound);
  }
  size: { k: number; stride: number; padding: number };

  forward(x: tf.Tensor4D): tf.Tensor4D {
    const { k, stride, padding } = this.size;
    const padded = pad(x, [padding, padding, padding, padding]); // [batch, in, height, width]
    const [rows, columns] = [2, 3].map((axis) => Math.floor((padded.shape[axis]! - k) / stride));
    const terms: tf.Tensor[] = [];
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) {
        const shifted = index(padded, ":", ":", `${i}:${i + rows! * stride + 1}:${stride}`, `${j}:${j + columns! * stride + 1}:${stride}`);
        terms.push(einsum("b i h w, o i -> b o h w", shifted, index(this.weight, ":", ":", i, j)));
      }
    }
    return tf.addN(terms) as tf.Tensor4D;
  }
}
