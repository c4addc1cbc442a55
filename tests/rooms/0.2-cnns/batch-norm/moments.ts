// tf.moments for the statistics, reshape for the axes, registerBuffer for the buffers, one branch for the mode.
import { nn, tf } from "arena/tools";

export class BatchNorm2d extends nn.Module {
  weight: nn.Parameter;
  bias: nn.Parameter;
  runningMean!: nn.Buffer;
  runningVar!: nn.Buffer;
  numBatchesTracked = 0;
  private settings: { eps: number; momentum: number };

  constructor(numFeatures: number, eps = 1e-5, momentum = 0.1) {
    super();
    this.settings = { eps, momentum };
    this.weight = new nn.Parameter(tf.ones([numFeatures])); // [channel]
    this.bias = new nn.Parameter(tf.zeros([numFeatures])); // [channel]
    this.registerBuffer("runningMean", tf.zeros([numFeatures])); // [channel]
    this.registerBuffer("runningVar", tf.ones([numFeatures])); // [channel]
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    const { eps, momentum } = this.settings;
    const c = this.weight.size;
    let mean: tf.Tensor = this.runningMean.reshape([1, c, 1, 1]); // [1, channel, 1, 1]
    let variance: tf.Tensor = this.runningVar.reshape([1, c, 1, 1]); // [1, channel, 1, 1]
    if (this.training) {
      const n = x.size / c;
      ({ mean, variance } = tf.moments(x, [0, 2, 3], true)); // [1, channel, 1, 1] each
      this.runningMean.assign(this.runningMean.add(mean.reshape([c]).sub(this.runningMean).mul(momentum)));
      this.runningVar.assign(
        this.runningVar.add(
          variance
            .reshape([c])
            .mul(n / (n - 1))
            .sub(this.runningVar)
            .mul(momentum),
        ),
      );
      this.numBatchesTracked++;
    }
    const w = this.weight.reshape([1, c, 1, 1]).mul(variance.add(eps).rsqrt()); // [1, channel, 1, 1]
    return x.mul(w).add(this.bias.reshape([1, c, 1, 1]).sub(mean.mul(w))) as tf.Tensor4D;
  }
}
