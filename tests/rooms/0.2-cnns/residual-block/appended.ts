// Both paths grown by append, an empty Sequential as the identity, a ReLU module for the last step.
import { nn, type tf } from "arena/tools";

const conv = (from: number, to: number, size: number, stride: number) =>
  new nn.Conv2d(from, to, size, { stride, padding: Math.floor(size / 2), bias: false });

export class ResidualBlock extends nn.Module {
  left = new nn.Sequential();
  right = new nn.Sequential();
  last = new nn.ReLU();

  constructor(inFeats: number, outFeats: number, firstStride?: number) {
    super();
    const stride = firstStride ?? 1;
    this.left.append(conv(inFeats, outFeats, 3, stride)).append(new nn.BatchNorm2d(outFeats));
    this.left.append(new nn.ReLU());
    this.left.append(conv(outFeats, outFeats, 3, 1)).append(new nn.BatchNorm2d(outFeats));
    const changes = stride !== 1 || inFeats !== outFeats;
    if (changes) this.right.append(conv(inFeats, outFeats, 1, stride)).append(new nn.BatchNorm2d(outFeats));
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    const outputs = [this.left, this.right].map((path) => path.call(x)); // [batch, out, outHeight, outWidth] each
    return this.last.call(outputs.reduce((sum, output) => sum.add(output))) as tf.Tensor4D;
  }
}
