// A draw from 0 to 1 that is shifted and scaled, the settings in one object, tidy around the call.
import { conv2d, nn, tf } from "arena/tools";

export class Conv2d extends nn.Module {
  private options: { stride: number; padding: number };
  weight: nn.Parameter;

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: number,
    stride?: number,
    padding?: number,
  ) {
    super();
    this.options = { stride: stride ?? 1, padding: padding ?? 0 };
    const n = inChannels * kernelSize ** 2;
    const unit = tf.randomUniform([outChannels, inChannels, kernelSize, kernelSize]); // 0 to 1
    this.weight = new nn.Parameter(unit.mul(2).sub(1).div(Math.sqrt(n)));
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    return tf.tidy(() => conv2d(x, this.weight, this.options));
  }
}
