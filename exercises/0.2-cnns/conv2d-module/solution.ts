import { conv2d, nn, tf } from "arena/tools";

/** Convolution with kernels of its own, without bias, and the first numbers of torch.nn.Conv2d. */
export class Conv2d extends nn.Module {
  weight: nn.Parameter; // [out, in, kernel, kernel]
  readonly stride: number;
  readonly padding: number;

  constructor(inChannels: number, outChannels: number, kernelSize: number, stride = 1, padding = 0) {
    super();
    this.stride = stride;
    this.padding = padding;
    const bound = 1 / Math.sqrt(inChannels * kernelSize * kernelSize);
    const shape = [outChannels, inChannels, kernelSize, kernelSize];
    this.weight = new nn.Parameter(tf.randomUniform(shape, -bound, bound)); // [out, in, kernel, kernel]
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    const { stride, padding } = this;
    return conv2d(x, this.weight, { stride, padding }); // [batch, out, outHeight, outWidth]
  }
}
