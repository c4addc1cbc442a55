// Named layers, the shortcut chosen by an early test, tf.relu and tf.add as functions.
import { nn, tf } from "arena/tools";

export class ResidualBlock extends nn.Module {
  stride: number;
  left: nn.Sequential;
  right: nn.Module;

  constructor(inFeats: number, outFeats: number, firstStride = 1) {
    super();
    this.stride = firstStride;
    this.left = new nn.Sequential({
      conv1: new nn.Conv2d(inFeats, outFeats, [3, 3], {
        bias: false,
        stride: [firstStride, firstStride],
        padding: [1, 1],
      }),
      norm1: new nn.BatchNorm2d(outFeats),
      relu: new nn.ReLU(),
      conv2: new nn.Conv2d(outFeats, outFeats, 3, { bias: false, padding: 1 }),
      norm2: new nn.BatchNorm2d(outFeats),
    });
    if (firstStride > 1 || inFeats !== outFeats) {
      this.right = new nn.Sequential({
        project: new nn.Conv2d(inFeats, outFeats, 1, { bias: false, stride: firstStride }),
        norm: new nn.BatchNorm2d(outFeats),
      });
    } else {
      this.right = new nn.Identity();
    }
  }

  override forward(x: tf.Tensor4D): tf.Tensor4D {
    return tf.tidy(() => tf.relu(tf.add(this.right.call(x), this.left.call(x)))) as tf.Tensor4D;
  }
}
