import { nn, notYet, type tf } from "arena/tools";

/** Convolution with kernels of its own, without bias. */
export class Conv2d extends nn.Module {
  weight: nn.Parameter; // [out, in, kernel, kernel]

  constructor(inChannels: number, outChannels: number, kernelSize: number, stride = 1, padding = 0) {
    super();
    notYet(
      `${outChannels} kernels of ${kernelSize} over ${inChannels} channels (stride ${stride}, padding ${padding})`,
    );
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    // [batch, in, height, width] -> [batch, out, outHeight, outWidth]
    return notYet(`the convolution of [${x.shape}]`);
  }
}
